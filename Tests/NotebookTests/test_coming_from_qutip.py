"""The numbers that docs/coming-from-qutip.md prints are QuTiP's (Tests/Oracles/coming_from_qutip.py)."""

import os
import pathlib
import subprocess

import nbformat
import pytest

from test_articles import ROOT, snippets

# Integrators: 1e-8 here and at most 1e-9 in the oracle, on times of a few lifetimes; QuTiP's default steady state
# and spectra are direct; the quasienergies of QuTiP follow from a propagator to about 1e-9.
TOLERANCE = 3e-7


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[str, list[float]]:
    page = ROOT / "docs" / "coming-from-qutip.md"
    path = tmp_path_factory.mktemp("qutip") / "page.ipynb"
    cells = [nbformat.v4.new_code_cell(code) for code in snippets(page)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    program = pathlib.Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")) / "isochron"
    result = subprocess.run(
        [program, "run", path, "--output", path], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-4000:]
    lines = {}
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.outputs:
            for line in output.get("text", "").splitlines():
                name, *values = line.split()
                lines[name] = [float(value) for value in values]
    return lines


ORACLE = [
    line.split() for line in (ROOT / "Tests/Oracles/coming_from_qutip.txt").read_text().splitlines()
]


@pytest.mark.parametrize("numbers", ORACLE, ids=lambda numbers: numbers[0])
def test_the_page_prints_qutips_numbers(printed, numbers):
    name, *values = numbers
    assert printed[name] == pytest.approx([float(value) for value in values], abs=TOLERANCE)
