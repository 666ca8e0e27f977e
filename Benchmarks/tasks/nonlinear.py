"""Classical flows: NumPy over all points at once, and SciPy's DOP853."""

import numpy as np
from scipy.integrate import solve_ivp

from .task import Section, Task


def tongue():
    """Paper 000's mean field on 101 × 81 points by the classical Runge–Kutta method with steps of 0.1."""
    detuning, drive = np.meshgrid(np.linspace(-1.5, 1.5, 101), np.linspace(0, 3, 81))

    def slope(x, y, z):
        g = 1 - 2 * z * z
        return (
            -detuning * y - g * x * z,
            detuning * x + drive / 2 * z - g * y * z,
            -drive / 2 * y + g * (x * x + y * y),
        )

    def run():
        h, steps = 0.1, 20_000
        state = np.array([np.ones_like(drive), np.zeros_like(drive), np.zeros_like(drive)])
        mean = np.zeros_like(drive)
        for k in range(steps):
            a = np.array(slope(*state))
            b = np.array(slope(*(state + h / 2 * a)))
            c = np.array(slope(*(state + h / 2 * b)))
            d = np.array(slope(*(state + h * c)))
            new = state + h / 6 * (a + 2 * b + 2 * c + d)
            new /= np.sqrt((new * new).sum(axis=0))
            if k >= steps // 2:
                mean += (state[2] + new[2]) / 2
            state = new
        return float((mean / (steps // 2)).mean())

    return run


def dimer_slope(time, y):
    """Paper 001, eq. 3, with ω = 1, and four deviations."""
    a, b = complex(y[0], y[1]), complex(y[2], y[3])
    n, m = abs(a) ** 2, abs(b) ** 2
    z = 0.5 - 1j - (1 + 0.1j) * n
    w = 0.5 - 1j - (1 + 0.1j) * m
    v = y[4:].reshape(4, 4)
    u1, u2 = v[:, 0] + 1j * v[:, 1], v[:, 2] + 1j * v[:, 3]
    da = z * a + 0.8j * a.conjugate() * b
    db = w * b + 0.4j * a * a
    d1 = (
        z * u1 - (1 + 0.1j) * 2 * (a.conjugate() * u1).real * a
        + 0.8j * (u1.conjugate() * b + a.conjugate() * u2)
    )  # fmt: skip
    d2 = w * u2 - (1 + 0.1j) * 2 * (b.conjugate() * u2).real * b + 0.8j * a * u1
    columns = np.stack([d1.real, d1.imag, d2.real, d2.imag], axis=1)
    return np.concatenate([[da.real, da.imag, db.real, db.imag], columns.ravel()])


def lyapunov():
    def run():
        y = np.concatenate([[0.5, 0.1, 0.3, 0.2], np.eye(4).ravel()])
        sums = np.zeros(4)
        for k in range(4100):
            y = solve_ivp(
                dimer_slope, (0, 1), y, method="DOP853", rtol=1e-8, atol=1e-10
            ).y[:, -1]
            q, r = np.linalg.qr(y[4:].reshape(4, 4).T)
            if k >= 100:
                sums += np.log(np.abs(np.diag(r)))
            y[4:] = q.T.ravel()
        return float(sums[2] / 4000)

    return run


def van_der_pol():
    def run():
        solution = solve_ivp(
            lambda t, y: [y[1], (1 - y[0] * y[0]) * y[1] - y[0]],
            (0, 1000), [2, 0], method="DOP853", rtol=1e-10, atol=1e-12,
        )  # fmt: skip
        return float(solution.y[0, -1])

    return run


SECTION = Section(
    "Nonlinear dynamics",
    (
        Task(
            "Arnold tongue of paper 000, 101 × 81 points to t = 2000, two threads", "NumPy", tongue,
            milliseconds=3000, agreement=2e-3,
            note="NumPy: RK4 with steps of 0.1 on all points at once; ours: Tsit5 at 1e-6.",
        ),
        Task(
            "Lyapunov spectrum of paper 001 to t = 4000", "SciPy", lyapunov, milliseconds=500,
            agreement=1e-2,
        ),
        Task("van der Pol oscillator to t = 1000 at 1e-10", "SciPy", van_der_pol),
    ),
)  # fmt: skip
