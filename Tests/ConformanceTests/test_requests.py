"""Options of execute requests, and the other requests."""

import time

from client import unsigned_like


def test_silent_cells_publish_and_count_nothing(kernel):
    count = kernel.run("1").reply["execution_count"]
    request = kernel.start("print(5)\n6", silent=True)
    cell = kernel.wait(request)
    assert cell.ok and cell.outputs == []
    assert kernel.run("2").reply["execution_count"] == count + 1


def test_cells_outside_of_the_history_do_not_count(kernel):
    count = kernel.run("1").reply["execution_count"]
    assert kernel.run("7", store_history=False).result == "7"
    assert kernel.run("2").reply["execution_count"] == count + 1
    tail = history(kernel, hist_access_type="tail", n=2)
    assert [entry[2] for entry in tail] == ["1", "2"]


def test_user_expressions_have_values_or_errors(kernel):
    cell = kernel.run("let base = 20", user_expressions={
        "sum": "base + 1", "bad": "nothingOfThisName", "trap": "[Int]()[base]"})
    values = cell.reply["user_expressions"]
    assert values["sum"]["status"] == "ok"
    assert values["sum"]["data"]["text/plain"] == "21"
    assert values["bad"]["status"] == values["trap"]["status"] == "error"
    assert "nothingOfThisName" in values["bad"]["evalue"]
    assert cell.ok


def test_a_failure_aborts_the_cells_behind_it(kernel):
    requests = [kernel.start(code) for code in [
        "import Foundation\nThread.sleep(forTimeInterval: 1)\nfatalError()", "1", "2"]]
    cells = [kernel.wait(request) for request in requests]
    assert [cell.reply["status"] for cell in cells] == ["error", "aborted", "aborted"]
    assert kernel.run("3").ok


def test_a_failure_aborts_nothing_where_that_is_not_wanted(kernel):
    requests = [
        kernel.start("import Foundation\nThread.sleep(forTimeInterval: 1)\nfatalError()",
                     stop_on_error=False),
        kernel.start("1"),
    ]
    cells = [kernel.wait(request) for request in requests]
    assert [cell.reply["status"] for cell in cells] == ["error", "ok"]


def test_kernel_info_on_both_channels(kernel):
    shell = kernel.reply(kernel.client.kernel_info())["content"]
    control = kernel.control("kernel_info_request")["content"]
    assert shell == control
    assert shell["language_info"]["name"] == "swift"
    assert shell["supported_features"] == []


def test_questions_are_answered_while_a_cell_runs(kernel):
    kernel.run("let answered = [1]")
    request = kernel.start("import Foundation\nThread.sleep(forTimeInterval: 5)")
    kernel.wait_for("execute_input", "sleep")
    began = time.perf_counter()
    completion = kernel.reply(kernel.client.complete("answered.coun"))["content"]
    inspection = kernel.reply(kernel.client.inspect("answered"))["content"]
    complete = kernel.reply(kernel.client.is_complete("let x = ["))["content"]
    info = kernel.reply(kernel.client.kernel_info())["content"]
    seconds = time.perf_counter() - began
    assert "count" in completion["matches"]
    assert inspection["found"] and "answered" in inspection["data"]["text/plain"]
    assert complete["status"] == "incomplete"
    assert info["status"] == "ok"
    # The cell takes five: none of the answers waited for it.
    assert seconds < 4
    assert kernel.wait(request).ok


def test_completion_positions_count_unicode_scalars(kernel):
    code = 'let note = "😀e\u0301"; note.isEmp'
    reply = kernel.reply(kernel.client.complete(code, len(code)))["content"]
    assert reply["matches"] == ["isEmpty"]
    assert reply["cursor_end"] == len(code)
    assert code[reply["cursor_start"]:] == "isEmp"
    types = reply["metadata"]["_jupyter_types_experimental"]
    assert types[0]["text"] == "isEmpty" and types[0]["type"]


def test_inspection_shows_declaration_and_documentation(kernel):
    kernel.run("/// Doubles a number.\nfunc doubled(_ number: Int) -> Int { 2 * number }")
    reply = kernel.reply(kernel.client.inspect("doubled(3)", 3))["content"]
    assert reply["found"]
    assert "func doubled" in reply["data"]["text/plain"]
    assert "Doubles a number" in reply["data"]["text/plain"]
    assert not kernel.reply(kernel.client.inspect("   ", 1))["content"]["found"]


def test_history_ranges_and_searches(kernel):
    numbers = [kernel.run(f'"history {n % 2}"').reply["execution_count"] for n in range(4)]
    found = history(kernel, hist_access_type="range", session=0, start=numbers[1], stop=numbers[3])
    assert [entry[1:] for entry in found] == [
        [numbers[1], '"history 1"'], [numbers[2], '"history 0"']]
    found = history(kernel, hist_access_type="search", pattern='"history*', unique=True)
    assert [entry[2] for entry in found] == ['"history 0"', '"history 1"']
    found = history(kernel, hist_access_type="tail", n=1, output=True)
    source, output = found[0][2]
    assert source == '"history 1"' and "history 1" in output


def test_comms_to_unknown_targets_are_closed(kernel):
    session = kernel.client.session
    message = session.msg("comm_open", {"comm_id": "c1", "target_name": "none", "data": {}})
    kernel.client.shell_channel.send(message)
    assert kernel.wait_for("comm_close", "c1")
    assert kernel.reply(kernel.client.comm_info())["content"]["comms"] == {}


def test_wrong_signatures_and_broken_messages_are_ignored(kernel):
    channel = kernel.client.shell_channel
    wrong = unsigned_like(kernel.client.session)
    wrong.send(channel.socket, wrong.msg("execute_request", {"code": "let evil = 1"}))
    for frames in [[b""], [b"<IDS|MSG>"], [b"x"] * 9, [b"\xff\xfe"], [b"<IDS|MSG>"] + [b"{}"] * 5]:
        channel.socket.send_multipart(frames)
    assert kernel.run("1 + 2").result == "3"
    assert not kernel.run("evil").ok


def test_a_replayed_message_is_ignored(kernel):
    kernel.run("var times = 0")
    session = kernel.client.session
    message = session.msg("execute_request", {
        "code": "times += 1", "silent": False, "store_history": True,
        "user_expressions": {}, "allow_stdin": False})
    frames = session.serialize(message)
    for _ in range(3):
        kernel.client.shell_channel.socket.send_multipart(frames)
    kernel.wait(message["header"]["msg_id"])
    assert kernel.run("times").result == "1"


def test_unknown_requests_are_ignored(kernel):
    session = kernel.client.session
    kernel.client.shell_channel.send(session.msg("teleport_request", {"to": "Mars"}))
    assert kernel.run("5").result == "5"


def test_a_round_trip_of_the_kernel_alone_is_quick(kernel):
    times = []
    for _ in range(50):
        began = time.perf_counter()
        kernel.reply(kernel.client.kernel_info())
        times.append(time.perf_counter() - began)
    # Two milliseconds on a quiet machine; the limit leaves room for a busy one.
    assert sorted(times)[25] < 0.1


def history(kernel, **options) -> list:
    options.setdefault("output", False)
    return kernel.reply(kernel.client.history(raw=True, **options))["content"]["history"]
