"""Random numbers and truncated Wigner with NumPy, vectorized over trajectories, on one core."""

import numpy as np

from .task import Section, Task


def normals():
    generator = np.random.default_rng(1)

    def run():
        generator.standard_normal(1_000_000)

    return run


def dimer(step, trajectories=30_000, scale=200.0):
    """Eq. (5) of paper 001 by Euler and Maruyama's scheme, for the rescaled amplitudes.

    Pump and loss share one complex noise for each mode, which is quicker than one for each and has the same law.
    """
    u, j = 0.1, 0.4

    def run():
        generator = np.random.default_rng(1)

        def noise(width):
            pair = generator.standard_normal((2, 2, trajectories))
            return (pair[0] + 1j * pair[1]) * (width / np.sqrt(2))

        a, b = 0.05 + noise(1 / np.sqrt(2 * scale))
        for _ in range(round(50 / step)):
            na, nb = a.real**2 + a.imag**2, b.real**2 + b.imag**2
            da = (1 + 0.5j + (u - 1j) * (na - 1 / scale)) * a - 2 * j * a.conj() * b
            db = (1 + 0.5j + (u - 1j) * (nb - 1 / scale)) * b - j * a * a
            first, second = noise(np.sqrt(step / scale))
            a = a - 1j * step * da + np.sqrt(0.5 + 2 * na) * first
            b = b - 1j * step * db + np.sqrt(0.5 + 2 * nb) * second
        return np.mean(a.real**2 + a.imag**2) - 0.5 / scale

    return run


SECTION = Section(
    "Truncated Wigner",
    (
        Task("10^6 normal variates", "NumPy", normals, milliseconds=5),
        Task(
            "paper 001's dimer, 3 x 10^4 trajectories to t = 50, equal step",
            "NumPy",
            lambda: dimer(0.01),
            ratio=3,
            # Both are means of 30,000 trajectories: about 0.3 % each.
            agreement=2e-2,
        ),
        Task(
            "paper 001's dimer, 3 x 10^4 trajectories to t = 50, equal weak error",
            "NumPy",
            lambda: dimer(0.01),
            ratio=10,
            agreement=2e-2,
            note="ours of weak order 2 with steps of 0.1, the peer's of order 1 with 0.01",
        ),
    ),
)
