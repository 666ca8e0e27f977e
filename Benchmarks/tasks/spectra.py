"""Leading eigenvalues with SciPy's shift-invert, since QuTiP's own eigensolver has none."""

import qutip as qt
import scipy.sparse as sp
import scipy.sparse.linalg as sla

from .models import paper_000
from .task import Section, Series


def eigenvalues(size):
    matrix = qt.liouvillian(*paper_000(size, 1.5, 0.5)).to("csr").data.as_scipy().tocsc()
    shifted = matrix - 0.03 * sp.identity(matrix.shape[0], format="csc")

    def gap():
        lu = sla.splu(shifted)
        inverse = sla.LinearOperator(matrix.shape, lu.solve, dtype=complex)
        values = sla.eigs(inverse, k=8, ncv=40, which="LM", return_eigenvectors=False)
        return min(abs(x.real) for x in 0.03 + 1 / values if abs(x) > 1e-9)

    return gap


SECTION = Section(
    "Liouvillian spectra",
    (
        Series(
            "8 eigenvalues of paper 000", "N", (50, 100, 200), "SciPy", (50, 100, 200), eigenvalues
        ),
    ),
)
