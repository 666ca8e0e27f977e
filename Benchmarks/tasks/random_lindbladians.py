"""Random Lindbladians with NumPy: K reshuffled to the superoperator, one dense solve."""

import numpy as np
import scipy.linalg as la

from .task import Section, Series, Task


def sample(dimension, generator):
    """The superoperator (stacked columns) of a Hamiltonian of the GUE and a Wishart matrix of rates."""
    d, n = dimension, dimension**2 - 1

    def normal(size):
        parts = generator.standard_normal((2, size, size))
        return parts[0] + 1j * parts[1]

    m, g = normal(d), normal(n)
    hamiltonian = (m + m.conj().T) / np.sqrt(2)
    rates = g @ g.conj().T
    rates *= n / np.trace(rates).real
    # Matrix units off the diagonal and traceless diagonals, one stacked operator a column.
    basis = np.zeros((d * d, n))
    pairs = [(i, j) for j in range(d) for i in range(d) if i != j]
    for k, (i, j) in enumerate(pairs):
        basis[i + d * j, k] = 1
    for l in range(1, d):
        k = len(pairs) + l - 1
        basis[[j * (d + 1) for j in range(l)], k] = 1 / np.sqrt(l * (l + 1))
        basis[l * (d + 1), k] = -l / np.sqrt(l * (l + 1))
    order = np.flatnonzero(basis.any(axis=1))
    diagonal = [j * (d + 1) for j in range(d)]
    off = [i + d * j for i, j in pairs]
    # choi = basis K basis^T, with nearly all columns of the basis unit vectors.
    part = basis[diagonal][:, len(pairs) :]
    choi = np.empty((d * d, d * d), complex)
    p = len(pairs)
    choi[np.ix_(off, off)] = rates[:p, :p]
    choi[np.ix_(off, diagonal)] = rates[:p, p:] @ part.T
    choi[np.ix_(diagonal, off)] = part @ rates[p:, :p]
    choi[np.ix_(diagonal, diagonal)] = part @ rates[p:, p:] @ part.T
    assert order.size == d * d
    # choi[(a,b),(c,e)] weighs |a><b| rho |e><c|; stacked columns: rows (a,c), columns (b,e).
    tensor = choi.reshape(d, d, d, d, order="F")
    jumps = np.transpose(tensor, (0, 2, 1, 3)).reshape(d * d, d * d, order="F")
    losses = np.einsum("abac->cb", tensor)
    effective = -1j * hamiltonian - 0.5 * losses
    identity = np.eye(d)
    return jumps + np.kron(identity, effective) + np.kron(effective.conj(), identity)


def steady_state(liouvillian, dimension):
    system = liouvillian.copy()
    system[0] = 0
    system[0, :: dimension + 1] = 1
    right = np.zeros(dimension**2, complex)
    right[0] = 1
    return la.solve(system, right, overwrite_a=True, check_finite=False)


def whole(dimension):
    generator = np.random.default_rng(1)

    def run():
        steady_state(sample(dimension, generator), dimension)

    return run


def further():
    generator = np.random.default_rng(1)
    first, second = sample(27, generator), sample(27, generator)
    strength = 0.0

    def run():
        nonlocal strength
        strength += 0.1
        steady_state(first + strength * second, 27)

    return run


SECTION = Section(
    "Random Lindbladians",
    (
        Series(
            "random Lindbladian: sample, build, steady state", "d", (9, 15, 21, 27),
            "NumPy", (9, 15, 21, 27), whole, targets=((27, {"milliseconds": 60}),),
        ),
        Task(
            "steady state at a further strength of the same sample, d = 27", "NumPy", further,
            milliseconds=20,
        ),
    ),
)  # fmt: skip
