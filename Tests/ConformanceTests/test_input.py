"""Lines of input."""


def test_a_cell_reads_a_line(kernel):
    request = kernel.start('let line = readLine() ?? "none"\nprint("read", line)', allow_stdin=True)
    question = kernel.client.get_stdin_msg(timeout=60)
    assert question["msg_type"] == "input_request"
    assert question["parent_header"]["msg_id"] == request
    kernel.client.input("some text")
    assert "read some text" in kernel.wait(request).text()


def test_without_a_client_that_answers_there_is_no_line(kernel):
    cell = kernel.run('print(readLine() ?? "none")')
    assert cell.ok and cell.text() == "none\n"


def test_waiting_for_a_line_can_be_interrupted(kernel):
    request = kernel.start("readLine()", allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=60)
    kernel.manager.interrupt_kernel()
    assert kernel.wait(request).reply["status"] == "error"
    assert kernel.run("2 + 2").result == "4"
