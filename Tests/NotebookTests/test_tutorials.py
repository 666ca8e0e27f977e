"""The tutorials run headless: their numbers, their pictures, their files."""

import base64
import math
import re
import struct
import subprocess
import sys

import nbformat
import pytest

LINDBLAD, SPECTRA = "01-lindblad-dynamics", "02-liouvillian-spectra"
ATTRACTORS = "03-attractors-bifurcations-arnold-tongues"
MEASURES = "04-measuring-synchronization"
PICTURES = {LINDBLAD: 10, SPECTRA: 11, ATTRACTORS: 9, MEASURES: 13}
NUMBER = r"(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"


class Run:
    """An executed tutorial, and the one that is stored."""

    def __init__(self, root, folder, name):
        notebook = root / "notebooks" / f"{name}.ipynb"
        command = [sys.executable, "scripts/run-notebook.py", str(notebook), str(folder)]
        result = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=900)
        assert result.returncode == 0, result.stderr
        self.name, self.folder = name, folder
        self.document = nbformat.read(folder / notebook.name, as_version=4)
        self.stored = nbformat.read(notebook, as_version=4)
        self.text = printed(self.document)

    def number(self, before: str) -> float:
        """The number that is printed behind some text."""
        return self.numbers(before)[0]

    def numbers(self, before: str) -> list[float]:
        found = re.findall(before + NUMBER, self.text)
        assert found, f"“{before}” and a number are not in\n{self.text}"
        return [float(value) for value in found]

    def list_behind(self, before: str) -> list[float]:
        found = re.search(before + r" \[([^\]]*)\]", self.text)
        assert found, f"“{before}” and a list are not in\n{self.text}"
        return [float(value) for value in found.group(1).split(",")]


def outputs(document):
    return [output for cell in document.cells if cell.cell_type == "code" for output in cell.outputs]


def pictures(document):
    return [output for output in outputs(document) if "image/png" in output.get("data", {})]


def printed(document):
    """What cells print, and their values in words."""
    texts = [o.text if o.output_type == "stream" else o.data["text/plain"] for o in outputs(document)]
    return "\n".join(texts).replace("−", "-")


@pytest.fixture(scope="module")
def lindblad(root, tmp_path_factory):
    return Run(root, tmp_path_factory.mktemp(LINDBLAD), LINDBLAD)


@pytest.fixture(scope="module")
def spectra(root, tmp_path_factory):
    return Run(root, tmp_path_factory.mktemp(SPECTRA), SPECTRA)


@pytest.fixture(scope="module")
def attractors(root, tmp_path_factory):
    return Run(root, tmp_path_factory.mktemp(ATTRACTORS), ATTRACTORS)


@pytest.fixture(scope="module")
def measures(root, tmp_path_factory):
    return Run(root, tmp_path_factory.mktemp(MEASURES), MEASURES)


FIXTURES = {
    LINDBLAD: "lindblad", SPECTRA: "spectra", ATTRACTORS: "attractors", MEASURES: "measures",
}  # fmt: skip


@pytest.fixture(params=FIXTURES)
def run(request):
    return request.getfixturevalue(FIXTURES[request.param])


def test_every_picture_is_there_and_stored(run):
    assert len(pictures(run.document)) == PICTURES[run.name]
    assert len(pictures(run.stored)) == PICTURES[run.name], "the repository's copy shows its figures"
    for picture in pictures(run.document):
        width, height = struct.unpack(">II", base64.b64decode(picture.data["image/png"])[16:24])
        shown = picture.metadata["image/png"]
        assert abs(width - 2 * shown["width"]) <= 2 and abs(height - 2 * shown["height"]) <= 2
        words = picture.data["text/plain"]
        # What cannot be drawn is a picture too: of its error.
        assert words.startswith(("Plot of ", "Panel (a)", "Sphere with ")), words


def test_stored_outputs_say_what_the_code_says_today(run):
    assert all(output.output_type != "error" for output in outputs(run.stored))
    streams = lambda document: "".join(o.text for o in outputs(document) if o.output_type == "stream")
    # Numbers at the level of rounding differ between processors; the sentences around them do not.
    sentences = lambda document: re.sub(r"-?[\d.]+(e[-+]?\d+)?", "#", streams(document)).splitlines()
    assert sentences(run.document) == sentences(run.stored)


def test_links_lead_to_files(run, root):
    for cell in run.stored.cells:
        if cell.cell_type == "markdown":
            for target in re.findall(r"\]\((?!http)([^)#]+)\)", cell.source):
                assert (root / "notebooks" / target).exists(), target


# Tutorial 1.


def test_atoms_follow_their_closed_forms(lindblad):
    assert lindblad.number("largest error of the population ") < 1e-12
    assert lindblad.number("largest error of the coherence ") < 1e-12
    deviations = lindblad.numbers(r"Ω = [\d.]+: deviation ")
    assert len(deviations) == 3 and all(value < 1e-11 for value in deviations)
    errors = re.findall(r"^(.+): error " + NUMBER + ", ", lindblad.text, re.MULTILINE)
    assert len(errors) == 7
    # CVODE controls a step's error, 1e−8, by low orders; all others are closer.
    assert all(float(error) < 1e-6 for _, error in errors)


def test_the_kerr_resonator_has_the_photons_of_drummond_and_walls(lindblad):
    # 0F2 by an independent sum, in complex numbers.
    def series(c, x):
        total, term = 0, 1
        for k in range(200):
            total += term
            term *= x / ((c + k) * (c.conjugate() + k) * (k + 1))
        return total

    c, x = (2 * -3 - 1j) / 0.5, 8 * 3**2 / 0.5**2
    photons = (x / 2 / abs(c) ** 2 * series(c + 1, x) / series(c, x)).real
    assert lindblad.number(r"⟨a†a⟩ = ") == pytest.approx(photons, rel=1e-10)
    errors = lindblad.numbers(r"\d+ levels: relative error ")
    assert errors[0] > 0.1 > errors[1] > 1e-3 > errors[2] > 1e-11 > errors[3]
    assert lindblad.number("relative deviation from Drummond and Walls: ") < 1e-10
    rows = re.findall(rf"residual {NUMBER}, error {NUMBER}", lindblad.text)
    assert len(rows) == 3 and all(float(r) < 1e-8 and float(e) < 1e-7 for r, e in rows)


def test_many_spins_approach_the_mean_field(lindblad):
    for name in ("driven oscillator", "time crystal"):
        exponents = lindblad.list_behind(f"{name}: exponents of 1/N:")
        assert exponents == sorted(exponents) and 0.7 < exponents[-1] < 1
    assert lindblad.number("period of the mean field ") == pytest.approx(
        2 * math.pi / 3**0.5, rel=1e-8
    )


def test_trajectories_average_to_the_master_equation(lindblad):
    # 95 % are expected; neighbouring times are correlated, so that a stretch may be outside as a whole.
    assert lindblad.number("within two standard errors at ") > 80
    chi, bins = re.search(rf"χ² = {NUMBER} in (\d+) bins", lindblad.text).groups()
    assert float(chi) < int(bins) + 4 * (2 * int(bins)) ** 0.5
    assert lindblad.number("deviation from the master equation: ") < 4


def test_drives_follow_their_closed_forms(lindblad):
    assert lindblad.number(r"deviation from sin²\(A/2\): ") < 1e-6
    # A sweep from −100 Ω to 100 Ω oscillates by about 1/100 around the limit.
    assert lindblad.number("deviation from Landau and Zener: ") < 0.02


def test_a_strong_symmetry_keeps_its_parity(lindblad):
    assert lindblad.number(r"independent solutions of Lρ = 0: ") == 4
    assert lindblad.number("even cat: fidelity ") == pytest.approx(1, abs=1e-8)
    assert lindblad.number("odd cat: fidelity ") == pytest.approx(1, abs=1e-8)
    after, before = re.search(rf"parity after \|0.8⟩: {NUMBER}, before {NUMBER}", lindblad.text).groups()
    assert float(after) == pytest.approx(float(before), abs=1e-9)
    parities = lindblad.numbers("κ₁ = .*: parity ")
    assert len(parities) == 3
    # 1/cosh 2α² for α = 1.5, up to the order of κ₁.
    assert parities[-1] == pytest.approx(1 / math.cosh(4.5), rel=1e-4)


def test_light_is_antibunched_and_has_mollows_spectrum(lindblad):
    assert lindblad.number(r"g2\(0\) = ") == pytest.approx(0, abs=1e-12)
    assert lindblad.number("largest deviation of g2 ") < 1e-6
    assert lindblad.number("largest deviation of the spectrum ") < 1e-10


def test_results_are_saved_to_the_last_bit(lindblad):
    assert "equal to the last bit: true" in lindblad.text
    assert (lindblad.folder / "tutorial.h5").read_bytes().startswith(b"\x89HDF\r\n")


# Tutorial 2.


def test_small_spectra_are_exact(spectra):
    assert all(error < 1e-12 for error in spectra.numbers("found to "))
    assert spectra.number("near zero: gap ") == pytest.approx(1 / 30, rel=1e-5)
    assert spectra.number("along the axis: gap ") == pytest.approx(1 / 60, rel=1e-5)
    assert spectra.number("\nfrequency ") == pytest.approx((1 - 1 / 3600) ** 0.5, rel=1e-9)


def test_a_few_modes_make_the_dynamics(spectra):
    assert spectra.number("of 1681 modes give m_z to ") < 0.01
    assert abs(spectra.number("trace of the mode: ")) < 1e-10


def test_regimes_have_the_papers_numbers(spectra):
    rows = dict(re.findall(r"^(time crystal|QS-I|QS-II): (λ = .*)$", spectra.text, re.MULTILINE))
    ratio = {name: float(re.search("R = " + NUMBER, row).group(1)) for name, row in rows.items()}
    exponent = {name: float(re.search("exponent " + NUMBER, row).group(1)) for name, row in rows.items()}
    # Paper 000: R ≃ 0.4 and R ≃ 7 at N = 400, frequency 0.44; here N = 160.
    assert ratio["QS-I"] == pytest.approx(0.4, abs=0.02) and ratio["QS-II"] == pytest.approx(7, abs=0.3)
    assert float(re.search(", " + NUMBER, rows["time crystal"]).group(1)) == pytest.approx(0.44, abs=0.005)
    assert exponent["time crystal"] > 0.9 and abs(exponent["QS-I"]) < 0.1 and abs(exponent["QS-II"]) < 0.1


def test_a_time_crystal_has_a_comb_on_the_imaginary_axis(spectra):
    rows = re.findall(rf"k = (\d): Im λ = {NUMBER}, kΩ = {NUMBER}; .* exponent {NUMBER}", spectra.text)
    assert [int(row[0]) for row in rows] == [1, 2, 3]
    for k, frequency, multiple, exponent in rows:
        assert float(multiple) == pytest.approx(int(k) * 3**0.5, rel=1e-4)
        assert float(frequency) == pytest.approx(float(multiple), rel=0.005)
        assert float(exponent) == pytest.approx(1, abs=0.05)


def test_no_eigenvalue_of_a_region_is_missing(spectra):
    found = spectra.number("\n  eigenvalues: ")
    assert found == spectra.number("counted by the argument principle: ") and found > 20


def test_modes_are_followed_through_a_crossing(spectra):
    crossings = spectra.list_behind("crossings at ε =")
    assert len(crossings) == 1 and 0.6 < crossings[0] < 0.9


def test_a_free_phase_diffuses(spectra):
    assert "31 sectors of up to 60 dimensions" in spectra.text
    assert spectra.list_behind("at N = 480 over that of q = 1:") == pytest.approx([1, 4, 9, 16], rel=0.002)
    # Γ₊/N with corrections of order 1/√N or 1/N.
    assert spectra.number("N D at N = 10000: ") == pytest.approx(1, abs=0.01)


def test_a_strong_symmetry_keeps_a_coherence(spectra):
    assert spectra.number("strong symmetries besides 1: ") == 1
    assert spectra.number("frequency of the persistent coherence: ") == pytest.approx(2.4, abs=1e-9)
    gaps = spectra.numbers("gap/η = ")
    assert len(gaps) == 3 and gaps == pytest.approx([gaps[0]] * 3, rel=0.01)


def test_doubt_and_coalescence_are_said(spectra):
    assert "of 961 eigenvalues are ill-conditioned" in spectra.text
    assert spectra.number("Exceptional point\n  parameter: ") == pytest.approx(0.25, abs=1e-9)


def test_the_period_doubles_exponentially_well(spectra):
    rows = re.findall(rf"N = (\d+): slowest μ = {NUMBER}, gap {NUMBER}", spectra.text)
    gaps = [float(gap) for _, _, gap in rows]
    assert [int(size) for size, _, _ in rows] == [10, 20, 30, 40, 50, 60]
    assert all(larger / smaller > 3 for larger, smaller in zip(gaps, gaps[1:]))
    # SciPy's expm_multiply and ARPACK give −0.99998846 with 65 levels.
    assert float(rows[-1][1]) == pytest.approx(-0.99998846, abs=2e-8)


def test_a_random_lindbladian_fills_the_lemon(spectra):
    inside, count = re.search(r"(\d+) of (\d+) eigenvalues lie inside", spectra.text).groups()
    assert int(count) == 899 and int(inside) / int(count) > 0.98


# Tutorial 3.


def test_the_van_der_pol_cycle_is_known_to_ten_digits(attractors):
    assert attractors.number("period ") == pytest.approx(6.6632868593231, abs=1e-10)
    multiplier = attractors.number("multiplier ")
    assert multiplier == pytest.approx(attractors.number("by Liouville "), rel=1e-6)


def test_lorenz_has_its_exponents_and_bifurcations(attractors):
    assert "complete: true" in attractors.text
    assert abs(attractors.number(r"sum \+ \(σ \+ 1 \+ b\): ")) < 1e-5
    exponent, error = attractors.number("largest exponent "), attractors.number("error ")
    assert abs(exponent - 0.9056) < 5 * error < 0.1
    hopf = 10 * (10 + 8 / 3 + 3) / (10 - 8 / 3 - 1)
    assert attractors.number("Hopf at r = ") == pytest.approx(hopf, abs=1e-8)
    assert attractors.number("the last orbit: r = ") == pytest.approx(13.9266, abs=1e-3)


def test_roessler_doubles_three_times(attractors):
    doublings = attractors.list_behind("period doublings at c =")
    assert doublings == pytest.approx([2.8324, 3.8374, 4.1242], abs=2e-3)


def test_the_tongue_of_the_driven_spin_has_two_edges(attractors):
    hopf = re.findall(rf"Δ = {NUMBER}: Hopf bifurcation at ε = {NUMBER}", attractors.text)
    assert [float(d) for d, _ in hopf] == [0.5, 1, 1.5]
    for detuning, drive in hopf:
        expected = math.sqrt(0.25 + 4 * float(detuning) ** 2 / 3)
        assert float(drive) == pytest.approx(expected, abs=1e-8)
    slipping = re.findall(rf"infinite period; {NUMBER} at ε = {NUMBER}", attractors.text)
    # The saddle-node on the cycle, from the branch of fixed points, is where the period diverges.
    nodes = attractors.list_behind("saddle-nodes at Δ = 0.2: ε =")
    assert float(slipping[1][1]) == pytest.approx(min(nodes), rel=1e-3)
    assert attractors.number("from their closed form: ") < 1e-7
    assert attractors.number("Bogdanov–Takens point near Δ = ") == pytest.approx(0.375, abs=1e-3)


def test_the_dimer_has_hysteresis(attractors):
    assert "ω = 0.8: limitCycle" in attractors.text and "ω = 1.0: torus" in attractors.text
    fold = attractors.number("saddleNode at ω = ")
    last, first = attractors.number("the cycle lasts to ω = "), attractors.number("the torus to ω = ")
    assert first < last < fold < last + 0.0026


def test_both_wells_have_half_of_the_plane(attractors):
    assert attractors.list_behind("shares") == [0.5, 0.5]


# Tutorial 4.


def estimate(run, before):
    """A number and its standard error."""
    found = re.search(before + NUMBER + " ± " + NUMBER, run.text)
    assert found, f"“{before}” and a number with its error are not in\n{run.text}"
    return float(found.group(1)), float(found.group(2))


def test_the_blockade_hides_coherence_from_the_phase(measures):
    assert measures.number("first harmonic ") < 1e-12
    assert measures.number("first harmonic .*Ω_R ") > 0.01


def test_coupled_spins_have_phases_of_their_difference_only(measures):
    own = measures.numbers("S_max of one spin ")
    assert len(own) == 2 and all(abs(value) < 1e-12 for value in own)
    inverted, identical = measures.numbers("of the difference ")
    # The blockade leaves the second order in the coupling.
    assert inverted > 0.03 > 5 * identical > 0.01
    # S_max nearly vanishes where the relation changes its sign.
    assert 0.1 < measures.number("in phase up to a coupling of ") < 0.3


def test_undamped_coherences_oscillate_in_antiphase(measures):
    assert measures.number("late correlation of the two: ") == pytest.approx(-1, abs=1e-4)
    # The integrator's error, 1e-8, over half of the time.
    assert measures.number("\nfrequency ") == pytest.approx(2.4, abs=1e-6)
    # What is above 95 % of a cosine's maximum is on average 0.95 of a half turn away.
    assert measures.number("weak perturbation: mean χ₂ ") > 0.93
    # Uniform angles have 1/2 on average.
    assert measures.number("strong: ") == pytest.approx(0.5, abs=0.15)


def test_circular_variance_grows_with_the_diffusion(measures):
    value, error = estimate(measures, "p = ")
    assert abs(value - 1) < 0.05 and error < 0.05


def test_frequencies_are_known_to_many_digits(measures):
    assert measures.number("deviation from √\\(ω² - κ²\\): ") < 1e-8


def test_the_gap_closes_and_the_frequency_stays(measures):
    value, error = estimate(measures, "exponent of the gap: ")
    assert 0.8 < value < 1.1
    value, error = estimate(measures, "frequency in the limit: ")
    assert value == pytest.approx(3**0.5, abs=max(3 * error, 1e-3))
    rate, error = estimate(measures, "from the dynamics: rate ")
    assert rate == pytest.approx(measures.number("rate .*from the spectrum "), rel=0.05)


def test_the_collapse_finds_the_critical_drive(measures):
    value, error = estimate(measures, "critical drive ")
    assert value == pytest.approx(1, abs=0.02)
    beta, _ = estimate(measures, " β = ")
    assert beta == pytest.approx(0.5, abs=0.15)
