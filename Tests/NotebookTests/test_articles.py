"""Every snippet of the documentation runs: the blocks of a page, in order, as cells of one notebook."""

import os
import pathlib
import re
import subprocess

import nbformat
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# The gallery's pages are run by test_gallery, which looks at their pictures too.
PAGES = sorted(
    page
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    if page.parent != ROOT / "docs/gallery"
)


def snippets(page: pathlib.Path) -> list[str]:
    return re.findall(r"^```swift\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if snippets(page)], ids=lambda page: page.stem
)
def test_snippets_run(page, tmp_path):
    cells = [nbformat.v4.new_code_cell(code) for code in snippets(page)]
    if "import Isochron" not in cells[0].source:
        cells.insert(0, nbformat.v4.new_code_cell("import Isochron"))
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "page.ipynb")
    program = pathlib.Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")) / "isochron"
    result = subprocess.run(
        [program, "run", "page.ipynb"], cwd=tmp_path, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-4000:]
