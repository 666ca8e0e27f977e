"""Paper 004's boson model: SciPy's exponentials acting on vectors and ARPACK; QuTiP's propagator for all."""

import numpy as np
import qutip as qt
import scipy.sparse.linalg as sla

from .task import Section, Series, Task


def pieces(levels):
    """The generators of both parts of a period with their durations."""
    a = qt.destroy(levels)
    square = (a + a.dag()) ** 2
    coupling = -0.25 * square + (1 / 1920) * square**2
    loss = [np.sqrt(0.1) * a]
    return [
        (qt.liouvillian(a.dag() * a + 1.5 * coupling, loss), np.pi),
        (qt.liouvillian(a.dag() * a, loss), 0.9 * np.pi),
    ]


def gap_of(values):
    return 1 - max(abs(x) for x in values if abs(x - 1) > 1e-8)


def leading():
    steps = [(part.to("csr").data.as_scipy(), time) for part, time in pieces(65)]

    def over_a_period(vector):
        for matrix, time in steps:
            vector = sla.expm_multiply(time * matrix, vector, traceA=time * matrix.trace())
        return vector

    period = sla.LinearOperator((65**2, 65**2), over_a_period, dtype=complex)
    return lambda: gap_of(sla.eigs(period, k=4, return_eigenvectors=False, tol=1e-8))


def every(levels):
    parts = pieces(levels)

    def run():
        # The exponentials of QuTiP are quicker than its propagator() by integration.
        period = 1
        for part, time in parts:
            period = (time * part).expm(dtype="dense") * period
        return gap_of(np.linalg.eigvals(period.full()))

    return run


SECTION = Section(
    "Periodic drives",
    (
        Task(
            "4 leading multipliers of paper 004's boson model, d = 65", "SciPy", leading,
            milliseconds=3_000,
        ),
        Series(
            "all multipliers of paper 004's boson model", "d", (17, 33, 65), "QuTiP", (17, 33),
            every, targets=((65, {"milliseconds": 120_000}),),
        ),
    ),
)  # fmt: skip
