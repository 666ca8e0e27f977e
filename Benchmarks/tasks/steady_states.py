"""Steady states with QuTiP."""

import qutip as qt

from .models import paper_000
from .task import Section, Series


def steady_state(size):
    hamiltonian, jumps = paper_000(size, 1, 0.5)
    z = qt.jmat(size / 2, "z")
    return lambda: qt.expect(z, qt.steadystate(hamiltonian, jumps))


SECTION = Section(
    "Steady states",
    (
        Series(
            "steady state of paper 000", "N", (25, 50, 100, 200), "QuTiP", (25, 50, 100, 200),
            steady_state,
        ),
    ),
)  # fmt: skip
