"""Arithmetic of numbers stays quick to compile beside the operators of formulas, operators and matrices.

Each overload of `*` or `sqrt` is one more that the compiler tries in every expression; where they are not disfavoured,
it gives up on lines such as these after seconds.
"""

import os
import pathlib
import subprocess

import nbformat

ROOT = pathlib.Path(__file__).resolve().parents[2]
CELLS = [
    "import Isochron",
    """let x = 2.0 * sqrt(3.0) * cos(0.3) - 1 / (1 + exp(-2.0))
let y = [1.0, 2.0].map { 2 * $0 * sin($0) - sqrt($0) }
let times = [1.0, 2.0]
let z = times.map { exp(-0.5 * $0) * cos(2 * .pi * $0) + 0.1 * $0 * $0 - 3 }
let w = ComplexDouble(1, 2) * 2.0 + exp(ComplexDouble(0, 1)) * x
print(x, y, z, w, abs(x * (x * x + 0.0625) - 0.81) < 1e-10)""",
    """let a = (0..<10).map { Double($0) * 0.1 + sin(Double($0)) / (1 + Double($0)) }
let c = [1.0, 2.0].map { exp(-0.5 * $0) * cos(2 * .pi * $0) + 0.1 * $0 * $0 - 3 }
let rows: [[Double]] = (0..<40).map { i in (0..<60).map { j in sin(0.1 * Double(i)) * cos(0.2 * Double(j)) } }
let sigmoid = [0.0, 1].map { 1 / (1 + exp(-2 * $0)) + 0.5 * cos(2 * .pi * $0 / 3) }
let i = ComplexDouble(0, 1)
let rotated = [0.1, 0.2].map { exp(i * $0) + 0.5 * sin(i) }
let powers = pow(2.0, 3) + pow(-3.0, 2.0) + pow(2, -1) + pow(2, 0.5)
let roots = [1.0, 4.0].map(sqrt)
let single: Float = sqrt(2)
print(a.count, c.count, rows.count, sigmoid, rotated, powers, roots, single, log(2) + log10(100) + atan2(1, 1))""",
    """let (g, S) = (Parameter("g"), Parameter("S"))
let spin = SymbolicSpin("S", quantumNumber: S)
let h = g / (2 * S) * spin.x * spin.x - 0.5 * sqrt(2 * g + 1) * spin.z + cos(2 * g) / 3 * spin.y
let flow = Flow(variables: ["x", "y"], parameters: ["mu": 1]) { v, p in
  [v.y, p.mu * (1 - v.x * v.x) * v.y - v.x + 0.3 * cos(2 * v.time) - 1 / (1 + v.x * v.x)]
}
print(h, flow.dimension)""",
]


def test_numbers_and_formulas_compile(tmp_path):
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "page.ipynb")
    program = pathlib.Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")) / "isochron"
    result = subprocess.run(
        [program, "run", "page.ipynb"], cwd=tmp_path, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-4000:]
