"""Steady states with QuTiP."""

import qutip as qt

from .models import paper_000, time_crystal
from .task import Section, Series


def steady_state(size):
    hamiltonian, jumps = paper_000(size, 1, 0.5)
    z = qt.jmat(size / 2, "z")
    return lambda: qt.expect(z, qt.steadystate(hamiltonian, jumps))


def crystal(size):
    hamiltonian, jumps = time_crystal(size)
    z = qt.jmat(size / 2, "z")
    return lambda: qt.expect(z, qt.steadystate(hamiltonian, jumps))


SECTION = Section(
    "Steady states",
    (
        Series(
            "steady state of paper 000", "N", (25, 50, 100, 200), "QuTiP", (25, 50, 100, 200),
            steady_state,
        ),
        Series(
            "steady state of the boundary time crystal", "N", (100, 200, 400), "QuTiP",
            (100, 200, 400), crystal, ((400, {"ratio": 3}),),
        ),
        # QuTiP's piqs has no peer: its steadystate takes this Liouvillian for singular.
        Series("steady state of driven two-level systems", "N", (25, 50, 100)),
    ),
)  # fmt: skip
