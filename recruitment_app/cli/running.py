"""Carrying a command out: exit codes, sentences for people, and never a traceback."""

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from recruitment_app import paths
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE, STOPPED, TO_MEND
from recruitment_app.errors import Problem


def safely(act: Callable[[], int]) -> int:
    """Do what was asked and return the exit code; trouble is told in one sentence."""
    speak_utf8()
    try:
        code = act()
        sys.stdout.flush()
    except Problem as problem:
        return _mend(str(problem))
    except BrokenPipeError:
        _let_go_of(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        return STOPPED
    except OSError as fault:
        why = f": {fault.strerror}" if fault.strerror else ""
        return _mend(f"The computer refused to read or to write{why}.")
    except Exception as fault:  # noqa: BLE001 - the last place before the person at the terminal
        where = _note_down(fault)
        noted = f" It is noted in {where}." if where else ""
        return _mend(f"Something went wrong; what was saved before is safe.{noted}")
    return code


def speak_utf8() -> None:
    """Let everything that is written be UTF-8, whatever the locale; what is closed goes nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever called: no file may take its number
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - stays open
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def carry_out(asked: Asked) -> int:
    """Carry out a command; each imports what it needs and no more."""
    match asked.command:
        case "limits" | "dates" | "forms":
            from recruitment_app.cli import forms, law  # noqa: PLC0415 - no other command needs it

            return {
                "limits": law.tell_limits,
                "dates": law.tell_dates,
                "forms": forms.check_forms,
            }[asked.command](asked)
        case (
            "cases" | "checks" | "clocks" | "duplicates" | "events" | "todo" | "visits" | "waiting"
        ):
            from recruitment_app.cli import (  # noqa: PLC0415 - as above
                checks,
                events,
                listing,
                todo,
                visits,
            )

            return {
                "cases": listing.list_cases,
                "checks": checks.list_checks,
                "clocks": listing.list_clocks,
                "duplicates": listing.list_duplicates,
                "events": events.list_events,
                "todo": todo.list_todo,
                "visits": visits.list_visits,
                "waiting": events.list_waiting,
            }[asked.command](asked)
        case "progress" | "report" | "handover" | "sources" | "letter":
            from recruitment_app.cli import (  # noqa: PLC0415 - as above
                handing_over,
                letters,
                printing,
                reports,
                sources,
            )

            return {
                "letter": letters.print_letter,
                "progress": printing.tell_progress,
                "report": reports.about_report,
                "handover": handing_over.print_pack,
                "sources": sources.list_sources,
            }[asked.command](asked)
        case "export" | "export-all" | "ics":
            from recruitment_app.cli import events, taking_out  # noqa: PLC0415 - as above

            return {
                "export": taking_out.take_list,
                "export-all": taking_out.take_all,
                "ics": events.take_calendar,
            }[asked.command](asked)
        case "import" | "imports":
            from recruitment_app.cli import bringing_in  # noqa: PLC0415 - as above

            act = bringing_in.bring_in if asked.command == "import" else bringing_in.list_imports
            return act(asked)
        case _:
            from recruitment_app.cli import keeping  # noqa: PLC0415 - as above

            return {
                "sample": keeping.make_sample,
                "check": keeping.check,
                "backup": keeping.back_up,
                "restore": keeping.restore,
            }[asked.command](asked)


def _mend(sentence: str) -> int:
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    with contextlib.suppress(OSError):
        sys.stderr.write(" ".join(sentence.split()) + "\n")
        sys.stderr.flush()
    return TO_MEND


def _let_go_of(stream: TextIO) -> None:
    """Point a stream whose reader has gone to nowhere, so that nothing complains at the end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _note_down(fault: Exception) -> Path | None:
    """Write where it went wrong, without any value: those may be about people."""
    frames = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    at = datetime.now(UTC).isoformat(timespec="seconds")
    told = "\n".join([f"{at} {type(fault).__module__}.{type(fault).__qualname__}", *frames, ""])
    log = paths.log()
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(told)
    except OSError:
        return None
    return log
