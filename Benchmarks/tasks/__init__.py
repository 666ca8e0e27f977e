"""All tasks: a section for each file here, and a file of the same name in Sources/benchmarks/Tasks."""

from . import (
    analysis,
    correlations,
    dynamics,
    figures,
    floquet,
    mean_field,
    nonlinear,
    phase_space,
    random_lindbladians,
    spectra,
    steady_states,
    trajectories,
    truncated_wigner,
)

SECTIONS = [
    module.SECTION
    for module in (
        steady_states,
        spectra,
        dynamics,
        trajectories,
        random_lindbladians,
        floquet,
        correlations,
        phase_space,
        nonlinear,
        mean_field,
        analysis,
        truncated_wigner,
        figures,
    )
]
TASKS = {task.name: task for section in SECTIONS for task in section.tasks}
