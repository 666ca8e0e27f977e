"""Leading Liouvillian eigenvalues of the collective-spin model of quantum synchronization and its breakdown.

An independent check of PaperModels: SciPy's sparse LU (SuperLU) and ARPACK on the complex column-stacked
Liouvillian, against MUMPS and ARPACK on the real Hermitian basis here. Needs numpy and scipy; run as
  OMP_NUM_THREADS=1 python3 quantum_synchronization_breakdown.py > quantum_synchronization_breakdown.txt
"""

import sys

import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sla


def liouvillian(count, drive, detuning, gain=1.0, decay=2.0):
    s = count / 2
    m = s - np.arange(count + 1)
    sz = sp.diags(m)
    plus = sp.diags(np.sqrt(s * (s + 1) - m[1:] * (m[1:] + 1)), 1)
    minus = plus.T
    sx = (plus + minus) / 2
    hamiltonian = detuning * sz - drive / 2 * sx
    jumps = [np.sqrt(gain / s) * plus, np.sqrt(decay / s**3) * (minus @ sz)]
    one = sp.identity(count + 1)
    result = -1j * (sp.kron(one, hamiltonian) - sp.kron(hamiltonian.T, one))
    for jump in jumps:
        square = jump.conj().T @ jump
        result = result + sp.kron(jump.conj(), jump)
        result = result - (sp.kron(one, square) + sp.kron(square.T, one)) / 2
    return sp.csc_matrix(result), sz, sx


def leading(matrix, shift, count):
    size = matrix.shape[0]
    factors = sla.splu(matrix - shift * sp.identity(size, format="csc"), permc_spec="COLAMD")
    inverse = sla.LinearOperator((size, size), matvec=factors.solve, dtype=complex)
    rng = np.random.default_rng(1)
    start = rng.normal(size=size) + 1j * rng.normal(size=size)
    values, vectors = sla.eigs(inverse, k=count, ncv=60, which="LM", tol=1e-12, v0=start)
    values = shift + 1 / values
    residuals = [
        np.linalg.norm(matrix @ v - x * v) / np.linalg.norm(v) for x, v in zip(values, vectors.T)
    ]
    order = np.lexsort((values.imag, -values.real))
    return [(values[k], residuals[k]) for k in order]


def steady(matrix, count, sz):
    size = matrix.shape[0]
    system = sp.lil_matrix(matrix)
    system[0, :] = 0
    system[0, np.arange(count + 1) * (count + 2)] = 1
    right = np.zeros(size, dtype=complex)
    right[0] = 1
    rho = sla.splu(sp.csc_matrix(system)).solve(right).reshape((count + 1, count + 1), order="F")
    return np.trace(sz @ rho).real / (count / 2), np.trace(rho @ rho).real


for count in [int(n) for n in sys.argv[1:]] or [50, 100, 200]:
    for drive, detuning in [(0.5, 0.5), (1.5, 0.5), (3.0, 2.0)]:
        matrix, sz, _ = liouvillian(count, drive, detuning)
        print(f"N {count}  drive {drive}  detuning {detuning}")
        if count <= 100:
            magnetization, purity = steady(matrix, count, sz)
            print(f"  steady state  m_z {magnetization:+.12f}  purity {purity:.12f}")
        for value, residual in leading(matrix, 0.02 + 0j, 12):
            print(f"  {value.real:+.10f} {value.imag:+.10f}i   residual {residual:.1e}")
        sys.stdout.flush()
