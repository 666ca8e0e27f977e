"""Runs the pages of docs/gallery and stores what their examples show.

usage: gallery.py [PAGE ...]    draws the pictures of the pages anew (all pages by default)

A page is Markdown. Its Swift blocks are the cells of one notebook, run in order by `isochron run`. A
block behind `<img src="pictures/NAME.png" …>` shows a picture, which is stored under that name, with
the text for those who cannot see it in the tag's `alt`. README.md is written from the pages.
"""

import base64
import html
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import nbformat
import numpy
from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[1]
GALLERY = ROOT / "docs" / "gallery"
BLOCK = re.compile(
    r'(?:^<img src="pictures/(?P<name>[\w-]+)\.png"[^>\n]*>\n\n)?^```swift\n(?P<code>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
TILE = 16
# Wider pictures are stored smaller, in CSS pixels of two by two.
WIDEST = 680


class Example:
    """A block of a page, and what it showed."""

    def __init__(self, name: str | None, code: str):
        self.name, self.code = name, code
        self.png: bytes | None = None
        self.width = 0
        self.text = ""

    @property
    def picture(self) -> Image.Image:
        picture = Image.open(io.BytesIO(self.png)).convert("RGB")
        if picture.width <= 2 * WIDEST:
            return picture
        height = round(picture.height * 2 * WIDEST / picture.width)
        return picture.resize((2 * WIDEST, height), Image.Resampling.LANCZOS)

    @property
    def tag(self) -> str:
        text = html.escape(" ".join(self.text.split()), quote=True)
        return f'<img src="pictures/{self.name}.png" width="{min(self.width, WIDEST)}" alt="{text}">'


def pages() -> list[pathlib.Path]:
    """The pages in the order of the index."""
    listed = re.findall(r"^## \[.*\]\((.*\.md)\)$", (GALLERY / "README.md").read_text(), re.MULTILINE)
    return [GALLERY / name for name in listed]


def run(page: pathlib.Path) -> list[Example]:
    """The examples of a page with what they showed."""
    examples = [Example(m["name"], m["code"]) for m in BLOCK.finditer(page.read_text())]
    cells = [nbformat.v4.new_code_cell(example.code) for example in examples]
    program = pathlib.Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")) / "isochron"
    with tempfile.TemporaryDirectory() as folder:
        notebook = pathlib.Path(folder) / "page.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
        result = subprocess.run(
            [program, "run", "page.ipynb", "--output", "page.ipynb"],
            cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        if result.returncode != 0:
            raise RuntimeError(f"{page.name}: {result.stdout[-2000:]}{result.stderr[-4000:]}")
        executed = nbformat.read(notebook, as_version=4)
    for example, cell in zip(examples, executed.cells, strict=True):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}):
                example.png = base64.b64decode(output.data["image/png"])
                example.width = output.metadata["image/png"]["width"]
                example.text = output.data.get("text/plain", "")
    return examples


def difference(one: Image.Image, other: Image.Image) -> float:
    """The largest mean difference of a tile, of 255; infinite for pictures of different size."""
    if one.size != other.size:
        return float("inf")
    apart = numpy.abs(numpy.asarray(one, dtype=float) - numpy.asarray(other, dtype=float)).mean(axis=2)
    tall, wide = (-(-side // TILE) * TILE for side in apart.shape)
    padded = numpy.zeros((tall, wide))
    padded[: apart.shape[0], : apart.shape[1]] = apart
    return padded.reshape(tall // TILE, TILE, wide // TILE, TILE).mean(axis=(1, 3)).max()


def store(example: Example) -> None:
    """Writes a picture with a table of 256 colours, as far as that shows no difference."""
    file = GALLERY / "pictures" / f"{example.name}.png"
    picture = example.picture
    if file.exists() and difference(Image.open(file).convert("RGB"), picture) < 1:
        return
    small = picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    if difference(small.convert("RGB"), picture) > 4:
        small = picture
    small.save(file, optimize=True)


def index() -> str:
    """README.md: its text up to the pages, then a table of pictures for each of them."""
    text = (GALLERY / "README.md").read_text()
    parts = [text[: text.index("\n## [")]]
    for page in pages():
        source = page.read_text()
        heading = re.match(r"# (.*)\n", source)[1]
        cells, title, seen = [], heading, set()
        for match in re.finditer(r'^## (.*)$|^<img src="pictures/([\w-]+)\.png"', source, re.MULTILINE):
            if match[1]:
                title = match[1]
                continue
            anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
            name = title if title not in seen else ""
            seen.add(title)
            cells.append(
                f'<a href="{page.name}#{anchor}"><img src="pictures/{match[2]}.png" width="240" '
                f'alt="{html.escape(title)}"></a><br>{name}'
            )
        rows = [cells[i : i + 3] for i in range(0, len(cells), 3)]
        table = "\n".join(
            "<tr>" + "".join(f'<td align="center">{cell}</td>' for cell in row) + "</tr>" for row in rows
        )
        parts.append(f"## [{heading}]({page.name})\n\n<table>\n{table}\n</table>\n")
    return "\n".join(parts)


def with_tags(source: str, examples: list[Example]) -> str:
    """A page whose tags have the width and the text of their pictures."""
    for example in examples:
        if example.name:
            old = re.compile(rf'^<img src="pictures/{example.name}\.png"[^>\n]*>$', re.MULTILINE)
            source = old.sub(lambda _: example.tag, source)
    return source


def main() -> int:
    wanted = sys.argv[1:]
    (GALLERY / "pictures").mkdir(exist_ok=True)
    for page in pages():
        if wanted and page.name not in wanted and page.stem not in wanted:
            continue
        examples = run(page)
        for example in examples:
            if (example.name is None) != (example.png is None):
                print(f"{page.name}: {example.name or 'a block without <img>'} and its picture do not agree:")
                print(example.code)
                return 1
            if example.name:
                store(example)
        page.write_text(with_tags(page.read_text(), examples))
        print(page.name, sum(example.name is not None for example in examples), "pictures")
    named = {name for page in pages() for name in re.findall(r"pictures/([\w-]+)\.png", page.read_text())}
    for file in (GALLERY / "pictures").glob("*.png"):
        if file.stem not in named:
            file.unlink()
    (GALLERY / "README.md").write_text(index())
    return 0


if __name__ == "__main__":
    sys.exit(main())
