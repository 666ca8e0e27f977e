"""Mean fields: the equations typed by hand in Python; ours are generated from the operators."""

import numpy as np
from scipy.integrate import solve_ivp

from .task import Section, Task


def dimer():
    """Paper 001, eq. 3."""

    def slope(time, y):
        a, b = complex(y[0], y[1]), complex(y[2], y[3])
        da = (0.5 - 1j - (1 + 0.1j) * abs(a) ** 2) * a + 0.8j * a.conjugate() * b
        db = (0.5 - 1j - (1 + 0.1j) * abs(b) ** 2) * b + 0.4j * a * a
        return [da.real, da.imag, db.real, db.imag]

    def run():
        solution = solve_ivp(
            slope, (0, 1000), [0.5, 0.1, 0.3, 0.2], method="DOP853", rtol=1e-10, atol=1e-12
        )
        return float(solution.y[0, -1])

    return run


def tongue():
    """Paper 000 on 41 × 33 points by the classical Runge–Kutta method with steps of 0.1, all points at once."""
    detuning, drive = np.meshgrid(np.linspace(-1.5, 1.5, 41), np.linspace(0, 3, 33))

    def slope(state):
        x, y, z = state
        g = 1 - 2 * z * z
        return np.array(
            [
                -detuning * y - g * x * z,
                detuning * x + drive / 2 * z - g * y * z,
                -drive / 2 * y + g * (x * x + y * y),
            ]
        )

    def run():
        h, steps = 0.1, 10_000
        state = np.array([np.ones_like(drive), np.zeros_like(drive), np.zeros_like(drive)])
        mean = np.zeros_like(drive)
        for k in range(steps):
            a = slope(state)
            b = slope(state + h / 2 * a)
            c = slope(state + h / 2 * b)
            d = slope(state + h * c)
            new = state + h / 6 * (a + 2 * b + 2 * c + d)
            new /= np.sqrt((new * new).sum(axis=0))
            if k >= steps // 2:
                mean += (state[2] + new[2]) / 2
            state = new
        return float((mean / (steps // 2)).mean())

    return run


SECTION = Section(
    "Mean fields generated from operators",
    (
        Task(
            "dimer of paper 001 to t = 1000 at 1e-10, generated equations", "SciPy", dimer,
            agreement=1e-2,
        ),
        Task("dimer of paper 001 to t = 1000 at 1e-10, equations by hand"),
        Task(
            "41 × 33 points of paper 000 to t = 1000, generated equations", "NumPy", tongue,
            agreement=5e-3,
            note="NumPy: RK4 with steps of 0.1 on all points at once; ours: Tsit5 at 1e-6.",
        ),
        Task("41 × 33 points of paper 000 to t = 1000, equations by hand"),
        Task("mean-field equations of paper 001 from its operators"),
    ),
)  # fmt: skip
