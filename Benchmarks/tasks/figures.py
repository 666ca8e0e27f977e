"""Figures of 6 × 4 inches at 150 dots per inch with matplotlib, in memory."""

import io

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import qutip as qt

from .task import Section, Task

T = np.linspace(0, 100, 10_000)


def saved(draw, form):
    fig = plt.figure(figsize=(6, 4), dpi=150)
    draw(fig)
    fig.savefig(io.BytesIO(), format=form)
    plt.close(fig)


def lines(axes):
    for k in (1, 2, 3):
        axes.plot(T, np.sin(k * T), label=f"$m_{k}$")
    axes.set_xlabel(r"$\kappa t$")
    axes.set_ylabel("$m$")
    axes.legend()


def single(form):
    return lambda: saved(lambda fig: lines(fig.add_subplot()), form)


def heat():
    i, j = np.meshgrid(np.arange(512), np.arange(512), indexing="ij")
    z = np.sin(i * 0.02) * np.cos(j * 0.03)

    def draw(fig):
        axes = fig.add_subplot()
        fig.colorbar(axes.imshow(z, origin="lower", aspect="auto"), label="$W$")

    return lambda: saved(draw, "png")


def bloch():
    theta, azimuth = 0.3 + 0.02 * T, 3 * T
    points = [np.sin(theta) * np.cos(azimuth), np.sin(theta) * np.sin(azimuth), np.cos(theta)]

    def run():
        sphere = qt.Bloch()
        sphere.add_points(points, "l")
        sphere.render()
        sphere.fig.savefig(io.BytesIO(), format="png", dpi=150)
        plt.close(sphere.fig)

    return run


def panels():
    def run():
        fig, axes = plt.subplots(2, 2, figsize=(7, 5), dpi=150, layout="constrained")
        for panel in axes.flat:
            lines(panel)
        fig.savefig(io.BytesIO(), format="png")
        plt.close(fig)

    return run


SECTION = Section(
    "Figures",
    (
        Task("3 lines x 10^4, PNG", "matplotlib", lambda: single("png")),
        Task("3 lines x 10^4, SVG", "matplotlib", lambda: single("svg")),
        Task("3 lines x 10^4, PDF", "matplotlib", lambda: single("pdf")),
        Task("heat map 512 x 512 with bar, PNG", "matplotlib", heat),
        Task("Bloch sphere, 10^4 points, PNG", "QuTiP", bloch),
        Task("2 x 2 panels, 10^4 points each, PNG", "matplotlib", panels),
    ),
)
