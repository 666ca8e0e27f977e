"""Order and completeness of outputs."""


def test_prints_and_displays_keep_their_order(kernel):
    cell = kernel.run("""
        import Isochron
        print("a"); display("b"); print("c"); display("d"); print("e")
        "f"
        """)
    seen = [
        c["text"].strip() if k == "stream" else c["data"]["text/plain"].strip('"')
        for k, c in cell.outputs
    ]
    assert seen == ["a", "b", "c", "d", "e", "f"]


def test_a_hundred_thousand_lines_lose_none(kernel):
    cell = kernel.run('for number in 0..<100_000 { print("line", number) }')
    assert cell.ok
    assert cell.text() == "".join(f"line {number}\n" for number in range(100_000))
    assert len(cell.outputs) < 1000


def test_output_of_threads_and_of_c_arrives(kernel):
    cell = kernel.run("""
        import Foundation
        puts("from C"); fflush(stdout)
        await withTaskGroup(of: Void.self) { group in
          for number in 0..<8 { group.addTask { print("task \\(number)") } }
        }
        """)
    lines = cell.text().split("\n")
    assert "from C" in lines
    assert {f"task {number}" for number in range(8)} <= set(lines)


def test_standard_error_is_a_stream_of_its_own(kernel):
    cell = kernel.run("""
        import Foundation
        FileHandle.standardError.write(Data("bad\\n".utf8)); print("good")
        """)
    assert cell.text("stderr") == "bad\n"
    assert cell.text("stdout") == "good\n"


def test_text_arrives_while_the_cell_runs(kernel):
    request = kernel.start("""
        import Foundation
        print("early"); Thread.sleep(forTimeInterval: 3); print("late")
        """)
    first = kernel.wait_for("stream", "early")
    assert "late" not in first["content"]["text"]
    assert kernel.wait(request).text() == "early\nlate\n"


def test_text_that_is_no_utf8_arrives(kernel):
    cell = kernel.run("""
        import Foundation
        FileHandle.standardOutput.write(Data([0x61, 0xff, 0x62, 0x0a]))
        """)
    assert cell.text() == "a\ufffdb\n"


def test_displays_are_updated_in_place(kernel):
    cell = kernel.run("""
        import Isochron
        let handle = display("first")
        handle.update("second")
        """)
    assert cell.kinds == ["display_data", "update_display_data"]
    identifiers = {c["transient"]["display_id"] for _, c in cell.outputs}
    assert len(identifiers) == 1


def test_nothing_comes_after_idle(kernel):
    for _ in range(100):
        assert kernel.run('for number in 0..<20 { print(number) }').text().endswith("19\n")
    late = [m for m in kernel.published_later() if m["msg_type"] != "status"]
    assert late == []
