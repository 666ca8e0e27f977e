"""The tasks of Sources/benchmarks, done with QuTiP, SciPy and matplotlib; prints task -> milliseconds."""

import io
import json
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import qutip as qt
import scipy.sparse as sp
import scipy.sparse.linalg as sla


def model(size, drive, detuning):
    """Hamiltonian and jump operators of paper 000."""
    s = size / 2
    hamiltonian = detuning * qt.jmat(s, "z") - drive / 2 * qt.jmat(s, "x")
    up = np.sqrt(1 / s) * qt.jmat(s, "+")
    down = np.sqrt(2 / s**3) * qt.jmat(s, "-") * qt.jmat(s, "z")
    return hamiltonian, [up, down]


def eigenvalues(size):
    """SciPy's shift-invert with SuperLU, since QuTiP's own eigensolver has none."""
    matrix = qt.liouvillian(*model(size, 1.5, 0.5)).to("csr").data.as_scipy().tocsc()
    shifted = matrix - 0.03 * sp.identity(matrix.shape[0], format="csc")
    lu = sla.splu(shifted)
    inverse = sla.LinearOperator(matrix.shape, lu.solve, dtype=complex)
    return sla.eigs(inverse, k=8, ncv=40, which="LM", return_eigenvectors=False)


def physics():
    h_steady, c_steady = model(100, 1, 0.5)
    h_moving, c_moving = model(100, 4, 0)
    start = qt.ket2dm(qt.spin_coherent(50, np.pi / 2, 0))
    state = qt.steadystate(*model(40, 1, 0))
    h_crystal, c_crystal = 2 * qt.jmat(200, "x"), [np.sqrt(1 / 200) * qt.jmat(200, "-")]
    theta, phi = np.linspace(0, np.pi, 101), np.linspace(0, 2 * np.pi, 201)
    return {
        "steady state, N = 100": (5, lambda: qt.steadystate(h_steady, c_steady)),
        "steady state of the boundary time crystal, N = 400": (
            3, lambda: qt.steadystate(h_crystal, c_crystal)),
        "8 eigenvalues, N = 200": (3, lambda: eigenvalues(200)),
        "master equation to t = 20, N = 100": (3, lambda: qt.mesolve(
            h_moving, start, np.linspace(0, 20, 201), c_moving, e_ops=[qt.jmat(50, "z")],
            options={"method": "tsit5", "rtol": 1e-6, "atol": 1e-8, "nsteps": 100_000})),
        "Husimi-Q on 101 x 201, N = 40": (3, lambda: qt.spin_q_function(state, theta, phi)),
    }  # fmt: skip


def figure(draw, form):
    """A figure of 6 x 4 inches at 150 dots per inch in memory."""
    fig = plt.figure(figsize=(6, 4), dpi=150)
    draw(fig)
    fig.savefig(io.BytesIO(), format=form)
    plt.close(fig)


def figures():
    t = np.linspace(0, 100, 10_000)
    i, j = np.meshgrid(np.arange(512), np.arange(512), indexing="ij")
    z = np.sin(i * 0.02) * np.cos(j * 0.03)

    def lines(axes):
        for k in (1, 2, 3):
            axes.plot(t, np.sin(k * t), label=f"$m_{k}$")
        axes.set_xlabel(r"$\kappa t$")
        axes.set_ylabel("$m$")
        axes.legend()

    def heat(fig):
        axes = fig.add_subplot()
        fig.colorbar(axes.imshow(z, origin="lower", aspect="auto"), label="$W$")

    def bloch():
        theta, azimuth = 0.3 + 0.02 * t, 3 * t
        sphere = qt.Bloch()
        sphere.add_points(
            [np.sin(theta) * np.cos(azimuth), np.sin(theta) * np.sin(azimuth), np.cos(theta)], "l"
        )
        sphere.render()
        sphere.fig.savefig(io.BytesIO(), format="png", dpi=150)
        plt.close(sphere.fig)

    def panels():
        fig, axes = plt.subplots(2, 2, figsize=(7, 5), dpi=150, layout="constrained")
        for panel in axes.flat:
            lines(panel)
        fig.savefig(io.BytesIO(), format="png")
        plt.close(fig)

    single = lambda fig: lines(fig.add_subplot())
    return {
        "3 lines x 10^4, PNG": (5, lambda: figure(single, "png")),
        "3 lines x 10^4, SVG": (5, lambda: figure(single, "svg")),
        "3 lines x 10^4, PDF": (5, lambda: figure(single, "pdf")),
        "heat map 512 x 512 with bar, PNG": (5, lambda: figure(heat, "png")),
        "Bloch sphere, 10^4 points, PNG": (5, bloch),
        "2 x 2 panels, 10^4 points each, PNG": (5, panels),
    }


def main():
    wanted = set(sys.argv[1:])
    result = {}
    for name, (count, body) in {**physics(), **figures()}.items():
        if wanted and name not in wanted:
            continue
        body()
        times = []
        for _ in range(count):
            start = time.perf_counter()
            body()
            times.append(1000 * (time.perf_counter() - start))
        result[name] = times
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
