"""Time evolution and steady states by QuTiP, for MasterEquationTests.swift and SteadyStateTests.swift.

Run: python3 master_equation.py > master_equation.txt     (QuTiP 5.3)
"""
import numpy as np
import qutip

print(f"# QuTiP {qutip.__version__}")
options = {"atol": 1e-13, "rtol": 1e-11, "nsteps": 1_000_000, "method": "dop853"}


def collective_spin(n, drive, detuning, gain=1.0, decay=2.0):
    s = n / 2
    sx, sz = qutip.jmat(s, "x"), qutip.jmat(s, "z")
    up, down = qutip.jmat(s, "+"), qutip.jmat(s, "-")
    h = detuning * sz - drive / 2 * sx
    jumps = [np.sqrt(gain / s) * up, np.sqrt(decay / s**3) * down * sz]
    return h, jumps, sx / s, sz / s


times = np.linspace(0, 10, 6)
for n, drive, detuning in ((20, 0.5, 0.5), (20, 3.0, 2.0)):
    h, jumps, mx, mz = collective_spin(n, drive, detuning)
    psi = qutip.spin_coherent(n / 2, 1.0, 0.3)
    result = qutip.mesolve(h, psi, times, jumps, e_ops=[mx, mz], options=options)
    steady = qutip.steadystate(h, jumps)
    print("collective spin", n, drive, detuning)
    for t, x, z in zip(times, *result.expect):
        print(f"  {t:g} {x:+.12f} {z:+.12f}")
    print(f"  steady {qutip.expect(mx, steady):+.12f} {qutip.expect(mz, steady):+.12f}"
          f" purity {(steady * steady).tr().real:.12f}")

# A driven, decaying, dephased qubit with every kind of term.
h = 0.7 * qutip.sigmax() + 0.2 * qutip.sigmay() + 0.4 * qutip.sigmaz()
jumps = [np.sqrt(0.3) * qutip.sigmam(), np.sqrt(0.05) * qutip.sigmap(), np.sqrt(0.1) * qutip.sigmaz()]
result = qutip.mesolve(h, qutip.basis(2, 0), times, jumps,
                       e_ops=[qutip.sigmax(), qutip.sigmay(), qutip.sigmaz()], options=options)
print("qubit")
for row in zip(times, *result.expect):
    print("  " + " ".join(f"{v:+.12f}" for v in row))
steady = qutip.steadystate(h, jumps)
print("  steady " + " ".join(f"{qutip.expect(o, steady):+.12f}" for o in (qutip.sigmax(), qutip.sigmay(), qutip.sigmaz())))
