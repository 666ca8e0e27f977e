"""Analysis of signals with SciPy, measures of states with QuTiP."""

import numpy as np
import qutip as qt
from scipy import optimize, signal

from .task import Section, Task


def welch():
    k = np.arange(1 << 20)
    samples = np.sin(0.13 * k) + 0.1 * np.cos(1.7 * k)
    return lambda: signal.welch(samples, fs=100, window="hann", nperseg=4096)[1][100]


def damped_oscillation():
    x = 0.01 * np.arange(2000)
    y = 1.5 * np.exp(-0.2 * x) * np.cos(3 * x + 0.4) + 0.1 * np.sin(37 * x)

    def model(x, a, g, w, p, c):
        return a * np.exp(-g * x) * np.cos(w * x + p) + c

    # SciPy has to be told where to start; ours finds it.
    return lambda: optimize.curve_fit(model, x, y, p0=[1, 0.3, 2.9, 0, 0])[0][2]


def fixed_state(dims):
    size = int(np.prod(dims))
    k = np.arange(1, size * size + 1, dtype=float)
    factor = (np.sin(0.9 * k) + 1j * np.cos(0.3 * k * k)).reshape(size, size)
    state = qt.Qobj(factor @ factor.conj().T, dims=[dims, dims])
    return state / state.tr()


def negativity():
    state = fixed_state([2] * 6)
    return lambda: (qt.partial_transpose(state, [1, 1, 1, 0, 0, 0]).norm("tr") - 1) / 2


def mutual_information():
    state = fixed_state([11, 11])
    return lambda: qt.entropy_mutual(state, 0, 1)


SECTION = Section(
    "Analysis and measures",
    (
        Task("Welch spectrum of 2^20 samples in pieces of 4096", "SciPy", welch),
        Task("Damped oscillation fitted to 2000 points", "SciPy", damped_oscillation),
        Task("Negativity of 6 two-level systems, 3 to 3", "QuTiP", negativity),
        Task("Mutual information of two spins, S = 5", "QuTiP", mutual_information),
        Task("Collapse of 4 curves of 31 points"),
    ),
)
