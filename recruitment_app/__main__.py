"""The command: a window without a subcommand, and scripts' and IT's commands with one."""

import gc
import os
import sys
from collections.abc import Sequence

from recruitment_app.cli import arguments
from recruitment_app.cli.running import carry_out, safely
from recruitment_app.errors import Problem

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(given: Sequence[str] | None = None) -> int:
    """Do what the command line asks; return the exit code."""
    asked = arguments.read(sys.argv[1:] if given is None else given)
    if asked.command:
        return safely(lambda: carry_out(asked))
    return safely(lambda: _open_window(asked))


def _open_window(asked: arguments.Asked) -> int:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _DISPLAYS):
        raise Problem("There is no display for a window here; --help lists the commands.")
    gc.disable()  # whatever is imported for the window stays; then ui.tidying looks after it
    from recruitment_app import app  # noqa: PLC0415 - Qt, only where there is a window
    from recruitment_app.ui.agency_door import AgencyDoor  # noqa: PLC0415 - as above

    if asked.measures_start:
        if asked.store is None:
            arguments.refuse("--measure-start needs --store DIR.")
        return app.measure_start(asked.store)
    return app.run(AgencyDoor(asked.store, is_sample=asked.is_sample, today=asked.today))


if __name__ == "__main__":
    sys.exit(main())
