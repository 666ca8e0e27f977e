"""Models that several tasks share, in QuTiP."""

import numpy as np
import qutip as qt


def paper_000(size, drive, detuning):
    """Hamiltonian and jump operators of paper 000."""
    s = size / 2
    hamiltonian = detuning * qt.jmat(s, "z") - drive / 2 * qt.jmat(s, "x")
    up = np.sqrt(1 / s) * qt.jmat(s, "+")
    down = np.sqrt(2 / s**3) * qt.jmat(s, "-") * qt.jmat(s, "z")
    return hamiltonian, [up, down]


def time_crystal(size):
    """The boundary time crystal H = 2 J_x with the jump operator J₋/√S."""
    s = size / 2
    return 2 * qt.jmat(s, "x"), [np.sqrt(1 / s) * qt.jmat(s, "-")]


def kerr_mode():
    """A driven Kerr mode: 50 levels, Δ = 0.1, U = −0.05, F = 2, κ = 1, n_th = 0.2."""
    a = qt.destroy(50)
    hamiltonian = (
        0.1 * a.dag() * a - 0.05 * a.dag() * a.dag() * a * a + 2 * (a + a.dag())
    )
    return hamiltonian, [np.sqrt(1.2) * a, np.sqrt(0.2) * a.dag()], a
