"""Files of results as h5py reads them: names, shapes, types, attributes and numbers."""

import os
import pathlib
import subprocess

import h5py
import numpy as np
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

# One notebook cell that saves every kind of result.
SCRIPT = """
import Isochron
let model = try QuantumSynchronizationBreakdown(particleCount: 6, drive: 1, detuning: 0.2)
let liouvillian = try model.liouvillian()
let spin = model.spin
let ket = spin.coherentState(polar: 1, azimuth: 0.3)
let start = DensityMatrix(ket)
try ket.save(to: "ket.h5")
try spin.y.save(to: "operator.h5")
try model.save(to: "model.h5")
try liouvillian.save(to: "liouvillian.h5")
try liouvillian.steadyState().save(to: "steady.h5")
try liouvillian.steadyStates().save(to: "steady_states.h5")
try liouvillian.spectrum().save(to: "spectrum.h5")
try liouvillian.evolve(
  from: start, times: [0, 0.5, 1], observing: ["z": spin.z, "a/b": spin.plus], keepsStates: true
).save(to: "solution.h5")
try liouvillian.quantumJumps(
  from: ket, times: [0, 1, 2], observing: ["z": spin.z, "a/b": spin.plus],
  options: TrajectoryOptions(trajectoryCount: 16, seed: .max)).save(to: "ensemble.h5")
try liouvillian.secondOrderCoherence(of: spin.minus, delays: [0, 1]).save(to: "coherence.h5")
try liouvillian.emissionSpectrum(of: spin.minus, frequencies: [-1, 0, 1]).save(to: "light.h5")
let drive = spin.z + Modulation.cosine(angularFrequency: 2) * spin.x
let map = try FloquetMap(
  TimeDependentLiouvillian(hamiltonian: drive, jumpOperators: [spin.minus]))
try map.leadingMultipliers(count: 4).save(to: "floquet.h5")
try drive.evolve(from: ket, times: [0, 1], observing: ["z": spin.z]).save(to: "schroedinger.h5")
let times = [Double].linear(0, 40, count: 401)
try model.meanField.trajectory(from: [1, 0, 0], times: times).save(to: "trajectory.h5")
try model.meanField.fixedPoints().save(to: "fixed_points.h5")
try HusimiQ(of: start, polarCount: 11, azimuthCount: 21).save(to: "husimi.h5")
try PhaseDistribution(of: start, count: 37).save(to: "phase.h5")
let scan = try [0.5, 1, 1.5].map {
  try QuantumSynchronizationBreakdown(particleCount: 6, drive: $0, detuning: 0.2)
    .liouvillian().steadyState()
}
try scan.save(to: "scan.h5")
try QuantumSynchronizationBreakdown(particleCount: 90, drive: 0.5, detuning: 0.5).liouvillian()
  .leadingEigenvalues(count: 4).save(to: "near_diagonal.h5")
try liouvillian.pseudospectrum(
  realParts: [-0.3, 0.1], imaginaryParts: [0, 0.4, 0.8], tolerance: 1e-6).save(to: "resolvent.h5")
try liouvillian.sectors()[0].leadingEigenvalues(count: 4).save(to: "sector.h5")
try RealLiouvillian(liouvillian).steadyState().save(to: "dense_steady.h5")
var named = spin.z + Modulation.cosine(angularFrequency: 2) * spin.x
named.parameters = ["amplitude": 1, "frequency": 2]
try named.evolve(from: ket, times: [0, 1]).save(to: "named_drive.h5")
try LiouvillianSpectrum.track(over: [0.5, 1, 1.5]) {
  try QuantumSynchronizationBreakdown(particleCount: 6, drive: $0, detuning: 0.2)
    .liouvillian().spectrum()
}.save(to: "tracks.h5")
try liouvillian.eigenvalues(
  in: SpectralRegion(realRange: -2...0.1, largestFrequency: 1), verifiesCount: true
).save(to: "region.h5")
"""

PARAMETERS = {
    "particleCount": 6.0, "drive": 1.0, "detuning": 0.2, "gain": 1.0, "nonlinearDecay": 2.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("results")
    (folder / "save.swift").write_text(SCRIPT)
    program = pathlib.Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")) / "isochron"
    result = subprocess.run(
        [program, "run", "save.swift"], cwd=folder, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture
def load(folder):
    files = []

    def opened(name):
        files.append(h5py.File(folder / f"{name}.h5"))
        return files[-1]

    yield opened
    for file in files:
        file.close()


def operators():
    """S_z, S_+ and S_- of spin 3, m = +3 first."""
    m = np.arange(3, -4, -1.0)
    plus = np.diag(np.sqrt(12 - m[1:] * (m[1:] + 1)), 1)
    return np.diag(m), plus, plus.T


def lindblad(rho):
    """The model's generator, from the paper's equations."""
    z, plus, minus = operators()
    hamiltonian = 0.2 * z - 0.25 * (plus + minus)
    jumps = [np.sqrt(1 / 3) * plus, np.sqrt(2 / 27) * minus @ z]
    result = -1j * (hamiltonian @ rho - rho @ hamiltonian)
    for jump in jumps:
        product = jump.conj().T @ jump
        result += jump @ rho @ jump.conj().T - 0.5 * (product @ rho + rho @ product)
    return result


@pytest.mark.parametrize(
    "name",
    "steady steady_states spectrum solution ensemble coherence light trajectory liouvillian resolvent "
    "sector dense_steady".split(),
)
def test_a_file_names_its_type_versions_and_the_models_parameters(load, name):
    file = load(name)
    assert file.attrs["isochron_format"] == 1
    assert isinstance(file.attrs["isochron_type"], str)
    assert "hbar = 1" in file.attrs["conventions"]
    assert dict(file["parameters"].attrs) == PARAMETERS


@pytest.mark.parametrize("name", "steady spectrum coherence light trajectory steady_states resolvent sector tracks".split())
def test_a_result_says_how_long_it_took(load, name):
    assert 0 < load(name).attrs["wall_time_seconds"] < 60


def test_parameters_of_a_model_are_attributes(load):
    attributes = load("model").attrs
    assert attributes["particle_count"] == 6 and attributes["nonlinear_decay"] == 2


def test_a_steady_state_solves_the_papers_equation(load):
    file = load("steady")
    rho = file["matrix"][:]
    assert rho.dtype == np.complex128 and rho.shape == (7, 7)
    assert abs(np.trace(rho) - 1) < 1e-13
    # Rounding of a 49 × 49 system, and what the file says of it.
    assert np.linalg.norm(lindblad(rho)) < 1e-12
    assert file.attrs["residual"] < 1e-12


def test_modes_are_eigenvectors(load):
    file = load("spectrum")
    values, modes = file["eigenvalues"][:], file["modes"][:]
    assert modes.shape == (49, 7, 7)
    for value, mode, residual in zip(values, modes, file["residuals"][:]):
        assert np.linalg.norm(lindblad(mode) - value * mode) < 1e-10
        assert residual < 1e-10


def test_a_spectrum_says_what_it_left_out_and_that_it_is_complete(load):
    assert load("spectrum").attrs["is_complete"] == 1
    assert "coherences" not in load("spectrum")
    file = load("near_diagonal")
    kept = file["coherences"].attrs
    d = 91
    # The elements with |i − j| up to the range, two numbers each off the diagonal.
    assert kept["unknown_count"] == d + 2 * sum(d - k for k in range(1, kept["range"] + 1))
    assert 0 < kept["range"] < 90 and kept["discarded_decay_rate"] > -file["eigenvalues"][-1].real
    assert file.attrs["is_complete"] == 1


def test_a_pseudospectrum_has_method_and_tolerance(load):
    file = load("resolvent")
    assert file.attrs["tolerance"] == 1e-6 and file.attrs["is_complete"] == 1
    assert "Lanczos" in file.attrs["method"]
    norms = file["resolvent_norms"][:]
    assert norms.shape == (3, 2)
    generator = np.array([lindblad(unit.reshape(7, 7)).ravel() for unit in np.eye(49)]).T
    for i, imaginary in enumerate(file["imaginary_parts"]):
        for j, real in enumerate(file["real_parts"]):
            shifted = (real + 1j * imaginary) * np.eye(49) - generator
            smallest = np.linalg.svd(shifted, compute_uv=False)[-1]
            # Lanczos's method stops when the norm's square changes by less than the tolerance.
            assert norms[i, j] * smallest == pytest.approx(1, rel=1e-4)


def test_tracks_and_regions_carry_their_evidence(load):
    tracks = load("tracks")
    assert tracks["eigenvalues"].shape[1] == 3 and tracks.attrs["is_complete"] == 1
    assert [method.decode() for method in tracks["methods"]] == ["dense eigenvalues of the real form"]
    names = [name.decode() for name in tracks["model_parameter_names"]]
    assert dict(zip(names, tracks["model_parameters"])) == {
        name: value for name, value in PARAMETERS.items() if name != "drive"
    }
    region = load("region")
    values = region["spectrum/eigenvalues"][:]
    assert region["evidence"].attrs["counted_by_winding"] == len(values) > 0
    assert region["evidence"].attrs["covered_fraction"] == 1
    assert region["evidence"].attrs["complete_above"] == -2
    assert dict(region["spectrum/parameters"].attrs) == PARAMETERS


def test_drives_keep_their_parameters(load):
    assert dict(load("named_drive")["parameters"].attrs) == {"amplitude": 1, "frequency": 2}


def test_an_operator_is_a_scipy_csr_array(load):
    file = load("operator")
    matrix = np.zeros((7, 7), complex)
    offsets = file["indptr"][:]
    for row in range(7):
        for k in range(offsets[row], offsets[row + 1]):
            matrix[row, file["indices"][k]] = file["data"][k]
    _, plus, minus = operators()
    assert np.allclose(matrix, (plus - minus) / 2j, atol=1e-15)


def test_a_solution_holds_states_and_observables(load):
    file = load("solution")
    assert list(file["times"]) == [0, 0.5, 1]
    states, z = file["states"][:], operators()[0]
    names = [name.decode() for name in file["observables"][:]]
    assert names == ["a/b", "z"]
    values = file["expectation_values"][:]
    assert np.allclose(values[1], [np.trace(z @ state) for state in states], atol=1e-12)


def test_an_ensemble_has_means_errors_and_jumps(load):
    file = load("ensemble")
    assert file["expectation_values/z"].shape == (3,)
    assert file["expectation_values/z"].dtype == np.float64
    assert file["expectation_values/a%2Fb"].dtype == np.complex128
    assert file["standard_errors/z"][1] > 0
    assert file.attrs["seed"] == str(2**64 - 1)
    assert len(file["jump_times"]) == len(file["jump_channels"]) == len(file["jump_trajectories"])
    assert set(file["jump_channels"]) <= {0, 1} and len(file["jump_times"]) > 0


def test_a_list_of_structures_is_one_dataset_for_each_property(load):
    multipliers = load("floquet")["multipliers"]
    count = len(multipliers["value"])  # 4 were asked for, and a pair is not cut
    assert count in (4, 5) and multipliers["value"].dtype == np.complex128
    assert multipliers["mode"].shape == (count, 7, 7)
    assert abs(multipliers["value"][0] - 1) < 1e-8
    points = load("fixed_points")["points"]
    assert points["position"].shape == (len(points["residual"]), 3)
    assert np.allclose(np.linalg.norm(points["position"][:], axis=1), 1)


def test_grids_and_curves_have_their_axes(load):
    husimi = load("husimi")
    assert husimi["values"].shape == (11, 21)
    # ⟨θ, φ|ρ|θ, φ⟩ of the coherent state along itself is 1 at most; its mean over φ at the pole is one number.
    assert husimi["values"][0] == pytest.approx(husimi["values"][0, 0])
    phase = load("phase")
    step = phase["angles"][1] - phase["angles"][0]
    assert abs(np.sum(phase["values"][:-1]) * step) < 1e-13
    assert phase.attrs["maximum_angle"] == pytest.approx(0.3, abs=1e-9)
    trajectory = load("trajectory")
    assert trajectory["points"].shape == (401, 3)


def test_kets_and_scans(load):
    ket = load("ket")["amplitudes"][:]
    assert np.vdot(ket, ket).real == pytest.approx(1, abs=1e-14)
    scan = load("scan")
    assert [scan[f"{k}/parameters"].attrs["drive"] for k in range(3)] == [0.5, 1, 1.5]
    assert load("schroedinger")["final_state"].shape == (7,)
    assert load("light")["values"].shape == (3,)
    assert load("coherence")["values"].dtype == np.complex128
