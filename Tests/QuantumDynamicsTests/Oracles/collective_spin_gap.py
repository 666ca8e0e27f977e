"""Leading Liouvillian eigenvalues of paper 000's collective spin, by SciPy.

Independent of the library: complex superoperator on stacked columns (not the real form), SuperLU (not MUMPS),
SciPy's ARPACK driver. Prints the numbers that LeadingEigenvaluesTests.swift compares with.

Run: python3 collective_spin_gap.py > collective_spin_gap.txt     (NumPy, SciPy)
"""
import numpy as np
import scipy
import scipy.sparse as sp
import scipy.sparse.linalg as spl


def liouvillian(n, drive, detuning, gain=1.0, decay=2.0):
    s = n / 2
    m = s - np.arange(n + 1)
    raising = np.sqrt(s * (s + 1) - m[1:] * (m[1:] + 1))
    sz = sp.diags(m, format="csr", dtype=complex)
    sp_ = sp.diags(raising, 1, format="csr", dtype=complex)
    sm = sp_.conj().T.tocsr()
    h = detuning * sz - drive / 4 * (sp_ + sm)
    jumps = [np.sqrt(gain / s) * sp_, np.sqrt(decay / s**3) * sm @ sz]
    one = sp.identity(n + 1, format="csr")
    total = -1j * (sp.kron(one, h) - sp.kron(h.T, one))
    for jump in jumps:
        product = jump.conj().T @ jump
        total = total + sp.kron(jump.conj(), jump)
        total = total - 0.5 * (sp.kron(one, product) + sp.kron(product.T, one))
    return total.tocsc()


print(f"# SciPy {scipy.__version__}, shift 0.03, 8 eigenvalues, sorted by decay")
for n in (40, 200):
    for drive, detuning in ((0.5, 0.5), (1.5, 0.5), (3.0, 2.0)):
        matrix = liouvillian(n, drive, detuning)
        values = spl.eigs(matrix, k=8, sigma=0.03, tol=1e-12, ncv=60, return_eigenvectors=False)
        values = sorted(values, key=lambda v: (-v.real, v.imag))
        print(n, drive, detuning)
        for value in values:
            print(f"  {value.real:+.12e} {value.imag:+.12e}")
