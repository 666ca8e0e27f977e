"""Other people's programs that run notebooks."""

import json
import subprocess
import sys

import nbformat
import papermill
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    metadata = {"kernelspec": {
        "name": "isochron", "display_name": "Swift (Isochron)", "language": "swift"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


SOURCES = ["let a = 20\nprint(\"a is\", a)", "a + 1", "import Isochron\ndisplay(\"shown\")"]


def check(executed):
    assert [cell.execution_count for cell in executed.cells] == [1, 2, 3]
    assert executed.cells[0].outputs[0].text == "a is 20\n"
    assert executed.cells[1].outputs[0].data["text/plain"] == "21"
    assert executed.cells[2].outputs[0].output_type == "display_data"
    nbformat.validate(executed)


def test_nbclient():
    executed = notebook(*SOURCES)
    NotebookClient(executed, timeout=60).execute()
    check(executed)


def test_nbclient_stops_at_a_failure():
    failing = notebook("1", "fatalError(\"on purpose\")", "3")
    with pytest.raises(CellExecutionError, match="on purpose"):
        NotebookClient(failing, timeout=60).execute()
    assert failing.cells[2].execution_count is None


def test_nbconvert(tmp_path):
    source = tmp_path / "source.ipynb"
    nbformat.write(notebook(*SOURCES), source)
    convert = [sys.executable, "-m", "jupyter", "nbconvert", "--execute", source]
    subprocess.run([*convert, "--to", "notebook", "--output", "executed"], check=True)
    check(nbformat.read(tmp_path / "executed.ipynb", 4))
    subprocess.run([*convert, "--to", "html", "--output", "page"], check=True)
    assert "a is 20" in (tmp_path / "page.html").read_text()


def test_papermill(tmp_path):
    source = tmp_path / "source.ipynb"
    nbformat.write(notebook(*SOURCES), source)
    papermill.execute_notebook(source, tmp_path / "executed.ipynb", progress_bar=False)
    check(nbformat.read(tmp_path / "executed.ipynb", 4))


def test_isochron_run_stores_what_nbclient_stores(programs, tmp_path):
    source, ours = tmp_path / "source.ipynb", tmp_path / "ours.ipynb"
    nbformat.write(notebook(*SOURCES), source)
    subprocess.run([programs / "isochron", "run", source, "--output", ours], check=True)
    executed = nbformat.read(ours, 4)
    check(executed)
    theirs = notebook(*SOURCES)
    NotebookClient(theirs, timeout=60).execute()
    assert [c.outputs for c in executed.cells] == [c.outputs for c in theirs.cells]
    # Laid out as nbformat does it, so that a stored notebook compares line by line.
    assert ours.read_text() == nbformat.writes(executed) + "\n"
    assert json.loads(ours.read_text())["metadata"]["language_info"]["name"] == "swift"
