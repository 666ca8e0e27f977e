"""Wigner functions of a mode and of spins by QuTiP 5.3, written to phase_space.txt.

State: amplitudes (k + 1) exp(i k²) for k = 0 … d − 1, normalized, mixed with the identity: 0.8 |ψ⟩⟨ψ| + 0.2/d.
Lines: "mode d x p W Q" (α = (x + ip)/√2, ∫ dx dp = 1) and "spin 2S θ φ W" (∫ dΩ = 1: QuTiP's spin_wigner times
√((2S + 1)/4π)).
"""

import numpy as np
import qutip as qt


def state(d):
    k = np.arange(d)
    ket = qt.Qobj((k + 1) * np.exp(1j * k**2)).unit()
    return 0.8 * ket.proj() + 0.2 * qt.qeye(d) / d


lines = []
for d in (3, 12):
    for x, p in [(0, 0), (0.7, -0.4), (-2.1, 1.3), (3.0, 2.0), (0.1, 2.6)]:
        w = qt.wigner(state(d), np.array([x]), np.array([p]))[0, 0]
        q = qt.qfunc(state(d), np.array([x]), np.array([p]))[0, 0]
        lines.append(f"mode {d} {x} {p} {w:.15e} {q:.15e}")
for twice in (1, 2, 5, 12):
    for theta, phi in [(0.0, 0.0), (0.3, 0.5), (1.2, 2.0), (2.0, 4.4), (3.0, 6.0)]:
        w = qt.spin_wigner(state(twice + 1), np.array([theta]), np.array([phi]))[0]
        w = np.real(np.asarray(w)).ravel()[0] * np.sqrt((twice + 1) / (4 * np.pi))
        lines.append(f"spin {twice} {theta} {phi} {w:.15e}")
open("phase_space.txt", "w").write("\n".join(lines) + "\n")
