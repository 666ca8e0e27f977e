"""Figures that are zoomed and read, in a browser: on exported pages and in JupyterLab."""

import base64
import hashlib
import io
import math
import re

import nbformat
import pytest
from PIL import Image, ImageChops

from conftest import running_lab
from pages import Watch, executed, exported

CURVES = """let t = (0...200).map { Double($0) * 0.05 }
let mz = t.map { exp(-0.2 * $0) * cos(2 * $0) }
try Plot {
  Line(t, mz).label("$m_z$")
  Scatter([2.5, 5, 7.5], [0.5, -0.5, 0.25]).label("data")
}
.xLabel("$t$").yLabel("$m$").xRange(0...10).yRange(-1...1).interactive()"""

MAP = """let rows = (0..<4).map { row in (0..<5).map { Double(10 * row + $0) } }
try Plot {
  Heatmap(z: rows, x: 0...4, y: 0...3).colorBar("$Q$")
}
.interactive()"""

AWKWARD = r"""try Plot {
  Line([0, 1], [0, 1]).label("</script><script>window.hacked = 1</script>")
}
.title("<img src=x onerror='window.hacked = 1'>").interactive()"""

SPHERE = """try BlochSphere { SpherePoint(1, 0, 0).label("start"); SphereVector(0, 0, 1) }
  .view(azimuth: 30, elevation: 20).interactive()"""

MANY = """let x = (0..<100_000).map { Double($0) * 1e-3 }
let y = x.map { sin($0) }
try Figure {
  Plot { Line(x, y) }
  Plot { Scatter(x, y) }
}.interactive()"""

# Circles of radius 1 and 2, and panels of one column that share x, of one row that share y.
CONTOURS = """let places = (0...60).map { -3 + Double($0) / 10 }
let squares = places.map { y in places.map { $0 * $0 + y * y } }
let rings = Plot { Contour(x: places, y: places, z: squares, levels: [1, 4]).color(.red).labels() }
try Figure(columns: .double) {
  Grid(columns: 2) {
    rings
    Plot { FilledContour(x: places, y: places, z: squares, levels: [1, 4]) }
    Plot { Line([-3, 3], [0, 1]) }
    Plot { Quiver(x: -3...3, y: -3...3) { (-$1, $0) } }
  }.sharedX().sharedY()
}.interactive()"""


# Axes of many kinds, to compare the script's ticks with those of the figure.
def axes_cell() -> str:
    ranges = [(0, 1), (-1, 1), (0.13, 0.87), (-250, 1200), (1e-6, 3e-6), (2.5e7, 9e7), (1000.001, 1000.002),
              (1e-9 + 1e-14, 1e-9 + 9e-14), (7e14, 7e14 + 1e9),
              (-0.04, 13.7), (0, 6.3), (3, 4), (-7.5, -2.25), (99.5, 103)]  # fmt: skip
    logs = [(1, 10), (1e-5, 1), (0.2, 0.9), (3, 800), (1e-30, 1e30), (2, 2.4)]
    plots = []
    for index, (low, high) in enumerate(ranges):
        scale = ".xTicks(.multiplesOfPi)" if index % 4 == 3 else ""
        plots.append(f"Plot(marks: []).xRange(({low})...({high})).yRange(({low})...({high})){scale}")
    for low, high in logs:
        plots.append(f"Plot(marks: []).xScale(.log).yScale(.log).xRange(({low})...({high})).yRange(({low})...({high}))")
    for high in (1000, 30):
        plots.append(f"Plot(marks: []).xScale(.symlog(threshold: 0.5)).yScale(.symlog(threshold: 2))"
                     f".xRange((-{high})...{high}).yRange((-3)...{high})")  # fmt: skip
    joined = "\n    ".join(f"[{plot}]" for plot in plots)
    return ("try Figure(columns: .width(.points(900))) {\n  Grid(columns: 4) {\n    "
            f"{joined}\n  }}\n}}.interactive()")  # fmt: skip


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    document = executed([CURVES, MAP, AWKWARD, SPHERE, MANY, axes_cell(), CONTOURS], folder)
    nbformat.write(document, folder / "figures.ipynb")
    return exported(document, folder / "figures.html")


@pytest.fixture
def page(page_file, browser):
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    page.watch = Watch(page)
    page.goto(page_file.as_uri())
    page.wait_for_timeout(300)
    yield page
    page.watch.assert_quiet()
    page.close()


class Figure:
    """One figure of a page."""

    def __init__(self, page, index):
        self.page = page
        self.host = page.locator(".isochron-figure").nth(index)
        self.canvas = self.host.locator("canvas")
        self.canvas.scroll_into_view_if_needed()

    def ask(self, what: str):
        return self.host.evaluate(f"host => {{ const figure = host.isochronFigure; return {what}; }}")

    def labels(self, side="bottom", panel=0):
        return self.ask(f"figure.labels('{side}', {panel}).major.map(t => figure.words(t[1]))")

    def place(self, x: float, y: float, panel=0):
        """Where a data point is on the screen."""
        px, py, width = self.ask(
            f"(p => [p.view.sx * p.axis('bottom').place({x}) + p.view.tx,"
            f" p.view.sy * p.axis('left').place({y}) + p.view.ty, figure.painter.scene.size[0]])"
            f"(figure.panels[{panel}])"
        )
        box = self.canvas.bounding_box()
        unit = box["width"] / width
        return box["x"] + px * unit, box["y"] + py * unit

    def value(self, x: float):
        """The horizontal value at a place of the screen."""
        box = self.canvas.bounding_box()
        return self.ask(
            f"(p => p.axis('bottom').value(({x - box['x']} * figure.painter.scene.size[0]"
            f" / {box['width']} - p.view.tx) / p.view.sx))(figure.panels[0])"
        )

    def pixels(self) -> Image.Image:
        self.page.wait_for_timeout(350)
        data = self.canvas.evaluate("canvas => canvas.toDataURL('image/png')").split(",")[1]
        return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")

    def tip(self):
        tip = self.host.locator(".tip")
        return tip.evaluate("tip => ({ ...tip.dataset })") if tip.is_visible() else None


def test_the_canvas_looks_like_the_picture(page, page_file):
    document = nbformat.read(page_file.with_suffix(".ipynb"), as_version=4)
    figure = Figure(page, 0)
    shown = figure.pixels()
    still = Image.open(io.BytesIO(base64.b64decode(document.cells[1].outputs[-1].data["image/png"])))
    still = still.convert("RGB").resize(shown.size, Image.Resampling.BOX)
    change = ImageChops.difference(shown, still).convert("L").resize((40, 30), Image.Resampling.BOX)
    # Two programs smooth edges differently; a missing line or label would be far more.
    assert change.getextrema()[1] < 40


def test_wheel_zooms_and_changes_the_labels_of_one_figure_only(page):
    first, other = Figure(page, 0), Figure(page, 1)
    at_home, others = first.labels(), other.labels()
    first = Figure(page, 0)
    x, y = first.place(2, 0)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(150)
    assert first.labels() == at_home, "before a click the wheel belongs to the page"
    first = Figure(page, 0)
    # Events tell whole pixels.
    x, y = (round(v) for v in first.place(2, 0))
    under = first.value(x)
    page.mouse.click(x, y)
    for _ in range(3):
        page.mouse.wheel(0, -400)
    page.wait_for_timeout(250)
    zoomed = first.labels()
    assert zoomed != at_home and any("." in label for label in zoomed)
    # The place under the pointer stays: between neighbouring labels around 2.
    values = [float(label.replace("\u2212", "-")) for label in zoomed]
    assert min(values) < 2 < max(values) and max(values) - min(values) < 2
    assert first.value(x) == pytest.approx(under, abs=1e-3)
    assert other.labels() == others


def test_double_click_resets_to_the_same_pixels(page):
    figure = Figure(page, 0)
    before = figure.pixels()
    x, y = figure.place(5, 0.1)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=4)
    page.mouse.up()
    assert figure.ask("figure.panels[0].view.tx") > 20
    assert ImageChops.difference(figure.pixels(), before).getbbox() is not None
    page.mouse.dblclick(x, y)
    page.mouse.move(5, 5)
    assert figure.ask("figure.panels[0].isHome")
    assert ImageChops.difference(figure.pixels(), before).getbbox() is None


def test_hover_shows_the_numbers_that_were_plotted(page):
    figure = Figure(page, 0)
    for index in (20, 77, 150):
        t = index * 0.05
        value = math.exp(-0.2 * t) * math.cos(2 * t)
        page.mouse.move(*figure.place(t, value))
        page.wait_for_timeout(60)
        tip = figure.tip()
        assert tip["series"] == "mz"
        # Doubles travel with all their digits; exp and cos of two libraries may differ in the last.
        assert float(tip["x"]) == pytest.approx(t, rel=1e-15)
        assert float(tip["y"]) == pytest.approx(value, rel=1e-14)
    page.mouse.move(*figure.place(5, -0.5))
    page.wait_for_timeout(60)
    assert {**figure.tip()} == {"x": "5", "y": "-0.5", "value": "", "series": "data"}
    text = figure.host.locator(".tip").inner_text()
    assert "t = 5" in text and "m = \u22120.5" in text
    page.mouse.move(*figure.place(9, 0.9))
    page.wait_for_timeout(60)
    assert figure.tip() is None


def test_hover_shows_the_value_of_a_cell(page):
    figure = Figure(page, 1)
    for row, column in [(0, 0), (3, 4), (2, 1)]:
        page.mouse.move(*figure.place(column + 0.3, row - 0.3))
        page.wait_for_timeout(60)
        tip = figure.tip()
        assert (float(tip["x"]), float(tip["y"])) == (column, row)
        assert float(tip["value"]) == 10 * row + column
    assert "Q = " in figure.host.locator(".tip").inner_text()


def test_a_box_zooms_to_what_it_holds(page):
    figure = Figure(page, 0)
    start, end = figure.place(2, 0.5), figure.place(4, -0.5)
    page.keyboard.down("Shift")
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=3)
    page.mouse.up()
    page.keyboard.up("Shift")
    low, high = figure.ask("figure.panels[0].axis('bottom').domain(figure.panels[0].view)")
    assert (low, high) == (pytest.approx(2, abs=0.02), pytest.approx(4, abs=0.02))
    low, high = figure.ask("figure.panels[0].axis('left').domain(figure.panels[0].view)")
    assert (low, high) == (pytest.approx(-0.5, abs=0.01), pytest.approx(0.5, abs=0.01))


def test_a_legend_entry_hides_its_series(page):
    figure = Figure(page, 0)
    count = lambda image: sum(
        n for n, (r, g, b) in image.getcolors(1 << 24) if abs(r - 68) < 25 and abs(g - 119) < 25 and b > 140
    )  # fmt: skip
    before = count(figure.pixels())
    entry = figure.host.get_by_role("button", name="Show mz")
    entry.click()
    assert entry.get_attribute("aria-pressed") == "false"
    page.mouse.move(5, 5)
    assert count(figure.pixels()) < before / 5
    page.mouse.move(*figure.place(1, 0))
    entry.press("Enter")
    assert entry.get_attribute("aria-pressed") == "true"
    assert count(figure.pixels()) == pytest.approx(before, rel=0.05)


def test_keys_move_zoom_read_and_reset(page):
    figure = Figure(page, 0)
    figure.host.locator(".figure").focus()
    home = figure.labels()
    for key in ["+", "+", "ArrowRight"]:
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert figure.labels() != home
    page.keyboard.press("0")
    page.wait_for_timeout(200)
    assert figure.labels() == home
    page.keyboard.press(".")
    page.keyboard.press(".")
    assert float(figure.tip()["x"]) == pytest.approx(0.05)
    page.keyboard.press("PageDown")
    assert figure.tip()["series"] == "data"
    assert "data" in figure.host.locator("[role=status]").inner_text()


def test_ticks_are_those_of_the_figure(page):
    """The script's choice at home is the figure's own, on linear, log, symlog and angle axes."""
    figure = Figure(page, 5)
    pairs = figure.ask("""figure.panels.flatMap((panel, index) => panel.axes.map((axis) => {
      const mine = figure.labels(axis.side, index), { major, minor, factor } = axis.home;
      return { mine: mine.major.map(([v, label]) => [v, figure.words(label)]), theirs: major,
        mineMinor: mine.minor, theirsMinor: minor, factors: [figure.words(mine.factor), factor] };
    }))""")
    assert len(pairs) == 44
    for pair in pairs:
        assert [label for _, label in pair["mine"]] == [label for _, label in pair["theirs"]]
        assert [v for v, _ in pair["mine"]] == pytest.approx([v for v, _ in pair["theirs"]], rel=1e-12)
        assert pair["mineMinor"] == pytest.approx(pair["theirsMinor"], rel=1e-12)
        assert pair["factors"][0].replace(" ", "") == pair["factors"][1].replace(" ", "")


def test_shared_axes_are_zoomed_together(page):
    figure = Figure(page, 6)
    domain = "p => p.axis('{}').domain(p.view)"
    across = lambda: figure.ask(f"figure.panels.map({domain.format('bottom')})")
    up = lambda: figure.ask(f"figure.panels.map({domain.format('left')})")
    home = (across(), up())
    x, y = (round(v) for v in figure.place(1, 0, 0))
    page.mouse.click(x, y)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(200)
    bottom, left = across(), up()
    # Below each other x, beside each other y; the panel that shares neither stays.
    assert bottom[0] == pytest.approx(bottom[2], rel=1e-9) and bottom[0] != home[0][0]
    assert left[0] == pytest.approx(left[1], rel=1e-9) and left[0] != home[1][0]
    assert (bottom[3], left[3]) == (home[0][3], home[1][3])
    assert (bottom[1], left[2]) == (home[0][1], home[1][2])
    page.mouse.dblclick(x, y)
    page.wait_for_timeout(200)
    assert (across(), up()) == home


def test_contours_and_areas_are_round_at_every_magnification(page):
    figure = Figure(page, 6)
    scale = figure.ask("figure.painter.scale")
    page.mouse.click(*figure.place(0, 0, 3))
    # Fifteen times nearer, both panels of the upper row.
    figure.ask("figure.panels.slice(0, 2).map(p => { const [l, t, w, h] = p.frame;"
               " const x = p.axis('bottom').place(2 ** -0.5), y = p.axis('left').place(2 ** -0.5);"
               " p.set({ sx: 15, sy: 15, tx: l + w / 2 - 15 * x, ty: t + h / 2 - 15 * y }); })")  # fmt: skip
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    shown = figure.pixels()

    def inside(panel, radius, angle):
        """The colour at a place of the data."""
        px, py = figure.ask(
            f"(p => [p.view.sx * p.axis('bottom').place({radius * math.cos(angle)}) + p.view.tx,"
            f" p.view.sy * p.axis('left').place({radius * math.sin(angle)}) + p.view.ty])(figure.panels[{panel}])"
        )
        return shown.getpixel((round(px * scale), round(py * scale)))

    is_red = lambda pixel: pixel[0] - pixel[2] > 60
    angles = [math.pi / 4 + 0.01 * k for k in range(-12, 13)]
    # The ring of radius 1 passes through linear interpolation on the grid, 0.00125 off at most: half a pixel.
    on_ring = [any(is_red(inside(0, 1 + d, a)) for d in (-0.002, -0.001, 0, 0.001, 0.002)) for a in angles]
    # Its value is a gap of some of them.
    assert sum(on_ring) >= 16
    assert not any(is_red(inside(0, 1 + d, a)) for d in (-0.02, 0.02) for a in angles if abs(a - math.pi / 4) > 0.06)
    assert len({inside(1, 0.99, a) for a in angles}) == 1
    assert len({inside(1, 1.01, a) for a in angles}) == 1
    assert inside(1, 0.99, math.pi / 4) != inside(1, 1.01, math.pi / 4)


def test_text_of_the_figure_is_never_markup(page):
    figure = Figure(page, 2)
    assert page.evaluate("() => window.hacked") is None
    entry = figure.host.locator(".entry")
    assert "</script><script>" in entry.get_attribute("title")
    assert page.evaluate("() => document.querySelectorAll('img[src=x]').length") == 0


def test_a_sphere_turns(page):
    figure = Figure(page, 3)
    before = figure.pixels()
    box = figure.canvas.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y, steps=4)
    page.mouse.up()
    azimuth, towards = figure.ask("(s => [s.azimuth, s.towards])(figure.panels[0].sphere)")
    assert azimuth < 20
    assert sum(v * v for v in towards) == pytest.approx(1)
    assert ImageChops.difference(figure.pixels(), before).getbbox() is not None
    # The point is read where it now is.
    px, py, width = figure.ask("[...figure.panels[0].sphere.point([1, 0, 0]), figure.painter.scene.size[0]]")
    unit = box["width"] / width
    page.mouse.move(box["x"] + px * unit, box["y"] + py * unit)
    page.wait_for_timeout(60)
    assert (float(figure.tip()["x"]), figure.tip()["series"]) == (1, "start")
    page.mouse.dblclick(x, y)
    page.mouse.move(5, 5)
    assert ImageChops.difference(figure.pixels(), before).getbbox() is None


def test_a_hundred_thousand_points_are_drawn_and_read(page):
    figure = Figure(page, 4)
    for panel in (0, 1):
        x, y = figure.place(50, -0.26237485370392877, panel)
        page.mouse.move(x, y)
        page.wait_for_timeout(150)
        tip = figure.tip()
        # Long arrays travel as 24 bits of their range.
        assert float(tip["x"]) == pytest.approx(50, abs=0.2)
        assert float(tip["y"]) == pytest.approx(math.sin(float(tip["x"])), abs=1e-6)
    colours = figure.pixels().getcolors(1 << 24)
    assert sum(n for n, (r, g, b) in colours if b > r + 40) > 2000


def test_without_scripts_the_picture_is_seen(page_file, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    picture = page.locator(".isochron-figure img").first
    assert picture.is_visible() and len(picture.get_attribute("alt")) > 40
    context.close()


def test_scripts_are_short_current_and_without_eval(root):
    for name, limit in [("figure", 40_000), ("player", 10_000)]:
        source = (root / "assets/scripts" / f"{name}.js").read_bytes()
        short = (root / "assets/scripts" / f"{name}.min.js").read_text()
        assert hashlib.sha256(source).hexdigest() in short.splitlines()[0], "run scripts/minify"
        assert len(short.encode()) < limit
        assert not re.search(r"\beval\(|\bFunction\(|innerHTML|document\.write|fetch\(|XMLHttp", short)
        assert "</script" not in short


# The first output's figure, wherever JupyterLab put it.
READY = "() => document.querySelector('.isochron-figure')?.isochronFigure !== undefined"


def test_figures_and_films_live_in_jupyterlab(tmp_path, browser):
    film = "Animation(frames: 6) { frame in Plot { Line([0, 1], [0, frame.fraction]) } }"
    cells = [nbformat.v4.new_code_cell(source) for source in ["import Isochron", CURVES, film]]
    nbformat.write(
        nbformat.v4.new_notebook(
            cells=cells, metadata={"kernelspec": {"name": "isochron", "display_name": "Isochron"}}
        ),
        tmp_path / "live.ipynb",
    )
    stored = executed([CURVES], tmp_path)
    nbformat.write(stored, tmp_path / "stranger.ipynb")
    with running_lab(tmp_path) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 1400})
        problems = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(f"{address}/lab/tree/live.ipynb?reset", timeout=120_000)
        page.wait_for_function(
            "() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'",
            timeout=120_000,
        )
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.wait_for_function(READY, timeout=120_000)
        figure = Figure(page, 0)
        home = figure.labels()
        x, y = figure.place(2, 0)
        page.mouse.click(x, y)
        page.mouse.wheel(0, -200)
        page.wait_for_timeout(300)
        assert figure.labels() != home
        page.mouse.move(*figure.place(2.5, 0.5))
        page.wait_for_timeout(100)
        assert figure.tip()["y"] == "0.5"
        # Keys reach the figure and not the notebook, where b would insert a cell.
        count = page.locator(".jp-Notebook .jp-Cell").count()
        page.keyboard.press("b")
        page.keyboard.press("b")
        page.keyboard.press("0")
        page.wait_for_timeout(300)
        assert page.locator(".jp-Notebook .jp-Cell").count() == count
        assert figure.labels() == home
        film = page.locator(".isochron-player .film")
        film.scroll_into_view_if_needed()
        page.wait_for_function("() => document.querySelector('.isochron-player').shadowRoot"
                               ".querySelector('.film').dataset.frame > 1")  # fmt: skip
        page.screenshot(path=str(tmp_path / "live.png"))

        # A notebook that somebody else ran is not trusted: its picture is seen, no script runs.
        page.goto(f"{address}/lab/tree/stranger.ipynb?reset", timeout=120_000)
        page.wait_for_selector(".jp-OutputArea img", timeout=60_000)
        page.wait_for_timeout(500)
        assert page.evaluate("() => document.querySelector('.isochron-figure')?.isochronFigure") is None
        width = page.locator(".jp-OutputArea img").first.evaluate("image => image.naturalWidth")
        assert width > 600
        page.screenshot(path=str(tmp_path / "stranger.png"))
        assert problems == []
        page.close()
