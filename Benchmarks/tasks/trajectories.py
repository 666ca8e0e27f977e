"""Quantum trajectories with QuTiP."""

import numpy as np
import qutip as qt

from .models import kerr_mode
from .task import Section, Task

TIMES = np.linspace(0, 10, 100)


def jumps():
    hamiltonian, channels, a = kerr_mode()

    def run():
        qt.mcsolve(
            hamiltonian, qt.basis(50, 0), TIMES, channels, e_ops=[a.dag() * a], ntraj=100,
            options={"method": "vern7", "rtol": 1e-6, "atol": 1e-8, "progress_bar": ""},
        )  # fmt: skip

    return run


def homodyne():
    hamiltonian, channels, a = kerr_mode()

    def run():
        qt.ssesolve(
            hamiltonian, qt.basis(50, 0), TIMES, channels, e_ops=[a.dag() * a], ntraj=10,
            options={"method": "platen", "dt": 1e-3, "progress_bar": ""},
        )  # fmt: skip

    return run


SECTION = Section(
    "Trajectories, on one thread",
    (
        Task("100 jump trajectories of the Kerr mode", "QuTiP", jumps, milliseconds=200),
        Task("10 homodyne trajectories of the Kerr mode", "QuTiP", homodyne),
    ),
)
