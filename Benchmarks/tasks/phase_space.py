"""Phase-space functions with QuTiP."""

import numpy as np
import qutip as qt

from .task import Section, Task


def husimi(size):
    state = qt.ket2dm(qt.spin_coherent(size / 2, 1, 0.5))
    polar, azimuth = np.linspace(0, np.pi, 101), np.linspace(0, 2 * np.pi, 201)

    def run():
        qt.spin_q_function(state, polar, azimuth)

    return run


SECTION = Section(
    "Phase space",
    tuple(
        Task(
            f"Husimi-Q on 101 x 201 of a spin, N = {size}", "QuTiP", lambda size=size: husimi(size)
        )
        for size in (40, 100)
    ),
)
