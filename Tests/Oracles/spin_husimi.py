"""Husimi-Q and phase distributions of spins by QuTiP 5.3, an independent check of QuantumCore.

QuTiP's spin_q_function returns <Omega|rho|Omega> without the factor (2S+1)/4pi. Needs qutip; run as
  python3 spin_husimi.py > spin_husimi.txt
Each line: 2S, theta, phi, <theta,phi|rho|theta,phi>.
"""

import numpy as np
import qutip

for twice in [1, 2, 5, 20]:
    spin = twice / 2
    # rho = 0.4 |0.7, 2.1><.| + 0.6 |cat><cat|, cat = |S, S> + (1 + 2i) |S, -S>, normalized
    coherent = qutip.spin_coherent(spin, 0.7, 2.1)
    up = qutip.spin_state(spin, spin)
    down = qutip.spin_state(spin, -spin)
    # spin_coherent has another global phase, which the projector does not see.
    cat = (up + (1 + 2j) * down).unit()
    rho = 0.4 * coherent.proj() + 0.6 * cat.proj()
    theta = np.array([0.0, 0.4, 1.1, 2.0, 2.9])
    phi = np.array([0.0, 0.5, 2.1, 4.0])
    values, _, _ = qutip.spin_q_function(rho, theta, phi)
    for i, t in enumerate(theta):
        for j, p in enumerate(phi):
            print(f"{twice} {t} {p} {values[j, i]:.12f}")
