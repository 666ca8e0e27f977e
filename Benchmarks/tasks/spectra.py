"""Leading eigenvalues with SciPy's shift-invert, since QuTiP's own eigensolver has none.

SciPy is used as well as it can be: SuperLU eliminates the grid of rows and columns of ρ in the order of geometric
nested dissection, which its own orderings do not come near to, and ARPACK has the number of vectors (40 or 80) with
which it was quicker. It gives no left vectors and condition numbers, and ours leaves them out in the same tasks; one
task of its own times ours with them against the same work of SciPy.
"""

import numpy as np
import qutip as qt
import scipy.sparse as sp
import scipy.sparse.linalg as sla

from .models import paper_000, time_crystal
from .task import Section, Series, Task


def nested_dissection(rows, columns):
    """The places of a grid in an order in which elimination fills little: halves first, then what parts them."""
    order = []

    def visit(top, bottom, left, right):
        height, width = bottom - top, right - left
        if height * width <= 16 or min(height, width) <= 2:
            order.extend(r * columns + c for r in range(top, bottom) for c in range(left, right))
        elif height >= width:
            middle = (top + bottom) // 2
            visit(top, middle, left, right)
            visit(middle + 1, bottom, left, right)
            order.extend(middle * columns + c for c in range(left, right))
        else:
            middle = (left + right) // 2
            visit(top, bottom, left, middle)
            visit(top, bottom, middle + 1, right)
            order.extend(r * columns + middle for r in range(top, bottom))

    visit(0, rows, 0, columns)
    return np.array(order)


def eigenvalues(size, drive=1.5, detuning=0.5, vectors=80):
    matrix = qt.liouvillian(*paper_000(size, drive, detuning)).to("csr").data.as_scipy()
    order = nested_dissection(size + 1, size + 1)

    def gap():
        shifted = (matrix - 0.03 * sp.identity(matrix.shape[0], format="csr"))[order][:, order]
        lu = sla.splu(shifted.tocsc(), permc_spec="NATURAL")
        inverse = sla.LinearOperator(matrix.shape, lu.solve, dtype=complex)
        values = sla.eigs(inverse, k=8, ncv=vectors, tol=1e-10, which="LM", return_eigenvectors=False)
        return min(abs(x.real) for x in 0.03 + 1 / values if abs(x) > 1e-9)

    return gap


def time_crystal_modes():
    liouvillian = qt.liouvillian(*time_crystal(60))

    def slowest():
        values = liouvillian.eigenenergies(sparse=True, sort="high", eigvals=6)
        return sorted(-x.real for x in values)[1]

    return slowest


TO_REACH = {"milliseconds": 5000, "ratio": 6, "gigabytes": 0.6}

SECTION = Section(
    "Liouvillian spectra",
    (
        Series(
            "8 eigenvalues of paper 000", "N", (50, 100, 200, 400, 800), "SciPy",
            (50, 100, 200, 400), eigenvalues, ((400, TO_REACH), (800, {"milliseconds": 40_000})),
        ),
        Task(
            "8 eigenvalues of paper 000, N = 400, (ε, Δ) = (0.5, 0.5)", "SciPy",
            lambda: eigenvalues(400, 0.5, 0.5, vectors=40), **TO_REACH,
        ),
        Task(
            "8 eigenvalues of paper 000, N = 400, (ε, Δ) = (3, 2)", "SciPy",
            lambda: eigenvalues(400, 3, 2), **TO_REACH,
        ),
        Task(
            "8 eigenvalues of paper 000, N = 400, with left modes and condition numbers", "SciPy",
            lambda: eigenvalues(400), milliseconds=5000,
            note="Left modes take a second Krylov space; SciPy's time is that of the right ones alone.",
        ),
        Task(
            "6 slowest modes of the boundary time crystal, N = 60", "QuTiP", time_crystal_modes,
            ratio=300,
            note="Ours shows that no slower mode with |Im λ| ≤ 4 is missing: shifts climb the imaginary axis in both sectors, "
            "with left modes and condition numbers, where QuTiP's is one run of ARPACK on the whole matrix.",
        ),
        # QuTiP's piqs has no peer: its Liouvillians do not have the right spectra.
        Series("6 eigenvalues of driven two-level systems", "N", (25, 50)),
    ),
)  # fmt: skip
