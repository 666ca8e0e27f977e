"""Widgets in real JupyterLab, in headless Chromium: moved by keys and clicks as a reader would."""

import time

import nbformat
import pytest

from conftest import running_lab
from test_jupyterlab import STATE

CELLS = [
    "import Isochron\nlet t = (0..<10_000).map { Double($0) * 1e-3 }",
    r"""interact(Slider(1...40, value: 1, label: "$\\omega$")) { n in
  try Plot { Line(t, t.map { sin(Double(n) * $0) }) }
}""",
    """let box = Checkbox("tick me")
let choice = Choice(["exact", "mean field"], label: "solver")
let area = OutputArea()
let button = Button("press") { area.show("pressed with \\(choice.value), \\(box.value)") }
VerticalBox {
  HorizontalBox { box; choice; button; area }
  HorizontalBox { Slider(0...1.0); LogarithmicSlider(1...10); RangeSlider(0...9); RangeSlider(0...9.0) }
  HorizontalBox { TextField(); TextField(lines: 2); NumberField(1); NumberField(1.0); NumberField(1, in: 0...2) }
  HorizontalBox { NumberField(1.0, in: 0...2); Meter(); FormattedText("$x^2$"); Button("other") }
  HorizontalBox { Choice(["a"], style: .list); Choice(["a"], style: .buttons); Choice(["a"], style: .radioButtons) }
  Tabs([("one", Button("1"))])
  Tabs([("one", Button("1"))], style: .accordion)
}""",
    """let stop = Button("stop")
nonisolated(unsafe) var isStopped = false
stop.onClickAtOnce { isStopped = true }
display(stop)
import Glibc
var rounds = 0
while !isStopped && rounds < 60_000 { usleep(1000); rounds += 1 }
print(rounds < 60_000 ? "stopped by the button" : "nobody stopped it")""",
]

PICTURES = "() => [...document.querySelectorAll('.jp-OutputArea img')].map(i => i.src)"


@pytest.fixture(scope="module")
def page(tmp_path_factory, browser):
    folder = tmp_path_factory.mktemp("widgets")
    document = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
    document.metadata["kernelspec"] = {"name": "isochron", "display_name": "Swift", "language": "swift"}
    nbformat.write(document, folder / "widgets.ipynb")
    with running_lab(folder) as address:
        page = browser.new_page(viewport={"width": 1100, "height": 1500})
        page.goto(f"{address}/lab/tree/widgets.ipynb?reset", timeout=120_000)
        page.wait_for_function("() => window.jupyterapp !== undefined", timeout=120_000)
        wait(lambda: (page.evaluate(STATE) or {}).get("status") == "idle", "the kernel starts")
        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        yield page
        page.close()


def wait(condition, what, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.1)


def test_a_button_is_heard_while_a_cell_runs(page):
    page.wait_for_selector("button.widget-button:has-text('stop')", timeout=120_000).click()
    page.wait_for_selector("text=stopped by the button", timeout=120_000)


def test_a_slider_redraws_the_figure(page):
    page.wait_for_selector(".widget-slider .noUi-handle", timeout=120_000)
    wait(lambda: len(page.evaluate(PICTURES)) == 1, "the first figure is shown")
    first = page.evaluate(PICTURES)[0]
    page.locator(".widget-slider .noUi-handle").first.focus()
    page.keyboard.press("ArrowRight")
    wait(lambda: page.evaluate(PICTURES)[:1] not in ([], [first]), "the figure is drawn anew")
    assert page.locator(".widget-slider").first.locator(".widget-readout").inner_text() == "2"


def test_handlers_see_what_was_chosen(page):
    page.locator(".widget-checkbox input").check()
    page.locator(".widget-dropdown select").select_option("mean field")
    page.locator("button.widget-button:has-text('press')").click()
    page.wait_for_selector("text=pressed with mean field, true", timeout=60_000)
    # A control whose names the front end does not know is drawn as an error.
    assert page.locator("text=Click to show javascript error").count() == 0
    assert page.locator(".widget-text, .widget-textarea").count() == 6
    errors = [cell["errors"] for cell in page.evaluate(STATE)["cells"]]
    assert errors == [[], [], [], []]
