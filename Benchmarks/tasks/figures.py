"""Figures of 6 × 4 inches at 150 dots per inch with matplotlib, in memory."""

import io

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import qutip as qt

from .task import Section, Task

T = np.linspace(0, 100, 10_000)
# As a paper needs them: TrueType fonts in PDF, text as text in SVG would be another figure than ours.
matplotlib.rcParams["pdf.fonttype"] = 42


def saved(draw, form, size=(6, 4), dpi=150, **options):
    """A figure drawn, written in a format and closed."""

    def run():
        fig = plt.figure(figsize=size, dpi=150, **options)
        draw(fig)
        fig.savefig(io.BytesIO(), format=form, dpi=dpi)
        plt.close(fig)

    return run


def three_lines(axes):
    for k in (1, 2, 3):
        axes.plot(T, np.sin(k * T), label=f"$m_{k}$")
    axes.set_xlabel(r"$\kappa t$")
    axes.set_ylabel("$m$")
    axes.legend()


def lines(form):
    return saved(lambda fig: three_lines(fig.add_subplot()), form)


def points(count, form):
    # The quickest way that matplotlib has; in vectors as an image of 450 dots per inch, as ours does by itself.
    angles = np.arange(count) * 2.399963
    radii = np.sqrt(np.arange(count) / count)
    x, y = radii * np.cos(angles), radii * np.sin(angles)

    def draw(fig):
        fig.add_subplot().plot(x, y, ".", markersize=2, rasterized=form != "png")

    return saved(draw, form, dpi=150 if form == "png" else 450)


def heat(form):
    i, j = np.meshgrid(np.arange(512), np.arange(512), indexing="ij")
    z = np.sin(i * 0.02) * np.cos(j * 0.03)

    def draw(fig):
        axes = fig.add_subplot()
        fig.colorbar(axes.imshow(z, origin="lower", aspect="auto"), label="$W$")

    return saved(draw, form)


def bloch(form):
    theta, azimuth = 0.3 + 0.02 * T, 3 * T
    path = [np.sin(theta) * np.cos(azimuth), np.sin(theta) * np.sin(azimuth), np.cos(theta)]

    def run():
        sphere = qt.Bloch()
        sphere.add_points(path, "l")
        sphere.render()
        sphere.fig.savefig(io.BytesIO(), format=form, dpi=150)
        plt.close(sphere.fig)

    return run


def panels(form):
    def draw(fig):
        for panel in fig.subplots(2, 2).flat:
            three_lines(panel)

    return saved(draw, form, size=(7, 5), layout="constrained")


def contours():
    y, x = np.meshgrid(np.linspace(-2, 2, 200), np.linspace(-3, 3, 200), indexing="ij")
    z = np.sin(1.5 * x) * np.cos(2 * y) + 0.2 * x

    def draw(fig):
        axes = fig.add_subplot()
        fig.colorbar(axes.contourf(x, y, z, 10), label="$V$")

    return saved(draw, "png")


def rows(name, peer, make, targets):
    """One task for each format."""
    return [
        Task(f"{name}, {form.upper()}", peer, lambda form=form: make(form), milliseconds=most)
        for form, most in targets
    ]


SECTION = Section(
    "Figures",
    (
        *rows("3 lines x 10^4", "matplotlib", lines, [("png", 40), ("svg", 15), ("pdf", 35)]),
        *rows(
            "scatter 10^5", "matplotlib, rasterized in vectors",
            lambda form: points(100_000, form), [("png", 30), ("svg", None), ("pdf", None)],
        ),
        *rows("scatter 10^6", "matplotlib", lambda form: points(1_000_000, form), [("png", 200)]),
        *rows(
            "heat map 512 x 512 with bar", "matplotlib", heat,
            [("png", 20), ("svg", None), ("pdf", None)],
        ),
        *rows("filled contours 200 x 200", "matplotlib", lambda form: contours(), [("png", None)]),
        *rows(
            "Bloch sphere, 10^4 points", "QuTiP", bloch, [("png", 70), ("svg", None), ("pdf", None)]
        ),
        *rows(
            "2 x 2 panels, 10^4 points each", "matplotlib", panels,
            [("png", 60), ("svg", None), ("pdf", None)],
        ),
    ),
)  # fmt: skip
