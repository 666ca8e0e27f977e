"""What cells and libraries require: cells get Swift's own `precondition`, libraries say a sentence in release builds."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def stopped(folder, text):
    """The output of a program that is expected to stop."""
    (folder / "cell.swift").write_text(text)
    program = pathlib.Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")) / "isochron"
    result = subprocess.run(
        [program, "run", "cell.swift"], cwd=folder, capture_output=True, text=True
    )
    assert result.returncode != 0
    return result.stdout + result.stderr


@pytest.mark.parametrize(
    "imports", ["Isochron", "LinearAlgebra", "QuantumCore", "QuantumDynamics", "Plotting"]
)
def test_a_cell_gets_the_standard_precondition(tmp_path, imports):
    output = stopped(tmp_path, f'import {imports}\nprint("before")\nprecondition(1 > 2, "mine")\n')
    assert "before" in output and "Precondition failed: mine" in output
    # A library's function of that name would be looked up in the library, and stop elsewhere.
    assert "In[1]:3:1" in output


def test_a_library_says_what_it_required(tmp_path):
    output = stopped(tmp_path, "import Isochron\nlet sum = try Spin(1).x + Spin(2).x\n")
    assert "3" in output and "5" in output and "dimension" in output
