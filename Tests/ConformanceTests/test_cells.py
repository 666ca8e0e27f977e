"""What cells can do and how they end."""

import pytest


def test_the_value_of_the_last_expression_is_shown(kernel):
    assert kernel.run("1 + 1").result == "2"
    assert kernel.run("let shown = [1, 2]\nshown").result == "[1, 2]"
    for code in ["let hidden = 3", "var other = 1\nother = 2", "print()", "()"]:
        assert kernel.run(code).result is None


def test_later_cells_see_earlier_ones(kernel):
    kernel.run("struct Point { var x = 1.0 }\nfunc double(_ p: Point) -> Double { 2 * p.x }")
    kernel.run("var point = Point()\npoint.x = 4")
    kernel.run("extension Point { var negative: Double { -x } }")
    assert kernel.run("double(point) + point.negative").result == "4.0"


def test_names_can_be_redefined_with_another_type(kernel):
    kernel.run("let name = 1")
    assert kernel.run("name").result == "1"
    kernel.run('let name = "one"')
    assert kernel.run("name").result in ("one", '"one"')
    kernel.run("func name2() -> Int { 1 }")
    kernel.run("func name2() -> String { \"two\" }")
    assert "two" in kernel.run("name2()").result


def test_a_cell_can_be_run_again_and_again(kernel):
    for _ in range(3):
        cell = kernel.run("struct Again { let number = 5 }\nlet again = Again()\nagain.number")
        assert cell.result == "5"


def test_await_and_try_at_top_level(kernel):
    cell = kernel.run("""
        func slow(_ number: Int) async throws -> Int { await Task.yield(); return number }
        let awaited = try await slow(4)
        awaited
        """)
    assert cell.result == "4"
    assert kernel.run("awaited + 1").result == "5"


@pytest.mark.parametrize("code, line, words", [
    ("let a = 1\nlet b: String = a", 2, "String"),
    ("\n\nundefinedName", 3, "undefinedName"),
    ("print(\"unfinished", 1, "unterminated"),
])
def test_compile_errors_show_the_place(kernel, code, line, words):
    cell = kernel.run(code)
    assert cell.reply["status"] == "error"
    assert cell.kinds == ["error"]
    assert words in cell.error
    number = cell.reply["execution_count"]
    assert f"{line}" in cell.error and f"{number}" in cell.error
    assert code.split("\n")[line - 1].strip() in cell.error


def test_a_compile_error_changes_nothing(kernel):
    kernel.run("let stays = 1")
    assert not kernel.run("let stays = 2\nlet broken: Int = \"no\"").ok
    assert kernel.run("stays").result == "1"


FAILURES = {
    "index": ("let empty: [Int] = []\nprint(empty[3])", "range"),
    "nil": ("let nothing: Int? = Int(\"x\")\nprint(nothing!)", "nil"),
    "overflow": ("var large = Int.max\nlarge += Int(\"1\") ?? 0", "overflow"),
    "fatal": ("let reason = \"my reason\"\nfatalError(reason)", "my reason"),
    "throw": ("struct MyError: Error {}\nthrow MyError()", "MyError"),
    "pointer": ("let address = UnsafeMutablePointer<Int>(bitPattern: 8)\naddress?.pointee = 1", ""),
    "recursion": ("func deeper(_ n: Int) -> Int { n == -1 ? 0 : deeper(n + 1) + 1 }\nprint(deeper(0))", ""),
    "division": ("let zero = Int(\"0\") ?? 1\nprint(1 / zero)", "zero"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_failures_name_cause_and_line_and_keep_values(kernel, name):
    code, words = FAILURES[name]
    kernel.run(f"var kept_{name} = [1, 2, 3]")
    cell = kernel.run(code)
    assert cell.reply["status"] == "error"
    assert cell.kinds.count("error") == 1 and cell.kinds[-1] == "error"
    assert words.lower() in cell.error.lower()
    assert "2" in cell.error and f"{cell.reply['execution_count']}" in cell.error
    assert kernel.run(f"kept_{name}").result == "[1, 2, 3]"


def test_values_of_the_failed_cell_are_there_too(kernel):
    kernel.run("var before = 7\nlet trap: [Int] = []\nprint(trap[0])\nvar after = 8")
    assert kernel.run("before").result == "7"


def test_exit_is_reported_not_obeyed(kernel):
    kernel.run("import Foundation\nvar survivor = 11")
    cell = kernel.run("exit(3)")
    assert cell.reply["status"] == "error"
    assert "exit" in cell.error and "3" in cell.error
    assert kernel.run("survivor").result == "11"


def test_empty_and_blank_cells_do_nothing(kernel):
    for code in ["", "   \n\t\n"]:
        cell = kernel.run(code)
        assert cell.ok and cell.outputs == []
    assert kernel.run("// only a comment").ok


def test_a_cell_of_a_megabyte_runs(kernel):
    cell = kernel.run("let long = \"" + "x" * 1_000_000 + "\"\nlong.count")
    assert cell.result == "1000000"
