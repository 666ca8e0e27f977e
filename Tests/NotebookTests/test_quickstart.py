"""The quick start run headless: its numbers, its pictures, its files."""

import base64
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as tree

import nbformat
import pytest


@pytest.fixture(scope="module")
def run(root, tmp_path_factory):
    """The executed notebook and the folder that the run left."""
    folder = tmp_path_factory.mktemp("quickstart")
    notebook = root / "notebooks" / "00-quickstart.ipynb"
    command = [sys.executable, "scripts/run-notebook.py", str(notebook), str(folder)]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return nbformat.read(folder / notebook.name, as_version=4), folder, result.stdout


def outputs(document):
    return [output for cell in document.cells if cell.cell_type == "code" for output in cell.outputs]


def printed(document):
    return "".join(o.text for o in outputs(document) if o.output_type == "stream")


def test_threshold_and_regimes_have_the_papers_numbers(run):
    text = printed(run[0])
    assert "ε_c = 2.0" in text
    modes = {
        name: {key: float(value) for key, value in re.findall(r"(α_r|α_i|R) = ([-\d.]+)", line)}
        for name, line in re.findall(r"^(time crystal|QS-I|QS-II): (.*)$", text, re.MULTILINE)
    }
    # Paper 000: α_i ≃ 0.44 in the time crystal, R ≃ 0.4 (QS-I) and R ≃ 7 (QS-II), at N = 400; the
    # notebook has N = 200, whose values SciPy confirms (Tests/Oracles).
    assert modes["time crystal"]["α_i"] == pytest.approx(0.44, abs=0.005)
    assert modes["time crystal"]["R"] > 20
    assert modes["QS-I"]["R"] == pytest.approx(0.4, abs=0.02)
    assert modes["QS-II"]["R"] == pytest.approx(7, abs=0.2)


def test_a_stronger_drive_locks_the_phase_better(run):
    maxima = [float(value) for value in re.findall(r"S_max = ([\d.]+)", printed(run[0]))]
    assert len(maxima) == 4
    assert maxima == sorted(maxima)
    assert maxima[0] < 0.05 < 0.8 < maxima[-1] < 1


def test_pictures_are_shown_at_half_their_pixels(run):
    pictures = [o for o in outputs(run[0]) if "image/png" in o.get("data", {})]
    assert len(pictures) >= 6
    for picture in pictures:
        data = base64.b64decode(picture.data["image/png"])
        width, height = struct.unpack(">II", data[16:24])
        shown = picture.metadata["image/png"]
        assert abs(width - 2 * shown["width"]) <= 2 and abs(height - 2 * shown["height"]) <= 2
        assert len(picture.data["text/plain"]) > 40, "a picture has words for those who cannot see"


def test_figures_are_saved_in_three_formats(run):
    folder = run[1]
    for name in ("regimes", "dynamics"):
        assert (folder / f"{name}.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
        assert (folder / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
        assert tree.parse(folder / f"{name}.svg").getroot().tag.endswith("svg")
    fonts = subprocess.run(
        ["pdffonts", folder / "regimes.pdf"], check=True, capture_output=True, text=True
    ).stdout
    rows = fonts.splitlines()[2:]
    assert rows and "Type 3" not in fonts
    assert all(row.split()[-5] == "yes" for row in rows), "every font is embedded"
    words = subprocess.run(
        ["pdftotext", folder / "regimes.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "time crystal" in words and "QS-II" in words
    size = subprocess.run(
        ["pdfinfo", folder / "regimes.pdf"], check=True, capture_output=True, text=True
    ).stdout
    width = float(re.search(r"Page size:\s+([\d.]+)", size).group(1))
    assert width == pytest.approx(17.8 / 2.54 * 72, abs=1), "two columns of the journal"


def test_paths_are_said_and_the_page_holds_the_pictures(run):
    document, folder, said = run
    page = (folder / "00-quickstart.html").read_text()
    assert page.count("data:image/png;base64") >= 6
    for name in ("00-quickstart.ipynb", "00-quickstart.html", "regimes.pdf", "dynamics.svg"):
        assert str(folder / name) in said


def test_stored_outputs_are_those_of_the_code(run, root):
    """The notebook in the repository shows what its code gives today."""
    stored = nbformat.read(root / "notebooks" / "00-quickstart.ipynb", as_version=4)
    numbers = lambda document: re.findall(r"(?:α_i|R|S_max) = ([\d.]+)", printed(document))
    assert len(numbers(stored)) >= 10
    for there, here in zip(numbers(stored), numbers(run[0]), strict=True):
        # Rounded to four places; an eigenvalue's last digit depends on the processor.
        assert float(there) == pytest.approx(float(here), rel=1e-3)
