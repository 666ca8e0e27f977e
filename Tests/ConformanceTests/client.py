"""A client that runs cells one by one and checks what holds for every one of them."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty

from jupyter_client.manager import start_new_kernel
from jupyter_client.session import Session

# Long, because other work may share the machine; a failing test ends here and not in a hang.
TIMEOUT = 60


@dataclass
class Cell:
    """What running a cell led to."""

    reply: dict
    outputs: list = field(default_factory=list)
    seconds: float = 0

    @property
    def ok(self) -> bool:
        return self.reply["status"] == "ok"

    @property
    def kinds(self) -> list:
        return [kind for kind, _ in self.outputs]

    def text(self, stream="stdout") -> str:
        return "".join(c["text"] for k, c in self.outputs if k == "stream" and c["name"] == stream)

    @property
    def result(self):
        results = [c["data"] for k, c in self.outputs if k == "execute_result"]
        assert len(results) <= 1
        return results[0]["text/plain"] if results else None

    @property
    def error(self) -> str:
        """Everything that a user reads of the failure."""
        return "\n".join([self.reply["ename"], self.reply["evalue"], *self.reply["traceback"]])


class Kernel:
    def __enter__(self):
        self.manager, self.client = start_new_kernel(
            kernel_name="isochron", startup_timeout=TIMEOUT
        )
        # What was published since the last cell ended.
        self.seen = []
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    @property
    def pid(self) -> int:
        return self.manager.provisioner.pid

    def run(self, code, **options) -> Cell:
        return self.wait(self.start(code, **options))

    def start(self, code, **options) -> str:
        options.setdefault("allow_stdin", False)
        return self.client.execute(code, **options)

    def wait(self, request, timeout=TIMEOUT) -> Cell:
        """Waits for the end of a cell; what is published must begin with busy and end with idle."""
        began = time.perf_counter()
        messages = [m for m in self.seen if m["parent_header"].get("msg_id") == request]
        while not messages or not is_idle(messages[-1]):
            message = self.published(timeout)
            if message["parent_header"].get("msg_id") == request:
                messages.append(message)
        self.seen.clear()
        reply = self.reply(request, timeout)
        seconds = time.perf_counter() - began
        assert messages[0]["content"] == {"execution_state": "busy"}
        outputs = [
            (m["msg_type"], m["content"])
            for m in messages
            if m["msg_type"] not in ("status", "execute_input")
        ]
        return Cell(reply["content"], outputs, seconds)

    def reply(self, request, timeout=TIMEOUT, channel="shell") -> dict:
        receive = getattr(self.client, f"get_{channel}_msg")
        while True:
            message = receive(timeout=timeout)
            if message["parent_header"]["msg_id"] == request:
                return message

    def control(self, kind, content=None) -> dict:
        message = self.client.session.msg(kind, content or {})
        self.client.control_channel.send(message)
        return self.reply(message["header"]["msg_id"], channel="control")

    def wait_for(self, kind, text, timeout=TIMEOUT):
        """Waits until a message with a text is published."""
        while True:
            message = self.published(timeout)
            if message["msg_type"] == kind and text in str(message["content"]):
                return message

    def published(self, timeout=TIMEOUT) -> dict:
        self.seen.append(self.client.get_iopub_msg(timeout=timeout))
        return self.seen[-1]

    def published_later(self, seconds=0.5) -> list:
        messages = []
        try:
            while True:
                messages.append(self.published(seconds))
        except Empty:
            return messages


def is_idle(message) -> bool:
    return message["content"].get("execution_state") == "idle"


def descendants(pid) -> list:
    """The processes below a process, with their programs' names."""
    found = []
    for child in children(pid):
        found.append((child, Path(f"/proc/{child}/comm").read_text().strip()))
        found += descendants(child)
    return found


def children(pid) -> list:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += [int(number) for number in (task / "children").read_text().split()]
        except OSError:
            pass
    return found


def is_alive(pid) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1].split()[0] != "Z"
    except OSError:
        return False


def unsigned_like(session: Session) -> Session:
    """A session with a wrong key."""
    return Session(key=b"wrong", signature_scheme=session.signature_scheme)
