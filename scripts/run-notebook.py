"""Runs a notebook headless and leaves it executed, as HTML, with its figures, in a folder.

usage: run-notebook.py NOTEBOOK FOLDER [--store]
--store also writes the outputs back into NOTEBOOK.
"""

import argparse
import hashlib
import pathlib
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

FIGURES = (".png", ".svg", ".pdf")


def fingerprint(notebook: pathlib.Path) -> str:
    """Changes when the notebook's code or the built library does."""
    digest = hashlib.sha256()
    for cell in nbformat.read(notebook, as_version=4).cells:
        digest.update(cell.source.encode() + b"\0")
    build = pathlib.Path(".build/release")
    for name in ("isochron", "isochron-compiler", "isochron-executor", "libIsochron.so"):
        file = build / name
        if file.exists():
            digest.update(file.read_bytes())
    return digest.hexdigest()


def execute(notebook: pathlib.Path, folder: pathlib.Path) -> nbformat.NotebookNode:
    """Runs all cells in `folder`, saying how far it is."""
    document = nbformat.read(notebook, as_version=4)
    count = sum(cell.cell_type == "code" for cell in document.cells)
    done = 0

    def report(**_):
        nonlocal done
        done += 1
        print(f"\r  cell {done} of {count}", end="", flush=True)

    client = NotebookClient(
        document,
        kernel_name="isochron",
        timeout=600,
        resources={"metadata": {"path": str(folder)}},
        on_cell_executed=report,
    )
    try:
        client.execute()
    finally:
        print()
    return document


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebook", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--store", action="store_true")
    options = parser.parse_args()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / ".fingerprint"
    page = folder / options.notebook.with_suffix(".html").name
    current = fingerprint(options.notebook)

    if options.store or not page.exists() or not stamp.exists() or stamp.read_text() != current:
        print(f"Running {options.notebook}")
        start = time.monotonic()
        try:
            document = execute(options.notebook, folder)
        except CellExecutionError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"  done in {time.monotonic() - start:.1f} s")
        nbformat.write(document, folder / options.notebook.name)
        body, _ = HTMLExporter().from_notebook_node(document)
        page.write_text(body)
        if options.store:
            for cell in document.cells:
                cell.metadata.pop("execution", None)
            nbformat.write(document, options.notebook)
        stamp.write_text(current)
    else:
        print(f"Nothing changed since the last run of {options.notebook}")

    print(f"notebook  {folder / options.notebook.name}")
    print(f"page      {page}")
    for figure in sorted(file for file in folder.iterdir() if file.suffix in FIGURES):
        print(f"figure    {figure}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
