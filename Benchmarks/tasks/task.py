"""What a task is, and how a peer's run of it is timed."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One row of a table: what is measured, the peer's way of doing it, and what is to be reached.

    `prepare` makes what is timed and is not timed itself; what is timed returns a number that ours (the task
    of the same name in Sources/benchmarks/Tasks) returns too, or None.
    """

    name: str
    peer: str = ""
    prepare: Callable[[], Callable[[], float | None]] | None = None
    # To be reached: milliseconds at most, times the peer at least, gigabytes at most.
    milliseconds: float | None = None
    ratio: float | None = None
    gigabytes: float | None = None
    # The largest relative difference of both numbers.
    agreement: float = 1e-4
    # Why a target is missed, or what a reader has to know.
    note: str = ""


@dataclass(frozen=True)
class Series:
    """The same task at several sizes: cost against size, with its exponent."""

    name: str
    symbol: str
    sizes: tuple[int, ...]
    peer: str = ""
    peer_sizes: tuple[int, ...] = ()
    prepare: Callable[[int], Callable[[], float | None]] | None = None
    # What is to be reached at some sizes: a dictionary of the fields of Task.
    targets: tuple[tuple[int, dict], ...] = ()
    agreement: float = 1e-4

    def task(self, size: int) -> Task:
        name = f"{self.name}, {self.symbol} = {size}"
        targets = dict(self.targets).get(size, {})
        if self.prepare is None or size not in self.peer_sizes:
            return Task(name, agreement=self.agreement, **targets)
        return Task(
            name, self.peer, lambda: self.prepare(size), agreement=self.agreement, **targets
        )

    @property
    def tasks(self) -> list[Task]:
        return [self.task(size) for size in self.sizes]


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Task | Series, ...]

    @property
    def tasks(self) -> list[Task]:
        return [
            task for row in self.rows for task in (row.tasks if isinstance(row, Series) else [row])
        ]


def measure(task: Task) -> dict:
    """Milliseconds of each run and the last number, by the rule of Sources/benchmarks/Benchmark.swift."""
    body = task.prepare()
    times: list[float] = []
    value = None
    for k in range(6):
        if sum(times) >= 20_000:
            break
        start = time.perf_counter()
        value = body()
        elapsed = 1000 * (time.perf_counter() - start)
        if k > 0 or elapsed > 20_000:
            times.append(elapsed)
    return {
        "milliseconds": times,
        "value": None if value is None else float(value),
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }
