"""Runs the peer's side of one task, named on the command line; prints one JSON object."""

import json
import sys

from tasks import TASKS
from tasks.task import measure

json.dump(measure(TASKS[sys.argv[1]]), sys.stdout)
