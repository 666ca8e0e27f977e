"""Numbers of QuTiP 5.3 and NumPy for StatesOracleTests and SuperoperatorOracleTests.

Run: python states.py > states.txt  (qutip 5.3.1, numpy, scipy).
"""

import numpy as np
import qutip as qt


def show(name, values):
    for index, value in enumerate(np.ravel(values)):
        print(f"{name}[{index}] {complex(value).real:.16g} {complex(value).imag:.16g}")


alpha = 1.2 - 0.7j
show("coherent operator 12", qt.coherent(12, alpha, method="operator").full())
show("coherent analytic 12", qt.coherent(12, alpha, method="analytic").full())
show("displace 6 row 2", qt.displace(6, 0.3 + 0.4j).full()[2])
show("squeeze 6 row 2", qt.squeeze(6, 0.3 + 0.4j).full()[2])
big = 120
squeezed = qt.displace(big, alpha) * qt.squeeze(big, 0.4 - 0.3j) * qt.basis(big, 0)
show("squeezed coherent", squeezed.full()[:8])
show("thermal", np.diag(qt.thermal_dm(8, 0.5, method="analytic").full()))
cat = (qt.coherent(60, 1.5 + 0.5j) + 1j * qt.coherent(60, -1.5 - 0.5j)).unit()
show("yurke stoler", cat.full()[:6])

a, sz = qt.destroy(3), qt.sigmaz()
show("tensor a sz row 2", qt.tensor(a, sz).full()[2])
rho = qt.tensor(qt.coherent_dm(3, 0.5), qt.ket2dm((qt.basis(2, 0) + 1j * qt.basis(2, 1)).unit()))
mixed = 0.6 * rho + 0.4 * qt.ket2dm(
    (qt.tensor(qt.basis(3, 0), qt.basis(2, 0)) + qt.tensor(qt.basis(3, 2), qt.basis(2, 1))).unit())
show("ptrace mode", mixed.ptrace(0).full())
show("ptrace spin", mixed.ptrace(1).full())

one = qt.Qobj([[0.7, 0.1 - 0.2j], [0.1 + 0.2j, 0.3]])
two = qt.Qobj([[0.4, 0.3j], [-0.3j, 0.6]])
show("fidelity squared", [qt.fidelity(one, two) ** 2])
show("trace distance", [qt.tracedist(one, two)])

jump = np.sqrt(0.3) * qt.sigmam() + 0.1j * qt.sigmaz()
liouvillian = qt.liouvillian(0.5 * qt.sigmax() + 0.2 * qt.sigmay(), [jump])
show("liouvillian", liouvillian.full())
show("choi", qt.to_choi((liouvillian * 0.7).expm()).full())

raw = np.random.Philox(key=[1234, 5678]).random_raw(10)
for index, value in enumerate(raw):
    print(f"philox[{index}] {value} 0")
