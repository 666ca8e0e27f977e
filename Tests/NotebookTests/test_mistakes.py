"""Mistakes that newcomers make, and the sentence that each of them gets in a cell."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

PREAMBLE = """import Isochron
let mode = try BosonicMode(levels: 20)
let spin = try Spin(1)
let space = try CompositeSpace(["cavity": .mode(levels: 20), "spin": .spin(1)])
let liouvillian = try Liouvillian(hamiltonian: spin.x, jumpOperators: [spin.minus])
let state = DensityMatrix(mode.vacuum)
"""

MISTAKES = {
    "mode.number * spin.z": "Cannot multiply operators on spaces of dimension 20 and 3.",
    "mode.number + spin.z": "Cannot add operators on spaces of dimension 20 and 3.",
    "spin.z * mode.vacuum": "Cannot apply an operator of dimension 3 to a ket of dimension 20.",
    "mode.vacuum + spin.coherentState(polar: 0, azimuth: 0)":
        "Cannot combine kets of dimension 20 and 3.",
    "state.expectationValue(of: spin.z)":
        "Cannot take the expectation value of an operator of dimension 3 in a state of dimension 20.",
    "spin.z[5, 0]": "The element (5, 0) lies outside an operator of dimension 3.",
    "try space.embed(spin.z, in: \"cavity\")":
        "The operator of dimension 3 came for cavity of dimension 20.",
    "try space.embed(spin.z, in: \"Spin\")":
        "There is no subsystem \"Spin\"; the names are [\"cavity\", \"spin\"].",
    "try space.partialTrace(of: state, keeping: [\"spin\"])": "has dimension 60.",
    "try space.ket([\"cavity\": mode.vacuum])":
        "A product needs each of the subsystems [\"cavity\", \"spin\"], but [\"cavity\"] came.",
    "try Liouvillian(hamiltonian: spin.x, jumpOperators: [mode.annihilation])":
        "The Hamiltonian acts on a space of dimension 3, but jump operator 0 on one of dimension 20.",
    "try liouvillian.evolve(from: state, times: [0, 1])": "of dimension 20",
    "try liouvillian.evolve(from: DensityMatrix(spin.dickeState(m: 1)), times: [0, 1])[\"x\"]":
        "No Hermitian observable is named \"x\"",
    "try Spin(0.7)": "A spin is 1/2, 1, 3/2, …, but S = 0.7 came",
    "try mode.coherentState(4)": "loses the probability 0.188 to the cut at 20 levels",
    "TwoLevel.z": "TwoLevel.sigmaZ is the Pauli matrix; the spin operator S_z = σ_z/2 is Spin(0.5).z.",
    "let h = spin.x + spin.x.dag()": "'dag()' has been renamed to 'adjoint'",
    "let a = destroy(20)": "In Isochron: try BosonicMode(levels: d).annihilation.",
    "let r = steadystate(spin.x, [spin.minus])":
        "In Isochron: Liouvillian(hamiltonian: H, jumpOperators: L).steadyState().",
    "Matrix<Double>(rowMajor: [[1, 2], [3]])": "Row 1 has 1 elements where row 0 has 2.",
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_a_sentence_that_names_both_sides(mistake, tmp_path):
    (tmp_path / "cell.swift").write_text(PREAMBLE + mistake)
    program = pathlib.Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")) / "isochron"
    result = subprocess.run(
        [program, "run", "cell.swift"], cwd=tmp_path, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert MISTAKES[mistake] in result.stdout + result.stderr
