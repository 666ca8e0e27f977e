"""SVG with text that can be selected looks as the one with outlines, on a machine without its fonts."""

import io
import subprocess

import numpy
import pytest
from PIL import Image

from pages import executed

CELL = r"""let t: [Double] = .linear(0, 30, count: 301)
let figure = Plot {
  Line(t, t.map { exp(-$0 / 12) * cos($0) }).label("efficient $\\mathcal{L}\\rho$, $\\mathbb{1}$")
  Line(t, t.map { exp(-$0 / 12) * sin($0) }).label("$\\mathbf{n}'$, $\\left(\\frac{a}{b}\\right)$")
}
.xLabel("time $\\kappa t$").yLabel("$\\langle\\hat S_x\\rangle/S$")
.title("$\\dot\\rho = -\\frac{i}{\\hbar}[H, \\rho] + \\sum_k \\gamma_k \\mathcal{D}[L_k]\\rho$")
for (name, style) in [("serif", FigureStyle.prl), ("sans", .notebook)] {
  try figure.style(style).save("\(name).svg", text: .selectable)
  try figure.style(style).save("\(name)-outlines.svg")
}"""


SMOOTHING = 10
TILE = 16


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("svg")
    executed([CELL], path)
    return path


def shown(browser, path) -> Image.Image:
    """A document as a browser draws it, two pixels for one of CSS."""
    page = browser.new_page(device_scale_factor=2, viewport={"width": 600, "height": 450})
    page.goto(path.as_uri())
    page.wait_for_timeout(200)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


def apart(one: Image.Image, other: Image.Image) -> float:
    """The largest difference of the mean colours of tiles, of 255: how the ink of a letter is smoothed
    into pixels does not matter, how much of it there is does."""
    tiles = (one.width // TILE, one.height // TILE)
    small = [
        numpy.asarray(picture.resize(tiles, Image.Resampling.BOX), dtype=float)
        for picture in (one, other)
    ]
    return numpy.abs(small[0] - small[1]).max()


@pytest.mark.parametrize("name", ["serif", "sans"])
def test_the_browser_draws_the_letters_of_the_figure(folder, browser, name):
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True).stdout
    assert "TeX Gyre Heros" not in installed, "a font that is installed would prove nothing"
    measured = apart(
        shown(browser, folder / f"{name}.svg"), shown(browser, folder / f"{name}-outlines.svg")
    )
    # Of 255, in tiles of the size of a letter: letters are smoothed in another way than outlines.
    assert measured < SMOOTHING, measured


def test_another_font_would_be_noticed(folder, browser, tmp_path):
    source = (folder / "serif.svg").read_text()
    start, end = source.index("<style>"), source.index("</style>")
    (tmp_path / "serif.svg").write_text(source[:start] + source[end + len("</style>") :])
    measured = apart(
        shown(browser, tmp_path / "serif.svg"), shown(browser, folder / "serif-outlines.svg")
    )
    assert measured > 2 * SMOOTHING, measured


def test_text_can_be_found(folder, browser):
    page = browser.new_page()
    page.goto((folder / "sans.svg").as_uri())
    words = page.evaluate("[...document.querySelectorAll('text')].map(t => t.textContent).join('')")
    page.close()
    for part in ["efficient ", "time ", "κt", "γk", "ℒρ", "30"]:
        assert part in words
