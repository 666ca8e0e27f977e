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


def wigner():
    state = qt.ket2dm(qt.coherent(60, 3, method="analytic"))
    grid = np.linspace(-7, 7, 200)

    def run():
        return qt.wigner(state, grid, grid).max()

    return run


SECTION = Section(
    "Phase space",
    tuple(
        Task(
            f"Husimi-Q on 101 x 201 of a spin, N = {size}",
            "QuTiP",
            lambda size=size: husimi(size),
            milliseconds=20 if size == 200 else None,
        )
        for size in (40, 100, 200)
    )
    + (
        Task(
            "Wigner function of a mode, 60 levels on 200 x 200", "QuTiP", wigner, milliseconds=20
        ),
    ),
)
