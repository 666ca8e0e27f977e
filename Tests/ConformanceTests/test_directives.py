"""Directives (% and %%) through a real client."""

import re
import time


def test_help_lists_them_and_unknown_ones_are_errors(kernel):
    listed = kernel.run("%help").text()
    for word in ["%time", "%%timeit", "%%bash", "%who", "%reset", "%%writefile", "%load", "%env", "%cd"]:
        assert word in listed
    cell = kernel.run("let before = 1\n%nonsense")
    assert not cell.ok and "DirectiveError" in cell.error and "line 2" in cell.error
    assert not kernel.run("before").ok  # nothing of the cell ran


def test_time_shows_the_value_and_both_times(kernel):
    cell = kernel.run("%time (1...1000).reduce(0, +)")
    assert cell.result == "500500"
    assert re.fullmatch(r"ran [\d.]+ m?s, compiled in [\d.]+ m?s\n", cell.text())
    kernel.run("%%time\nlet measured = 3\nprint(measured)")
    assert kernel.run("measured").result == "3"


def test_timeit_measures(kernel):
    kernel.run("func half(_ x: Double) -> Double { x / 2 }")
    cell = kernel.run("%timeit -r 2 -n 100 half(3)")
    assert "2 runs of 100 rounds" in cell.result, cell.error
    kernel.run("struct Bad: Error {}\nfunc bad() throws { throw Bad() }")
    cell = kernel.run("%timeit try bad()")
    assert not cell.ok and "Bad" in cell.error
    # What does not compile is shown as it is run, with the name of the cell.
    assert "In[" in kernel.run("%timeit nothing(1)").error


def test_scripts_run_in_the_folder_and_environment_of_the_cells(kernel, tmp_path):
    assert kernel.run(f"%cd {tmp_path}").text() == f"{tmp_path}\n"
    assert kernel.run("%env COLOUR=red green").ok
    cell = kernel.run('%%bash\necho "$COLOUR from $PWD"\necho problem >&2\n')
    assert cell.text() == f"red green from {tmp_path}\n"
    assert cell.text("stderr") == "problem\n"
    assert kernel.run("%%script python3\nprint(6 * 7)").text() == "42\n"
    failed = kernel.run("%%bash\nexit 4")
    assert not failed.ok and "exit status 4" in failed.error
    assert kernel.run('import Foundation\nprint(ProcessInfo.processInfo.environment["COLOUR"]!)').text() == "red green\n"


def test_a_file_is_written_and_loaded(kernel, tmp_path):
    kernel.run(f"%cd {tmp_path}")
    text = 'let text = "\\(1) \\u{e9} é"\n\n"""\n'
    assert "Wrote new.swift" in kernel.run("%%writefile new.swift\n" + text).text()
    assert (tmp_path / "new.swift").read_text() == text
    cell = kernel.run("%load new.swift")
    assert cell.reply["payload"] == [
        {"source": "set_next_input", "text": text, "replace": False}]
    assert "cannot be read" in kernel.run("%load none.swift").error


def test_an_interrupt_ends_a_script_and_its_children(kernel, tmp_path):
    kernel.run(f"%cd {tmp_path}")
    request = kernel.start("%%bash\nsleep 100 & echo $! > child; echo started; wait\n")
    kernel.wait_for("stream", "started")
    kernel.control("interrupt_request")
    cell = kernel.wait(request)
    assert not cell.ok and "nterrupt" in cell.error
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        try:
            state = open(f"/proc/{child}/stat").read().split()[2]
        except (FileNotFoundError, ProcessLookupError):
            break
        if state == "Z":
            break
        time.sleep(0.05)
    else:
        raise AssertionError("the script's child still runs")


def test_who_reset_and_history(fresh_kernel):
    fresh_kernel.run("let omega = 2.0\nfunc energy() -> Double { omega }")
    assert fresh_kernel.run("%who").text() == "omega   var   In[1]\nenergy  func  In[1]\n"
    assert "let omega = 2.0" in fresh_kernel.run("%history").text()
    assert "gone" in fresh_kernel.run("%reset").text()
    assert not fresh_kernel.run("omega").ok
    assert fresh_kernel.run("let omega = 1\nomega").result == "1"
