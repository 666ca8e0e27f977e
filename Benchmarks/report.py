"""Runs both sides of every task in turn and writes the tables.

    report.py PROGRAM TARGET [WORDS …]

With words only tasks whose names contain one of them run, and TARGET is left alone.
"""

import datetime
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

import kernels
from tasks import SECTIONS, TASKS
from tasks.task import Section, Series, Task

# A process that takes longer than this is ended, in seconds.
LIMIT = 600

METHOD = """\
Written by `make bench`: ours and the peer's on the same work, in one run on one machine, one thread. Each task runs
in a process of its own, first ours, then the peer's: one run that is not counted, then up to five until 20 s have
passed (a run that alone takes longer is the only one). Numbers are medians. A ratio says how many times faster ours
is. "Difference" is the relative difference of the numbers that both calculate, where there is one to compare. Memory is
the whole process at its largest."""


@dataclass
class Side:
    """What one side of a task took."""

    milliseconds: float
    count: int
    value: float | None
    gigabytes: float


@dataclass
class Row:
    task: Task
    ours: Side
    theirs: Side | None

    @property
    def ratio(self) -> float | None:
        return self.theirs and self.theirs.milliseconds / self.ours.milliseconds

    @property
    def difference(self) -> float | None:
        if not self.theirs or self.ours.value is None or self.theirs.value is None:
            return None
        return abs(self.ours.value - self.theirs.value) / max(abs(self.theirs.value), 1e-300)

    @property
    def misses(self) -> list[str]:
        """What is not reached, and by how much."""
        task, result = self.task, []
        if task.milliseconds and self.ours.milliseconds > task.milliseconds:
            factor = self.ours.milliseconds / task.milliseconds
            result.append(
                f"{duration(self.ours.milliseconds)} where {duration(task.milliseconds)} was to be "
                f"reached: {factor:.2f} times as long"
            )
        if task.ratio and self.ratio and self.ratio < task.ratio:
            result.append(
                f"{self.ratio:.1f} times the peer where {task.ratio:g} was to be reached: "
                f"{task.ratio / self.ratio:.2f} times too slow"
            )
        if task.gigabytes and self.ours.gigabytes > task.gigabytes:
            result.append(f"{self.ours.gigabytes:.2f} GB where {task.gigabytes:g} GB was to do")
        return result


def run(command: list[str]) -> Side | None:
    """A side's result; None where it took longer than the limit."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        output, errors = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)} failed:\n{errors}")
    result = json.loads(output.splitlines()[-1])
    times = result["milliseconds"]
    return Side(
        statistics.median(times), len(times), result["value"], result.get("gigabytes", math.nan)
    )


def duration(milliseconds: float) -> str:
    if milliseconds >= 60_000:
        return f"{milliseconds / 1000:.0f} s"
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.3g} s"
    return f"{milliseconds:.3g} ms"


def target(row: Row) -> str:
    task = row.task
    parts = []
    if task.milliseconds:
        parts.append(duration(task.milliseconds))
    if task.ratio:
        parts.append(f"{task.ratio:g} ×")
    if task.gigabytes:
        parts.append(f"{task.gigabytes:g} GB")
    if not parts:
        return ""
    return ", ".join(parts) + (" **missed**" if row.misses else " ✓")


def cells(row: Row) -> str:
    theirs, ratio = row.theirs, row.ratio
    difference = row.difference
    memory = f"{row.ours.gigabytes:.2f} GB" if row.task.gigabytes else ""
    return " | ".join(
        [
            duration(row.ours.milliseconds),
            row.task.peer if theirs else "",
            duration(theirs.milliseconds) if theirs else "",
            f"{ratio:.3g}" if ratio else "",
            target(row),
            memory,
            f"{difference:.0e}" if difference is not None else "",
        ]
    )


def exponent(sizes: list[int], times: list[float]) -> str:
    """The slope of ln(time) against ln(size) through the three largest sizes."""
    points = [(math.log(n), math.log(t)) for n, t in zip(sizes, times)][-3:]
    if len(points) < 2:
        return ""
    x, y = (statistics.mean(values) for values in zip(*points))
    slope = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return f"{slope:.1f}"


def series_lines(series: Series, rows: dict[str, Row]) -> list[str]:
    lines = [
        "",
        f"Cost against size: {series.name}.",
        "",
        f"| {series.symbol} | ours | peer | peer's | ratio | to reach | memory | difference |",
        "|--:|--:|---|--:|--:|---|--:|--:|",
    ]
    found = [(n, rows.get(series.task(n).name)) for n in series.sizes]
    found = [(n, row) for n, row in found if row]
    lines += [f"| {n} | {cells(row)} |" for n, row in found]
    ours = exponent([n for n, _ in found], [row.ours.milliseconds for _, row in found])
    both = [(n, row.theirs.milliseconds) for n, row in found if row.theirs]
    theirs = exponent([n for n, _ in both], [t for _, t in both])
    peer = series.peer if theirs else ""
    return lines + [f"| exponent | {ours} | {peer} | {theirs} | | | | |"]


def section_lines(section: Section, rows: dict[str, Row]) -> list[str]:
    single = [row for row in section.rows if isinstance(row, Task) and row.name in rows]
    series = [row for row in section.rows if isinstance(row, Series)]
    series = [row for row in series if any(task.name in rows for task in row.tasks)]
    if not single and not series:
        return []
    lines = ["", f"## {section.title}"]
    if single:
        lines += [
            "",
            "| task | ours | peer | peer's | ratio | to reach | memory | difference |",
            "|---|--:|---|--:|--:|---|--:|--:|",
        ]
        lines += [f"| {task.name} | {cells(rows[task.name])} |" for task in single]
    for row in series:
        lines += series_lines(row, rows)
    notes = [task for task in section.tasks if task.note and task.name in rows]
    return lines + [line for task in notes for line in ("", f"{task.name}: {task.note}")]


def missed_lines(rows: dict[str, Row]) -> list[str]:
    lines = ["", "## Missed targets", ""]
    missed = [(row, miss) for row in rows.values() for miss in row.misses]
    if not missed:
        return lines + ["None."]
    lines += ["| task | by how much | why |", "|---|---|---|"]
    return lines + [f"| {row.task.name} | {miss} | {row.task.note} |" for row, miss in missed]


def kernel_lines() -> list[str]:
    figures = kernels.measure(rounds=3)
    lines = [
        "",
        "## The kernel",
        "",
        "Round trips through `jupyter_client`, from the request until both reply and idle are in:",
        "",
        "| task | ours | ours, 95th percentile | ipykernel | ratio |",
        "|---|--:|--:|--:|--:|",
    ]
    for task, theirs in figures["python3"].items():
        ours = figures["isochron"][task]
        p95 = sorted(ours)[max(0, round(0.95 * len(ours)) - 1)]
        median, peer = statistics.median(ours), statistics.median(theirs)
        lines.append(
            f"| {task} | {duration(median)} | {duration(p95)} | {duration(peer)} | "
            f"{peer / median:.2f} |"
        )
    return lines


def processor() -> str:
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def memory() -> float:
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return pages / 2**30


def measured(program: str, words: list[str]) -> dict[str, Row]:
    listed = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    ours = set(listed.splitlines())
    if ours != set(TASKS):
        sys.exit(f"Tasks of one side only: {sorted(ours ^ set(TASKS))}")
    rows = {}
    for name, task in TASKS.items():
        if words and not any(word in name for word in words):
            continue
        print(f"  {name}", end="", flush=True)
        mine = run([program, name])
        if mine is None:
            sys.exit(f"\n{name} takes longer than {LIMIT} s.")
        theirs = run([sys.executable, "peer.py", name]) if task.prepare else None
        row = rows[name] = Row(task, mine, theirs)
        print(f": {cells(row)}", flush=True)
    return rows


def main():
    program, path, *words = sys.argv[1:]
    start, load = time.monotonic(), os.getloadavg()[0]
    rows = measured(program, words)
    wrong = [
        f"{row.task.name}: {row.ours.value} and {row.theirs.value}"
        for row in rows.values()
        if row.difference is not None and not row.difference <= row.task.agreement
    ]
    lines = ["# Benchmarks", "", METHOD]
    body = [line for section in SECTIONS for line in section_lines(section, rows)]
    body += missed_lines(rows)
    if not words:
        print("  kernels", flush=True)
        body += kernel_lines()
    lines += [
        "",
        f"Machine: {processor()}, {os.cpu_count()} cores, {memory():.0f} GB; {platform.system()} "
        f"{platform.release()}; {datetime.date.today()}. Load before the run {load:.1f}; the run took "
        f"{(time.monotonic() - start) / 60:.0f} minutes.",
    ]
    text = "\n".join(lines + body) + "\n"
    print(text)
    if not words:
        pathlib.Path(path).write_text(text)
    if wrong:
        sys.exit("The two sides do not agree:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()
