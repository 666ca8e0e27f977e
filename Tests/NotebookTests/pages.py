"""Cells run by the kernel and exported as a page, for tests of what a browser does with it."""

import pathlib

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter


def executed(cells: list[str], folder: pathlib.Path) -> nbformat.NotebookNode:
    """A notebook of cells, run in a folder by the kernel."""
    document = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in ["import Isochron", *cells]],
        metadata={"kernelspec": {"name": "isochron", "display_name": "Isochron", "language": "swift"}},
    )
    NotebookClient(
        document, kernel_name="isochron", timeout=300,
        resources={"metadata": {"path": str(folder)}},
    ).execute()  # fmt: skip
    return document


def exported(document: nbformat.NotebookNode, path: pathlib.Path) -> pathlib.Path:
    """The notebook as HTML; MathJax and RequireJS, which exports fetch otherwise, are left out."""
    exporter = HTMLExporter(mathjax_url="", require_js_url="", jquery_url="", mermaid_js_url="")
    body, _ = exporter.from_notebook_node(document)
    path.write_text(body)
    return path


class Watch:
    """What a page fetched, and what went wrong in it."""

    def __init__(self, page):
        self.requests: list[str] = []
        self.problems: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on(
            "console",
            lambda message: self.problems.append(message.text) if message.type == "error" else None,
        )

    def assert_quiet(self):
        outside = [url for url in self.requests if not url.startswith(("data:", "blob:", "file:"))]
        assert outside == [], "the page uses no network"
        assert self.problems == []
