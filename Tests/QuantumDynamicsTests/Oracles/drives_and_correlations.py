"""Drives, Floquet maps, correlations and spectra by QuTiP, for the tests of the same things.

The Kerr mode has 8 levels: H = 0.3 a'a - 0.2 a'a'aa + 0.6 (a + a') + 0.4 cos(1.7 t + 0.2) (a + a'), jump
operators sqrt(0.5) a and sqrt(0.1) a'. Floquet multipliers are eigenvalues of QuTiP's propagator; the spectrum,
g1 and g2 are those without the cosine. Loss with the amplitude sin(1.1 t) is added to the qubit.

Run: python3 drives_and_correlations.py > drives_and_correlations.txt     (QuTiP 5.3)
"""
import numpy as np
import qutip

print(f"# QuTiP {qutip.__version__}")
options = {"atol": 1e-13, "rtol": 1e-11, "nsteps": 1_000_000, "method": "dop853"}

# Qubit with a Gaussian pulse and a modulated loss, excited state first.
sx, sy, sz = qutip.sigmax(), qutip.sigmay(), qutip.sigmaz()
lower = qutip.Qobj([[0, 0], [1, 0]])
h = [0.4 * sz, [sx, lambda t: 1.5 * np.exp(-((t - 2.0) ** 2) / (2 * 0.3**2))]]
loss = qutip.QobjEvo([[np.sqrt(0.6) * lower, lambda t: np.sin(1.1 * t)]])
states = qutip.mesolve(
    h, qutip.fock_dm(2, 0), [0, 1, 2, 3, 5], [loss], e_ops=[sx, sy, sz],
    options={**options, "max_step": 0.02})
print("qubit: t, <x>, <y>, <z>")
for k, t in enumerate(states.times):
    print(f"  {t} " + " ".join(f"{states.expect[j][k]:+.10f}" for j in range(3)))

a = qutip.destroy(8)
h0 = 0.3 * a.dag() * a - 0.2 * a.dag() * a.dag() * a * a + 0.6 * (a + a.dag())
jumps = [np.sqrt(0.5) * a, np.sqrt(0.1) * a.dag()]
drive = qutip.QobjEvo([h0, [a + a.dag(), lambda t: 0.4 * np.cos(1.7 * t + 0.2)]])
period = 2 * np.pi / 1.7
u = qutip.propagator(drive, period, jumps, options=options)
values = sorted(np.linalg.eigvals(u.full()), key=lambda v: (-round(abs(v), 9), -v.imag))
print("Floquet multipliers")
for value in values[:8]:
    print(f"  {value.real:+.10f} {value.imag:+.10f}")

rho = qutip.steadystate(h0, jumps)
delays = np.array([0, 0.5, 1, 2, 4])
first = qutip.correlation_2op_1t(h0, None, delays, jumps, a.dag(), a, options=options)
second = qutip.correlation_3op_1t(h0, None, delays, jumps, a.dag(), a.dag() * a, a, options=options)
print("tau, <a'(tau) a>, <a' a'a(tau) a>")
for k, tau in enumerate(delays):
    print(f"  {tau} {first[k].real:+.10f} {first[k].imag:+.10f} {second[k].real:+.10f}")

mean = qutip.expect(a, rho)
shifted = a - mean
frequencies = np.array([-3.0, -1.0, -0.2, 0.4, 1.5])
values = qutip.spectrum(h0, frequencies, jumps, shifted.dag(), shifted, solver="es")
print("omega, S of the fluctuations")
for frequency, value in zip(frequencies, values):
    print(f"  {frequency} {value:+.10f}")
