"""Correlation functions with QuTiP, spectra with SciPy."""

import numpy as np
import qutip as qt
import scipy.sparse as sp
import scipy.sparse.linalg as sla

from .models import kerr_mode
from .task import Section, Task


def coherence():
    hamiltonian, jumps, a = kerr_mode()
    delays = np.linspace(0, 10, 100)
    options = {"method": "tsit5", "rtol": 1e-8, "atol": 1e-10, "nsteps": 100_000}

    def run():
        state = qt.steadystate(hamiltonian, jumps)
        values = qt.correlation_3op_1t(
            hamiltonian, state, delays, jumps, a.dag(), a.dag() * a, a, options=options
        )
        return values[50].real / qt.expect(a.dag() * a, state) ** 2

    return run


def spectrum():
    """The resolvent by SciPy: QuTiP's own spectrum() takes more than ten minutes here."""
    hamiltonian, jumps, a = kerr_mode()
    liouvillian = qt.liouvillian(hamiltonian, jumps).to("csr").data.as_scipy().tocsc()
    identity = sp.identity(liouvillian.shape[0], format="csc")
    functional = a.dag().full().T.ravel(order="F")

    def run():
        state = qt.steadystate(hamiltonian, jumps)
        seed = a * state - qt.expect(a, state) * state
        vector = seed.full().ravel(order="F")
        return [
            2 * (functional @ sla.splu(1j * omega * identity - liouvillian).solve(vector)).real
            for omega in np.linspace(-5, 5, 50)
        ][20]

    return run


SECTION = Section(
    "Correlations",
    (
        Task("g2 of the Kerr mode, 100 delays", "QuTiP", coherence),
        Task("emission spectrum of the Kerr mode, 50 frequencies", "SciPy", spectrum),
    ),
)
