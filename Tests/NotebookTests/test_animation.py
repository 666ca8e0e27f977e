"""Films: their files read by Pillow, their player in a browser, their end by an interrupt."""

import base64
import io
import shutil
import subprocess
import time

import pytest
from jupyter_client import KernelManager
from PIL import Image, ImageChops, ImageStat

from pages import Watch, executed, exported

FRAMES = 24

CELLS = [
    # A black dot on its way, in a plot whose axes are demanded and whose size is known.
    """let walk = Animation(frames: 24, rate: 30) { frame in
  Plot { Scatter([10 * frame.fraction], [0]).color(.black) }
    .xRange(0...10).yRange(-1...1).size(width: .points(240), height: .points(150))
}
try walk.save("walk.png", scale: 1)
try walk.save("walk.gif", scale: 1)
try walk.save("walk.html", scale: 1)
let seventh = Plot { Scatter([10 * 7.0 / 23], [0]).color(.black) }
  .xRange(0...10).yRange(-1...1).size(width: .points(240), height: .points(150))
try seventh.save("seventh.png", pixelsPerInch: 96)
try seventh.save("sharp.png", pixelsPerInch: 192)""",
    # Data that grow: the axes follow the whole film.
    """let growth = Animation(frames: 12, rate: 12.5) { frame in
  Plot {
    Heatmap(z: [[0, frame.fraction], [frame.fraction, 2 * frame.fraction]]).smooth().colorBar("$q$")
  }
}
try growth.save("growth.apng", scale: 1)
try growth.save("growth.gif", scale: 1)
let wave = Animation(frames: 12) { frame in
  Plot { Line(over: 0...10) { (1 + 9 * frame.fraction) * sin($0) }.label("wave") }
}
try wave.save("wave.png", scale: 1)""",
    """let pair = Animation(frames: 6) { frame in
  Figure {
    Grid(columns: 2) {
      Plot { Line([0, 1], [0, 1 + frame.fraction]) }
      Plot { Line([0, 1 + frame.fraction], [0, 1]) }
    }
  }
}
try pair.save("pair.png", scale: 1)""",
    "walk",
    "wave.repeated(1)",
]


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    folder = tmp_path_factory.mktemp("films")
    document = executed(CELLS, folder)
    exported(document, folder / "page.html")
    return document, folder


def frames(path):
    """Every frame as an image in RGB, and its duration in milliseconds."""
    with Image.open(path) as film:
        for index in range(film.n_frames):
            film.seek(index)
            yield film.convert("RGB"), film.info["duration"]


def distance(first, second):
    """Mean difference of two images, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


def test_animated_png_has_all_frames_at_their_time(films):
    images = list(frames(films[1] / "walk.png"))
    assert len(images) == FRAMES
    # The file says 1/30 s exactly; Pillow gives it in milliseconds.
    assert all(duration == pytest.approx(1000 / 30, abs=1e-6) for _, duration in images)
    assert {image.size for image, _ in images} == {(320, 200)}
    with Image.open(films[1] / "walk.png") as film:
        assert film.info["loop"] == 0


def test_a_frame_is_the_figure_drawn_by_itself(films):
    seventh = [image for image, _ in frames(films[1] / "walk.png")][7]
    alone = Image.open(films[1] / "seventh.png").convert("RGB")
    assert ImageChops.difference(seventh, alone).getbbox() is None


def test_the_dot_moves_evenly(films):
    def centre(image):
        inside = image.convert("L").crop((34, 60, 300, 110))
        box = inside.point(lambda value: 255 * (value < 128)).getbbox()
        return (box[0] + box[2]) / 2

    # Without the first and last ones, which lie on the frame.
    images = [image for image, _ in frames(films[1] / "walk.png")][2:-2]
    centres = [centre(image) for image in images]
    steps = [after - before for before, after in zip(centres, centres[1:])]
    # Whole pixels: each step is within one of the mean.
    assert all(abs(step - sum(steps) / len(steps)) <= 1 for step in steps)
    assert sum(steps) > 150


def test_gif_keeps_few_colours_exactly_and_time_as_a_whole(films):
    images = list(frames(films[1] / "walk.gif"))
    assert len(images) == FRAMES
    # Hundredths of a second: 30 or 40 ms each, 800 ms together.
    assert {duration for _, duration in images} == {30, 40}
    assert sum(duration for _, duration in images) == 800
    for (gif, _), (png, _) in zip(images, frames(films[1] / "walk.png"), strict=True):
        assert ImageChops.difference(gif, png).getbbox() is None


def test_gif_of_many_colours_is_near_to_the_original(films):
    colours = 0
    for (gif, duration), (png, _) in zip(
        frames(films[1] / "growth.gif"), frames(films[1] / "growth.apng"), strict=True
    ):
        colours = max(colours, len(png.getcolors(1 << 24)))
        assert duration == 80
        # 255 colours for thousands along a smooth map: below two steps of 255 on average.
        assert distance(gif, png) < 2
    assert colours > 255


def test_axes_and_colours_stay_while_data_grow(films):
    waves = [image for image, _ in frames(films[1] / "wave.png")]
    width, height = waves[0].size
    for image in waves[1:]:
        for margin in [(0, 0, 32, height), (0, height - 30, width, height)]:
            change = ImageChops.difference(image.crop(margin), waves[0].crop(margin))
            assert change.getbbox() is None, "numbers and names beside the axes stay"
    assert ImageChops.difference(waves[0], waves[-1]).getbbox() is not None
    # The colour bar stays, and only the last frame reaches its upper end.
    maps = [image for image, _ in frames(films[1] / "growth.apng")]
    width, height = maps[0].size
    bar = (width - 80, 0, width, height)
    assert all(ImageChops.difference(i.crop(bar), maps[0].crop(bar)).getbbox() is None for i in maps)
    yellow = [sum(n for n, c in i.crop((60, 20, width - 100, height - 60)).getcolors(1 << 24)
                  if c[0] > 200 and c[1] > 200 and c[2] < 100) for i in maps]  # fmt: skip
    assert yellow[-1] > 20 and max(yellow[:6]) == 0


def test_panels_of_a_figure_stay_too(films):
    images = [image for image, _ in frames(films[1] / "pair.png")]
    height = images[0].size[1]
    margin = (0, height - 28, images[0].size[0], height)
    for image in images[1:]:
        assert ImageChops.difference(image.crop(margin), images[0].crop(margin)).getbbox() is None


def test_a_notebook_stores_player_poster_and_words(films):
    data = films[0].cells[-2].outputs[-1].data
    assert "24 frames" in data["text/plain"]
    assert "application/json" in data["text/html"] and "<img" in data["text/html"]
    poster = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert poster.size == (640, 400)
    assert "http" not in data["text/html"].replace("http://www.w3.org", "")


def test_players_of_one_page_play_step_and_do_not_meet(films, browser):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(page)
    page.goto((films[1] / "page.html").as_uri())
    players = page.locator(".isochron-player")
    assert players.count() == 2
    first, second = (players.nth(index).locator(".film") for index in range(2))
    page.wait_for_timeout(400)
    assert first.get_attribute("data-frame") == "0", "less motion: nothing plays by itself"

    first.locator("button").nth(2).click()
    page.wait_for_function("() => document.querySelector('.isochron-player').shadowRoot"
                           ".querySelector('.film').dataset.frame === '1'")  # fmt: skip
    first.focus()
    for key in ["ArrowRight", "ArrowRight", "ArrowLeft"]:
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert first.get_attribute("data-frame") == "2"
    page.keyboard.press("End")
    page.wait_for_timeout(200)
    assert first.get_attribute("data-frame") == "23"
    first.locator("input").fill("7")
    page.wait_for_timeout(200)
    assert first.get_attribute("data-frame") == "7"
    assert first.locator("output").inner_text() == "8 / 24"
    assert second.get_attribute("data-frame") == "0", "the other player stays"

    # What the canvas shows is the frame, pixel by pixel.
    shown = first.locator("canvas").evaluate("canvas => canvas.toDataURL('image/png')")
    image = Image.open(io.BytesIO(base64.b64decode(shown.split(",")[1]))).convert("RGB")
    alone = Image.open(films[1] / "sharp.png").convert("RGB")
    assert ImageChops.difference(image, alone).getbbox() is None

    page.keyboard.press("Home")
    second.locator("button").nth(1).click()
    page.wait_for_timeout(900)
    # Twelve frames at 25 in a second, once: the film has ended on its last frame.
    assert second.get_attribute("data-frame") == "11"
    assert first.get_attribute("data-frame") == "0"
    watch.assert_quiet()
    context.close()


def test_a_page_of_its_own_plays_by_itself(films, browser):
    page = browser.new_page()
    watch = Watch(page)
    page.goto((films[1] / "walk.html").as_uri())
    page.wait_for_function("() => document.querySelector('.isochron-player').shadowRoot"
                           ".querySelector('.film').dataset.frame > 3")  # fmt: skip
    page.locator("canvas").click()
    paused = page.locator(".film").get_attribute("data-frame")
    page.wait_for_timeout(300)
    assert abs(int(page.locator(".film").get_attribute("data-frame")) - int(paused)) <= 1
    watch.assert_quiet()
    page.close()


def test_without_scripts_the_poster_is_seen(films, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((films[1] / "page.html").as_uri())
    assert page.locator(".isochron-player img").first.is_visible()
    context.close()


def test_a_long_film_is_reduced_and_says_so(tmp_path):
    document = executed(
        ["""let film = Animation(frames: 40) { frame in Plot { Line(over: 0...1) { $0 * frame.fraction } } }
try film.player(byteLimit: 150_000)"""], tmp_path
    )  # fmt: skip
    data = document.cells[-1].outputs[-1].data
    assert "of 40 frames" in data["text/plain"] and "reduced to stay below" in data["text/plain"]
    assert len(data["text/html"]) < 300_000


def test_movies_are_made_by_ffmpeg_or_the_error_says_how_to_get_it(tmp_path):
    save = """let film = Animation(frames: 10, rate: 20) { frame in Plot { Line([0, 1], [0, frame.fraction]) } }
for name in ["a.mp4", "b.webm"] {
  do { try film.save(name) } catch { print(error) }
}"""
    document = executed([save], tmp_path)
    printed = "".join(o.get("text", "") for o in document.cells[-1].outputs)
    if shutil.which("ffmpeg"):
        for name, codec in [("a.mp4", "h264"), ("b.webm", "vp9")]:
            told = subprocess.run(
                ["ffprobe", "-v", "error", "-count_frames", "-show_entries",
                 "stream=codec_name,nb_read_frames,r_frame_rate", "-of", "csv=p=0", tmp_path / name],
                check=True, capture_output=True, text=True,
            ).stdout.strip()  # fmt: skip
            assert told == f"{codec},20/1,10"
    else:
        assert printed.count("apt install ffmpeg") == 2
        assert "png" in printed and "html" in printed
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"a.mp4", "b.webm"}


def test_ffmpeg_gets_its_arguments_one_by_one(tmp_path):
    """A program of that name that keeps what it was given; a shell would stumble over the path."""
    tools = tmp_path / "tools; touch hacked"
    tools.mkdir()
    program = tools / "ffmpeg"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$(dirname "$0")/arguments"\n'
                       'cat > "$(dirname "$0")/frames"\nprintf movie\n')  # fmt: skip
    program.chmod(0o755)
    cell = f"""import Foundation
setenv("PATH", "{tools}:/usr/bin:/bin", 1)
let film = Animation(frames: 3) {{ _ in
  Plot {{ Line([0, 1], [0, 1]) }}.size(width: .points(120), height: .points(90))
}}
try film.save("$(touch hacked).mp4", scale: 1)"""
    executed([cell], tmp_path)
    assert (tmp_path / "$(touch hacked).mp4").read_text() == "movie"
    assert (tools / "frames").stat().st_size == 3 * 160 * 120 * 4
    arguments = (tools / "arguments").read_text().splitlines()
    assert arguments[arguments.index("-video_size") + 1] == "160x120"
    assert not (tmp_path / "hacked").exists()


def test_an_interrupt_leaves_no_file(tmp_path):
    manager = KernelManager(kernel_name="isochron")
    manager.start_kernel(cwd=str(tmp_path))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        client.execute_interactive("import Isochron", timeout=120)
        client.execute(
            """try Animation(frames: 5000) { frame in
  Plot { Line(over: 0...10) { sin($0 + frame.phase) } }.xRange(0...10).yRange(-1...1)
}.save("long.png")"""
        )
        # The bar appears when frames are being drawn.
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            message = client.get_iopub_msg(timeout=60)
            if message["msg_type"] == "display_data":
                break
        time.sleep(0.3)
        manager.interrupt_kernel()
        reply = client.get_shell_msg(timeout=60)
        assert reply["content"]["status"] == "error"
        assert "nterrupted" in reply["content"]["evalue"] or reply["content"]["ename"] == "Interrupted"
        # The kernel goes on.
        reply = client.execute_interactive("print(1 + 1)", timeout=60)
        assert reply["content"]["status"] == "ok"
        assert list(tmp_path.iterdir()) == []
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
