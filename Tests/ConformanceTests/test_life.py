"""Interrupts, deaths, restarts and ends."""

import os
import signal
import time

import pytest
import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

from client import TIMEOUT, Kernel, descendants, is_alive

ENDLESS = {
    "loop": "var spins = 0\nwhile true { spins &+= 1 }",
    "sleep": "import Foundation\nwhile true { Thread.sleep(forTimeInterval: 0.05) }",
    "print": 'while true { print("again") }',
    "await": "try await Task.sleep(for: .seconds(1000))",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_interrupt_ends_the_cell_and_keeps_values(kernel, name):
    kernel.run(f"var value_{name} = 5")
    request = kernel.start(ENDLESS[name])
    kernel.wait_for("execute_input", ENDLESS[name][:10])
    time.sleep(1)
    began = time.perf_counter()
    kernel.manager.interrupt_kernel()
    cell = kernel.wait(request)
    assert cell.reply["status"] == "error"
    assert "nterrupt" in cell.reply["ename"]
    # Well below what a user takes for a hang.
    assert time.perf_counter() - began < 10
    assert kernel.run(f"value_{name} + 1").result == "6"


def test_a_signal_interrupts_like_a_message(kernel):
    request = kernel.start(ENDLESS["loop"])
    kernel.wait_for("execute_input", "code")
    time.sleep(0.5)
    os.kill(kernel.pid, signal.SIGINT)
    assert kernel.wait(request).reply["status"] == "error"
    assert kernel.run("1 + 1").result == "2"


def test_an_interrupt_without_a_cell_does_nothing(kernel):
    # Answered before the cell is sent: two channels have no order between them.
    assert kernel.control("interrupt_request")["content"]["status"] == "ok"
    assert kernel.run("1 + 1").result == "2"


def executor_of(kernel) -> int:
    return next(pid for pid, name in descendants(kernel.pid) if name.startswith("isochron-exec"))


def test_a_killed_executor_is_replaced_and_losses_are_named(fresh_kernel):
    fresh_kernel.run("let treasure = 1")
    request = fresh_kernel.start(ENDLESS["sleep"])
    fresh_kernel.wait_for("execute_input", "code")
    time.sleep(0.5)
    os.kill(executor_of(fresh_kernel), signal.SIGKILL)
    cell = fresh_kernel.wait(request)
    assert cell.reply["status"] == "error"
    assert "treasure" in cell.error
    assert fresh_kernel.run("let treasure = 2\ntreasure").result == "2"


def test_abort_is_survived(fresh_kernel):
    fresh_kernel.run("let jewel = 1")
    cell = fresh_kernel.run("import Foundation\nabort()")
    assert cell.reply["status"] == "error"
    assert fresh_kernel.run("1 + 1").result == "2"


def test_a_dead_compiler_is_replaced(fresh_kernel):
    fresh_kernel.run("let kept = 3")
    for pid, name in descendants(fresh_kernel.pid):
        if name.startswith("isochron-comp"):
            os.kill(pid, signal.SIGKILL)
    time.sleep(0.5)
    assert fresh_kernel.run("kept").result == "3"


def test_a_restart_forgets_everything(fresh_kernel):
    fresh_kernel.run("let forgotten = 1")
    fresh_kernel.manager.restart_kernel(now=False)
    fresh_kernel.client.wait_for_ready(timeout=TIMEOUT)
    cell = fresh_kernel.run("forgotten")
    assert cell.reply["status"] == "error"
    assert cell.reply["execution_count"] == 1
    assert fresh_kernel.run("1 + 1").result == "2"


@pytest.mark.parametrize("how", ["request", "SIGTERM", "SIGKILL"])
@pytest.mark.parametrize("busy", [False, True])
def test_no_process_stays_behind(kernelspec, how, busy):
    with Kernel() as kernel:
        kernel.run("1")
        if busy:
            kernel.start(ENDLESS["loop"])
            kernel.wait_for("execute_input", "code")
        family = [kernel.pid] + [pid for pid, _ in descendants(kernel.pid)]
        assert len(family) >= 3
        if how == "request":
            kernel.control("shutdown_request", {"restart": False})
        else:
            os.kill(kernel.pid, getattr(signal, how))
        deadline = time.monotonic() + 20
        while any(map(is_alive, family)) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert [pid for pid in family if is_alive(pid)] == []


def test_a_shutdown_is_answered_and_announced(fresh_kernel):
    fresh_kernel.run("1")
    reply = fresh_kernel.control("shutdown_request", {"restart": False})
    assert reply["content"] == {"status": "ok", "restart": False}
    fresh_kernel.wait_for("shutdown_reply", "restart")
    fresh_kernel.wait_for("status", "idle")


def test_two_clients_see_the_same(fresh_kernel):
    # Not from the manager, whose clients share one identity.
    second = BlockingKernelClient(connection_file=fresh_kernel.manager.connection_file)
    second.load_connection_file()
    second.start_channels()
    second.wait_for_ready(timeout=TIMEOUT)
    fresh_kernel.run('print("for everybody")')
    while True:
        message = second.get_iopub_msg(timeout=TIMEOUT)
        if message["msg_type"] == "stream":
            assert message["content"]["text"] == "for everybody\n"
            break
    second.stop_channels()


def test_an_encrypted_kernel_answers_only_those_who_know_its_key():
    manager, client = start_new_kernel(
        kernel_name="isochron", startup_timeout=TIMEOUT, transport_encryption="required"
    )
    try:
        assert client.curve_publickey
        reply = client.execute_interactive("print(6 * 7)", timeout=TIMEOUT, allow_stdin=False)
        assert reply["content"]["status"] == "ok"
        context = zmq.Context()
        with context.socket(zmq.REQ) as stranger:
            stranger.linger = 0
            stranger.connect(f"tcp://{client.ip}:{client.hb_port}")
            stranger.send(b"ping")
            assert stranger.poll(2000) == 0, "who does not know the key hears nothing"
        context.term()
        assert client.hb_channel.is_beating()
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_usage_is_told_with_that_of_the_helpers(kernel):
    kernel.run("1")
    first = kernel.control("usage_request")["content"]
    kernel.run("var sum = 0.0\nfor i in 0..<100_000_000 { sum += Double(i) }")
    second = kernel.control("usage_request")["content"]
    assert first["pid"] == second["pid"] == kernel.pid
    assert second["kernel_memory"] > 50 << 20, "the executor holds the libraries"
    assert second["kernel_cpu"] > 0
