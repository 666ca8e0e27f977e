"""Every example of the gallery runs and shows the picture that is stored beside it."""

import importlib.util
import pathlib
import re

import pytest
from PIL import Image, ImageDraw

ROOT = pathlib.Path(__file__).resolve().parents[2]
specification = importlib.util.spec_from_file_location("gallery", ROOT / "scripts/gallery.py")
gallery = importlib.util.module_from_spec(specification)
specification.loader.exec_module(gallery)

# Of 255, in the mean of a tile of 16 pixels. The table of 256 colours costs up to 4 where a map has
# thousands of them; a missing letter changes its tile by more than 20.
TOLERANCE = 6


@pytest.mark.parametrize("page", gallery.pages(), ids=lambda page: page.stem)
def test_examples_show_their_pictures(page, tmp_path):
    source = page.read_text()
    examples = gallery.run(page)
    assert sum(example.name is not None for example in examples) == source.count("<img ")
    for example in examples:
        assert (example.name is None) == (example.png is None), example.code
        if example.name is None:
            continue
        stored = Image.open(gallery.GALLERY / "pictures" / f"{example.name}.png").convert("RGB")
        apart = gallery.difference(stored, example.picture)
        if apart > TOLERANCE:
            example.picture.save(tmp_path / f"{example.name}.png")
        assert apart <= TOLERANCE, f"{example.name}: {apart:.1f}, see {tmp_path}"
    # Sizes and texts for those who cannot see the pictures are those of the figures.
    assert gallery.with_tags(source, examples) == source


def test_the_index_shows_every_picture():
    text = (gallery.GALLERY / "README.md").read_text()
    assert gallery.index() == text
    stored = {file.stem for file in (gallery.GALLERY / "pictures").glob("*.png")}
    shown = re.findall(r"pictures/([\w-]+)\.png", text)
    assert sorted(shown) == sorted(stored)
    assert {page.name for page in gallery.pages()} == {
        file.name for file in gallery.GALLERY.glob("*.md")
    } - {"README.md"}


def test_pictures_stay_small():
    sizes = [file.stat().st_size for file in (gallery.GALLERY / "pictures").glob("*.png")]
    assert sum(sizes) < 5_000_000


def test_a_missing_letter_is_noticed():
    page = Image.new("RGB", (200, 100), "white")
    changed = page.copy()
    ImageDraw.Draw(changed).text((90, 40), "m", fill="black", font_size=24)
    assert gallery.difference(page, changed) > TOLERANCE
    assert gallery.difference(page, page) == 0
    assert gallery.difference(page, page.resize((100, 100))) == float("inf")
