"""The tutorials run headless: their numbers, their pictures, their files."""

import base64
import re
import struct
import subprocess
import sys

import nbformat
import pytest

LINDBLAD, SPECTRA = "01-lindblad-dynamics", "02-liouvillian-spectra"
PICTURES = {LINDBLAD: 10, SPECTRA: 10}
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


@pytest.fixture(params=[LINDBLAD, SPECTRA])
def run(request):
    return request.getfixturevalue("lindblad" if request.param == LINDBLAD else "spectra")


def test_every_picture_is_there_and_stored(run):
    assert len(pictures(run.document)) == PICTURES[run.name]
    assert len(pictures(run.stored)) == PICTURES[run.name], "the repository's copy shows its figures"
    for picture in pictures(run.document):
        width, height = struct.unpack(">II", base64.b64decode(picture.data["image/png"])[16:24])
        shown = picture.metadata["image/png"]
        assert abs(width - 2 * shown["width"]) <= 2 and abs(height - 2 * shown["height"]) <= 2
        assert len(picture.data["text/plain"]) > 40, "a picture has words for those who cannot see"


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
    assert lindblad.number("of the coherence ") < 1e-12
    assert lindblad.number("largest deviation from the closed form: ") < 1e-11
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
    assert lindblad.number("with 30 levels and more: ") < 1e-11
    assert lindblad.number("relative deviation from Drummond and Walls: ") < 1e-10
    rows = re.findall(rf"residual {NUMBER}, error of ⟨a†a⟩ {NUMBER}", lindblad.text)
    assert len(rows) == 3 and all(float(r) < 1e-8 and float(e) < 1e-7 for r, e in rows)


def test_many_spins_approach_the_mean_field(lindblad):
    for name in ("driven oscillator", "time crystal"):
        exponents = lindblad.list_behind(rf"{name}: .*exponents of 1/N:")
        assert exponents == sorted(exponents) and 0.7 < exponents[-1] < 1
    assert lindblad.number("period of the mean field ") == pytest.approx(2 * 3.141592653589793 / 3**0.5, rel=1e-8)


def test_trajectories_average_to_the_master_equation(lindblad):
    # 95 % are expected; neighbouring times are correlated, so that 80 % is four of their standard deviations away.
    assert lindblad.number("is within two standard errors at ") > 80
    chi, bins = re.search(rf"χ² = {NUMBER} in (\d+) bins", lindblad.text).groups()
    assert float(chi) < int(bins) + 4 * (2 * int(bins)) ** 0.5
    assert lindblad.number("from the master equation at most ") < 4


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
    parities = re.findall(rf"parity {NUMBER}, closed form {NUMBER}", lindblad.text)
    assert len(parities) == 3
    assert float(parities[-1][0]) == pytest.approx(float(parities[-1][1]), rel=1e-4)


def test_light_is_antibunched_and_has_mollows_spectrum(lindblad):
    assert lindblad.number("g2: largest deviation ") < 1e-6
    assert lindblad.number(r"g2\(0\) = ") == pytest.approx(0, abs=1e-12)
    assert lindblad.number("spectrum: largest deviation ") < 1e-10


def test_results_are_saved_to_the_last_bit(lindblad):
    assert "equal to the last bit: true" in lindblad.text
    assert (lindblad.folder / "tutorial.h5").read_bytes().startswith(b"\x89HDF\r\n")


# Tutorial 2.


def test_small_spectra_are_exact(spectra):
    assert all(error < 1e-12 for error in spectra.numbers("found to "))
    assert spectra.number("near zero: gap ") == pytest.approx(1 / 30, rel=1e-5)
    assert spectra.number("along the axis: gap ") == pytest.approx(1 / 60, rel=1e-5)
    assert spectra.number("exact: .*; frequency ") == pytest.approx((1 - 1 / 3600) ** 0.5, rel=1e-9)


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


def test_a_free_phase_diffuses(spectra):
    assert "31 sectors" in spectra.text
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
