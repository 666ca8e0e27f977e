"""The program isochron."""

import json
import os
import subprocess

import pytest


def isochron(programs, *arguments, **options):
    return subprocess.run(
        [programs / "isochron", *arguments], capture_output=True, text=True, timeout=120, **options)


def test_the_kernelspec_is_complete(kernelspec, programs):
    specification = json.loads((kernelspec / "kernel.json").read_text())
    assert specification["display_name"] == "Swift (Isochron)"
    assert specification["language"] == "swift"
    assert specification["interrupt_mode"] == "message"
    assert specification["argv"][0] == str(programs / "isochron")
    assert specification["argv"][1:] == ["kernel", "-f", "{connection_file}"]
    for logo in ["logo-32x32.png", "logo-64x64.png"]:
        assert (kernelspec / logo).read_bytes().startswith(b"\x89PNG")
    assert "<svg" in (kernelspec / "logo-svg.svg").read_text()


@pytest.mark.parametrize("options, folder, variables", [
    ([], "data/kernels/isochron", {"JUPYTER_DATA_DIR": "data"}),
    (["--user"], "xdg/jupyter/kernels/isochron", {"XDG_DATA_HOME": "xdg"}),
    (["--name", "swift-6"], "data/kernels/swift-6", {"JUPYTER_DATA_DIR": "data"}),
    (["--prefix", "{}/p"], "p/share/jupyter/kernels/isochron", {}),
    (["--sys-prefix"], "env/share/jupyter/kernels/isochron", {"VIRTUAL_ENV": "env"}),
])
def test_install_and_uninstall(programs, tmp_path, options, folder, variables):
    environment = {k: v for k, v in os.environ.items() if k not in ("JUPYTER_DATA_DIR", "XDG_DATA_HOME")}
    environment |= {name: str(tmp_path / value) for name, value in variables.items()}
    options = [option.format(tmp_path) for option in options]
    installed = isochron(programs, "install", *options, env=environment)
    assert installed.returncode == 0, installed.stderr
    assert (tmp_path / folder / "kernel.json").exists()
    assert str(tmp_path / folder) in installed.stdout
    removed = isochron(programs, "uninstall", *options, env=environment)
    assert removed.returncode == 0 and not (tmp_path / folder).exists()
    assert isochron(programs, "uninstall", *options, env=environment).returncode == 0


def test_other_kernels_are_left_alone(programs, tmp_path):
    folder = tmp_path / "share/jupyter/kernels/isochron"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text('{"argv": ["/usr/bin/python3", "-m", "ipykernel"]}')
    assert isochron(programs, "uninstall", "--prefix", tmp_path).returncode != 0
    assert (folder / "kernel.json").exists()


@pytest.mark.parametrize("options", [
    ["--name", "../x"], ["--name", ""], ["--name", ".."], ["--user", "--prefix", "/tmp"],
])
def test_nonsense_is_refused(programs, options):
    assert isochron(programs, "install", *options).returncode != 0


def test_a_script_runs(programs, tmp_path):
    script = tmp_path / "script.swift"
    script.write_text('let n = 6 * 7\nprint("n is", n)\n')
    ran = isochron(programs, "run", script)
    assert (ran.returncode, ran.stdout) == (0, "n is 42\n"), ran.stderr


def test_a_failing_script_says_why(programs, tmp_path):
    script = tmp_path / "script.swift"
    script.write_text('print("before")\nfatalError("on purpose")\n')
    ran = isochron(programs, "run", script)
    assert ran.returncode == 1
    assert ran.stdout == "before\n" and "on purpose" in ran.stderr


def test_a_failing_notebook_is_stored_up_to_the_failure(programs, tmp_path):
    source = tmp_path / "n.ipynb"
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None,
              "source": code} for code in ["1 + 1", "fatalError()", "3"]]
    source.write_text(json.dumps({
        "nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))
    assert isochron(programs, "run", source, "-o", source).returncode == 1
    cells = json.loads(source.read_text())["cells"]
    assert [cell["execution_count"] for cell in cells] == [1, 2, None]
    assert cells[1]["outputs"][-1]["output_type"] == "error"


@pytest.mark.parametrize("name, content", [
    ("a.ipynb", "no json"), ("a.ipynb", "{}"), ("a.txt", "print(1)"), ("missing.ipynb", None)])
def test_files_that_cannot_be_run_are_refused(programs, tmp_path, name, content):
    file = tmp_path / name
    if content is not None:
        file.write_text(content)
    ran = isochron(programs, "run", file)
    assert ran.returncode != 0 and ran.stderr.strip()


@pytest.mark.parametrize("content", [
    "", "[]", '{"shell_port": "x"}', '{"transport": "carrier pigeon"}',
    '{"key": "k", "signature_scheme": "rot13"}', '{"ip": "203.0.113.7", "shell_port": 1}'])
def test_unusable_connection_files_are_refused(programs, tmp_path, content):
    file = tmp_path / "connection.json"
    file.write_text(content)
    ran = isochron(programs, "kernel", "-f", file)
    assert ran.returncode != 0 and ran.stderr.strip()


def test_doctor_finds_nothing_missing(programs, kernelspec):
    ran = isochron(programs, "doctor")
    assert ran.returncode == 0, ran.stdout
    assert "✗" not in ran.stdout


def test_doctor_says_what_is_missing(programs, kernelspec):
    environment = os.environ | {"PATH": "/nonexistent", "JUPYTER_PATH": "", "HOME": "/nonexistent"}
    environment.pop("JUPYTER_DATA_DIR", None)
    ran = isochron(programs, "doctor", env=environment)
    assert ran.returncode == 1
    assert "✗ Swift toolchain" in ran.stdout and "swift.org" in ran.stdout


def test_chosen_ports_are_written_into_the_file(programs, tmp_path):
    file = tmp_path / "connection.json"
    file.write_text(json.dumps({"key": "k", "ip": "127.0.0.1", "transport": "tcp"}))
    with subprocess.Popen([programs / "isochron", "kernel", "-f", file]) as process:
        try:
            for _ in range(600):
                ports = [v for k, v in json.loads(file.read_text() or "{}").items() if "port" in k]
                if len(ports) == 6:  # five ports and the transport
                    break
                process.poll() is None or pytest.fail("the kernel ended")
                __import__("time").sleep(0.05)
            numbers = [port for port in ports if isinstance(port, int)]
            assert len(set(numbers)) == 5 and 0 not in numbers
        finally:
            process.terminate()
        assert process.wait(timeout=30) == 0


def test_a_file_that_is_not_there_is_named_in_one_sentence(programs, tmp_path):
    ran = isochron(programs, "run", tmp_path / "absent.swift")
    assert ran.returncode != 0
    assert "absent.swift cannot be read" in ran.stderr
    assert "NSCocoaErrorDomain" not in ran.stderr
