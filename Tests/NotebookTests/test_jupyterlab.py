"""The quick start in real JupyterLab, in headless Chromium."""

import time

import nbformat

from conftest import running_lab

NOTEBOOK = "00-quickstart.ipynb"

# The state of every code cell, read from the notebook's own model.
STATE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  if (!kernel || !panel.content?.model) return null;
  return {
    kernel: kernel.name, status: kernel.status,
    cells: panel.content.widgets.filter(w => w.model.type === 'code').map(w => ({
      count: w.model.executionCount,
      pending: w.model.executionState ?? 'idle',
      types: w.model.sharedModel.outputs.map(o => o.output_type),
      mimes: w.model.sharedModel.outputs.flatMap(o => Object.keys(o.data ?? {})),
      errors: w.model.sharedModel.outputs.filter(o => o.output_type === 'error').map(o => o.evalue),
    })),
  };
}"""

# Every picture in the page: its natural size and its size on the screen.
IMAGES = """() => [...document.querySelectorAll('.jp-OutputArea img')].map(i => ({
  natural: i.naturalWidth, shown: i.getBoundingClientRect().width, complete: i.complete,
}))"""


def test_quickstart_runs_in_jupyterlab(root, tmp_path, browser):
    document = nbformat.read(root / "notebooks" / NOTEBOOK, as_version=4)
    pictures = 0
    for cell in document.cells:
        if cell.cell_type == "code":
            pictures += sum("image/png" in output.get("data", {}) for output in cell.outputs)
            cell.outputs, cell.execution_count = [], None
    assert pictures >= 6, "the stored quick start shows its figures"
    nbformat.write(document, tmp_path / NOTEBOOK)

    with running_lab(tmp_path) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 1600})
        page.goto(f"{address}/lab/tree/{NOTEBOOK}?reset", timeout=120_000)
        page.wait_for_function("() => window.jupyterapp !== undefined", timeout=120_000)
        deadline = time.monotonic() + 120
        while (state := page.evaluate(STATE)) is None or state["status"] != "idle":
            assert time.monotonic() < deadline, f"the kernel did not start: {state}"
            time.sleep(0.3)
        assert state["kernel"] == "isochron"

        page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
        deadline = time.monotonic() + 300
        while True:
            state = page.evaluate(STATE)
            if all(cell["count"] for cell in state["cells"]) and state["status"] == "idle":
                break
            assert time.monotonic() < deadline, f"the notebook did not finish: {state}"
            time.sleep(0.5)
        time.sleep(1)
        state = page.evaluate(STATE)
        assert [cell["errors"] for cell in state["cells"] if cell["errors"]] == []

        images = page.evaluate(IMAGES)
        assert len(images) == pictures
        for image in images:
            assert image["complete"] and image["natural"] > 0
            # Shown at half its pixels: sharp on screens of double density.
            assert 1.5 < image["natural"] / image["shown"] < 2.6
        page.screenshot(path=str(tmp_path / "quickstart.png"), full_page=True)
        page.close()
