"""Runs both sides of every task in turn and writes the table of medians and ratios."""

import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

import kernels
import peers

PEERS = {"eigenvalues": "SciPy", "PNG": "matplotlib", "SVG": "matplotlib", "PDF": "matplotlib"}


def peer_of(task: str) -> str:
    if task.startswith("Bloch"):
        return "QuTiP"
    return next((peer for word, peer in PEERS.items() if word in task), "QuTiP")


def processor() -> str:
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def times(command: list[str]) -> list[float]:
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (result,) = json.loads(output).values()
    return result


def main():
    program, target = sys.argv[1], pathlib.Path(sys.argv[2])
    rows = []
    for task in {**peers.physics(), **peers.figures()}:
        print(f"  {task}", flush=True)
        ours = statistics.median(times([program, task]))
        theirs = statistics.median(times([sys.executable, "peers.py", task]))
        rows.append((task, ours, peer_of(task), theirs))
    kernel_rows = []
    print("  kernels", flush=True)
    figures = kernels.measure(rounds=3)
    for task, theirs in figures["python3"].items():
        ours = figures["isochron"][task]
        p95 = sorted(ours)[max(0, round(0.95 * len(ours)) - 1)]
        kernel_rows.append((task, statistics.median(ours), p95, statistics.median(theirs)))

    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`: ours and the peer's on the same work, in one run, one thread, warm;",
        "medians in milliseconds. A ratio above 1 says how many times faster ours is.",
        "",
        f"Machine: {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end;"
        f" {platform.system()} {platform.release()}; {datetime.date.today()}.",
        "",
        "| task | ours | peer | peer's | ratio |",
        "|---|--:|---|--:|--:|",
    ]
    lines += [
        f"| {task} | {ours:.3g} | {peer} | {theirs:.3g} | {theirs / ours:.1f} |"
        for task, ours, peer, theirs in rows
    ]
    lines += [
        "",
        "Round trips through `jupyter_client`, from the request until both reply and idle are in:",
        "",
        "| task | ours | ours, 95th percentile | ipykernel | ratio |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {task} | {ours:.3g} | {p95:.3g} | {theirs:.3g} | {theirs / ours:.2f} |"
        for task, ours, p95, theirs in kernel_rows
    ]
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n")
    print(target.read_text())


if __name__ == "__main__":
    main()
