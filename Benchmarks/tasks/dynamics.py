"""Master equations with QuTiP's fastest integrator for them."""

import numpy as np
import qutip as qt

from .models import kerr_mode, time_crystal
from .task import Section, Series, Task

OPTIONS = {"method": "tsit5", "rtol": 1e-6, "atol": 1e-8, "nsteps": 1_000_000, "progress_bar": ""}


def crystal(size):
    hamiltonian, jumps = time_crystal(size)
    start = qt.ket2dm(qt.basis(size + 1, 0))
    times, z = np.linspace(0, 20, 201), qt.jmat(size / 2, "z")
    return lambda: qt.mesolve(
        hamiltonian, start, times, jumps, e_ops=[z], options=OPTIONS
    ).expect[0][-1]


def kerr(drive=None):
    hamiltonian, jumps, a = kerr_mode()
    if drive is not None:
        hamiltonian = [hamiltonian, [a + a.dag(), drive]]
    start, times = qt.ket2dm(qt.basis(50, 0)), np.linspace(0, 10, 100)
    return lambda: qt.mesolve(
        hamiltonian, start, times, jumps, e_ops=[a.dag() * a], options=OPTIONS
    ).expect[0][-1]


SECTION = Section(
    "Master equations, at a relative tolerance of 1e-6",
    (
        Series(
            "boundary time crystal to t = 20", "N", (25, 50, 100, 200, 400, 800),
            "QuTiP", (25, 50, 100, 200), crystal,
            targets=((200, {"ratio": 30}), (800, {"milliseconds": 90_000})),
        ),
        Task("Kerr mode, 50 levels, to t = 10", "QuTiP", kerr, milliseconds=25),
        Task(
            "driven Kerr mode, 50 levels, to t = 10", "QuTiP",
            lambda: kerr(lambda t: 0.5 * np.cos(1.7 * t)),
        ),
    ),
)  # fmt: skip
