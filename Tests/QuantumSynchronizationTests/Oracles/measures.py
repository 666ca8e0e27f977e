"""Numbers of QuTiP 5.3 and NumPy for the tests of measures.

Run: python measures.py > measures.txt  (qutip 5.3.1, numpy, scipy).
"""

import numpy as np
import qutip as qt


def show(name, *values):
    print(name, " ".join(f"{float(np.real(v)):.15g}" for v in values))


# Two two-level systems: a state without symmetry, built from fixed numbers.
k = np.arange(1, 17)
m = (np.sin(1.3 * k) + 1j * np.cos(0.7 * k * k)).reshape(4, 4)
rho = qt.Qobj(m @ m.conj().T, dims=[[2, 2], [2, 2]])
rho = rho / rho.tr()
show("qubits concurrence", qt.concurrence(rho))
show("qubits negativity", qt.negativity(rho, 0))
show("qubits logarithmic negativity", qt.negativity(rho, 0, logarithmic=True))
show("qubits mutual information", qt.entropy_mutual(rho, 0, 1))
sigma = qt.Qobj(np.diag([0.1, 0.2, 0.3, 0.4]), dims=rho.dims)
show("qubits relative entropy", qt.entropy_relative(rho, sigma))
# A mixture near a Bell state, entangled.
bell = (qt.ket("00") + qt.ket("11")).unit()
mixed = 0.8 * qt.ket2dm(bell) + 0.2 * rho
show("mixed concurrence", qt.concurrence(mixed))
show("mixed negativity", qt.negativity(mixed, 0))

# A two-level system and a spin 1.
k = np.arange(1, 37)
m = (np.sin(0.9 * k) + 1j * np.cos(0.3 * k * k)).reshape(6, 6)
rho = qt.Qobj(m @ m.conj().T, dims=[[2, 3], [2, 3]])
rho = rho / rho.tr()
show("qubit spin1 negativity", qt.negativity(rho, 0))
show("qubit spin1 mutual information", qt.entropy_mutual(rho, 0, 1))

# Spin squeezing of a one-axis twisted state, S = 10, chi t = 0.1.
j = 10
css = qt.spin_coherent(j, np.pi / 2, 0)
psi = (-0.1j * qt.jmat(j, "z") ** 2).expm() * css
s = [qt.jmat(j, c) for c in "xyz"]
mean = np.array([qt.expect(a, psi) for a in s])
cov = np.array([[qt.expect((a * b + b * a) / 2, psi) for b in s] for a in s]) - np.outer(mean, mean)
n = mean / np.linalg.norm(mean)
p = np.eye(3) - np.outer(n, n)
least = np.sort(np.linalg.eigvalsh(p @ cov @ p + 1e6 * np.outer(n, n)))[0]
show("twisted wineland, kitagawa-ueda", 2 * j * least / np.dot(mean, mean), 4 * least / (2 * j))

# Two modes in a displaced two-mode squeezed state, whose measures are known up to truncation.
levels = 30
a, b = qt.tensor(qt.destroy(levels), qt.qeye(levels)), qt.tensor(qt.qeye(levels), qt.destroy(levels))
r = 0.3
state = qt.tensor(qt.displace(levels, 0.8), qt.displace(levels, 0.5j)) * ((r * (a * b - a.dag() * b.dag())).expm()) * qt.tensor(qt.basis(levels, 0), qt.basis(levels, 0))
ea, eb = qt.expect(a, state), qt.expect(b, state)
x = (a + a.dag() - b - b.dag()) / 2
p = (a - a.dag() - b + b.dag()) / 2j
show("modes complete", 1 / qt.expect(x * x + p * p, state))
ua, ub = a * np.exp(-1j * np.angle(ea)), b * np.exp(-1j * np.angle(eb))
pp = (ua - ua.dag() - ub + ub.dag()) / 2j
show("modes phase", 0.5 / qt.expect(pp * pp, state))

# Joint phase distribution of spins 1/2 and 1 by quadrature of the Husimi function.
theta, wt = np.polynomial.legendre.leggauss(24)
theta, wt = np.pi * (theta + 1) / 2, np.pi * wt / 2


def projectors(spin, phi):
    """The integral over theta of (2S+1)/4pi |theta, phi><theta, phi| sin theta."""
    total = 0
    for t, w in zip(theta, wt):
        c = qt.spin_coherent(spin, t, phi)
        total = total + w * np.sin(t) * (2 * spin + 1) / (4 * np.pi) * qt.ket2dm(c)
    return total


k = np.arange(1, 37)
m = (np.sin(0.9 * k) + 1j * np.cos(0.3 * k * k)).reshape(6, 6)
def difference_density(d, count=24):
    total = 0
    for phi in 2 * np.pi * np.arange(count) / count:
        total += qt.expect(qt.tensor(projectors(0.5, d + phi), projectors(1, phi)), rho) * 2 * np.pi / count
    return total


show("difference density 0.4, 2.5", difference_density(0.4), difference_density(2.5))
