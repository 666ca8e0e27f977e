"""The numbers of docs/coming-from-qutip.md by QuTiP 5.3.1.

Needs qutip; run as
  python3 coming_from_qutip.py > coming_from_qutip.txt
Each line: a name and numbers. Tests/NotebookTests/test_coming_from_qutip.py compares the page's printed numbers with
them; its tolerances follow from those set here.
"""

import numpy as np
import qutip
from qutip import (
    FloquetBasis, QobjEvo, basis, coherence_function_g2, destroy, entropy_vn, expect, fidelity,
    jmat, liouvillian, mesolve, qeye, sesolve, sigmam, sigmax, sigmaz, spectrum, spin_coherent,
    spin_q_function, spin_state, steadystate, tensor, thermal_dm,
)  # fmt: skip

TIGHT = {"atol": 1e-11, "rtol": 1e-9, "nsteps": 100_000}


def show(name, *values):
    print(name, *(f"{value:.10f}" for value in values))


# A cavity and an atom
a, lower = tensor(destroy(10), qeye(2)), tensor(qeye(10), sigmam())
H = a.dag() * a + lower.dag() * lower + 0.3 * (a.dag() * lower + a * lower.dag())
start = tensor(basis(10, 0), basis(2, 0))
result = mesolve(
    H, start, np.linspace(0, 20, 101), [np.sqrt(0.1) * a],
    e_ops=[a.dag() * a, lower.dag() * lower], options=TIGHT | {"store_final_state": True},
)  # fmt: skip
show("evolution", result.expect[0][50], result.expect[1][50])
show("reduced", entropy_vn(result.final_state.ptrace(1)), result.final_state.ptrace(0).purity())

# A driven Kerr mode
b = destroy(20)
H = 0.5 * b.dag() * b + 0.1 * b.dag() * b.dag() * b * b + 0.8 * (b + b.dag())
rho = steadystate(H, [b])
show("steady", expect(b.dag() * b, rho), rho.purity(), entropy_vn(rho))
values = coherence_function_g2(H, None, np.linspace(0, 1, 3), [b], b, options=TIGHT)[0]
show("coherence", *values.real)

# The slowest modes of a spin 2
values = liouvillian(1.2 * jmat(2, "x"), [jmat(2, "-")]).eigenenergies()
slowest = sorted(values, key=lambda value: -value.real)[1:4]
show("modes", *(value.real for value in slowest), max(abs(value.imag) for value in slowest))

# Spectrum of light, without a coherent line
c = destroy(12)
values = spectrum(
    1.7 * c.dag() * c, [0.0, 1.7, 2.0], [np.sqrt(0.55) * c, np.sqrt(0.05) * c.dag()], c.dag(), c
)
show("light", *values)

# A drive
H = QobjEvo([0.5 * sigmaz(), [0.7 * sigmax(), lambda t: np.cos(2 * t)]])
result = sesolve(
    H, basis(2, 1), np.linspace(0, 5, 51), e_ops=[sigmaz()],
    options={"atol": 1e-12, "rtol": 1e-10, "max_step": 0.05, "nsteps": 100_000},
)  # fmt: skip
show("drive", result.expect[0][50])
floquet = FloquetBasis(H, np.pi, options={"atol": 1e-12, "rtol": 1e-10})
show("quasienergies", *sorted(floquet.e_quasi))

# States
first, second = thermal_dm(30, 0.5), thermal_dm(30, 1.0)
show("fidelity", fidelity(first, second) ** 2)
cat = (spin_state(1, 1) + spin_coherent(1, np.pi / 2, 0)).unit()
husimi, _, _ = spin_q_function(cat.proj(), np.array([0.4, 1.1]), np.array([0.0, 2.0]))
show("husimi", husimi[0, 0], husimi[1, 1])
