"""Numbers of QuTiP 5.3 for LindbladFormTests. Run: python superoperators.py > superoperators.txt (qutip 5.3.1)."""

import numpy as np
import qutip as qt


def show(name, values):
    for index, value in enumerate(np.ravel(values)):
        print(f"{name}[{index}] {complex(value).real:.16g} {complex(value).imag:.16g}")


jump = np.sqrt(0.3) * qt.sigmam() + 0.1j * qt.sigmaz()
liouvillian = qt.liouvillian(0.5 * qt.sigmax() + 0.2 * qt.sigmay(), [jump])
show("liouvillian", liouvillian.full())
show("choi", qt.to_choi((liouvillian * 0.7).expm()).full())
