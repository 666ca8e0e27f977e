"""A kernelspec of the built programs in a folder of its own, and kernels started from it."""

import os
import subprocess
from pathlib import Path

import pytest

from client import Kernel

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def programs() -> Path:
    return Path(os.environ.get("ISOCHRON_BIN", ROOT / ".build/release")).resolve()


@pytest.fixture(scope="session", autouse=True)
def kernelspec(programs, tmp_path_factory):
    prefix = tmp_path_factory.mktemp("prefix")
    subprocess.run([programs / "isochron", "install", "--prefix", prefix], check=True)
    os.environ["JUPYTER_PATH"] = str(prefix / "share/jupyter")
    return prefix / "share/jupyter/kernels/isochron"


@pytest.fixture(scope="module")
def kernel(kernelspec):
    """One kernel for the tests of a file; what they define has names of its own."""
    with Kernel() as kernel:
        yield kernel


@pytest.fixture
def fresh_kernel(kernelspec):
    """A kernel for one test, which may do with it what it likes."""
    with Kernel() as kernel:
        yield kernel
