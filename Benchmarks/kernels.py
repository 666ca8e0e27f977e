"""Latency of our kernel beside ipykernel, through jupyter_client, in one run.

Each figure is a median over rounds that alternate between the kernels, so that a machine whose speed
drifts treats both alike.
"""

import time

from jupyter_client.manager import KernelManager

CELLS = {
    "python3": {
        "trivial": "1+1",
        "prints": "for i in range(100000): print(i)",
        "import": "import numpy",
        "plotting": "%matplotlib inline\nimport matplotlib.pyplot as plt",
        "figure": "plt.plot([k * k for k in range(100)])\nplt.xlabel('$k$')\nplt.show()",
        "loop": "s = 0.0\nfor i in range(1, 2_000_001): s += 1.0 / i\ns",
    },
    "isochron": {
        "trivial": "1+1",
        "prints": "for i in 0..<100000 { print(i) }",
        "import": "import Isochron",
        "plotting": "import Plotting",
        "figure": "plot((0..<100).map { Double($0 * $0) }).xLabel(\"$k$\")",
        "loop": "var s = 0.0\nfor i in 1...2_000_000 { s += 1.0 / Double(i) }\ns",
    },
}


class Session:
    """A running kernel and its client."""

    def __init__(self, name: str):
        start = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=120)
        self.start = time.perf_counter() - start

    def run(self, code: str) -> float:
        """Seconds from the request to both the reply and idle."""
        start = time.perf_counter()
        request = self.client.execute(code)
        while True:
            message = self.client.get_iopub_msg(timeout=120)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "error":
                raise RuntimeError("\n".join(content["traceback"]))
            if kind == "status" and content["execution_state"] == "idle":
                break
        self.client.get_shell_msg(timeout=120)
        return time.perf_counter() - start

    def complete(self, code: str) -> float:
        """Seconds from a completion request to its reply."""
        start = time.perf_counter()
        self.client.complete(code, len(code))
        self.client.get_shell_msg(timeout=120)
        return time.perf_counter() - start

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def measure(rounds: int) -> dict:
    figures: dict = {name: {} for name in CELLS}

    def note(name: str, figure: str, seconds: float):
        figures[name].setdefault(figure, []).append(seconds * 1000)

    for _ in range(rounds):
        for name, cells in CELLS.items():
            session = Session(name)
            note(name, "start to ready", session.start)
            note(name, "first cell", session.run(cells["trivial"]))
            for _ in range(15):
                note(name, "trivial cell", session.run(cells["trivial"]))
            note(name, "library import", session.run(cells["import"]))
            # The first figure of a kernel whose plotting library is there, and those after it.
            session.run(cells["plotting"])
            note(name, "first figure", session.run(cells["figure"]))
            for _ in range(5):
                note(name, "figure", session.run(cells["figure"]))
            session.complete("pri")
            for _ in range(5):
                note(name, "completion", session.complete("pri"))
            note(name, "100,000 prints", session.run(cells["prints"]))
            note(name, "2e6-step loop", session.run(cells["loop"]))
            session.close()
    return figures
