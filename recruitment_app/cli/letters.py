"""The command that prints a letter of a case."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.checks.check_rows import CheckKey, case_checks
from recruitment_app.casework.letters.letter_facts import Wanted
from recruitment_app.casework.letters.letter_previews import preview_letter, print_letters
from recruitment_app.casework.letters.letters import make_letter
from recruitment_app.cli import arguments
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.printing import write_pdf
from recruitment_app.cli.telling import say, tell_json
from recruitment_app.errors import Problem
from recruitment_app.store.keeping import Store


def print_letter(asked: Asked) -> int:
    """Print a letter of a case, and keep it among its letters where that is asked for."""
    file = asked.pdf or Path()
    asks, event_id = _said(asked.say), _key(asked.event)
    with opened(asked) as (store, today):
        case_id = case_by_reference(store, reference=asked.reference)
        wanted = Wanted(
            name=asked.letter,
            on=today,
            asks=asks,
            way=asked.way,
            is_large_print=asked.is_large_print,
            event_id=event_id,
            check=_check(store, case_id, asked.check, today),
            to_name=asked.to_name,
            to_address=asked.to_address.replace("\\n", "\n"),
        )
        letter = preview_letter(store, case_id=case_id, wanted=wanted, today=today)
        write_pdf(file, print_letters([letter]))
        if asked.is_kept:
            make_letter(store, case_id=case_id, wanted=wanted, today=today)
    if asked.as_json:
        row = {
            "letter": letter.name,
            "case": letter.reference,
            "pdf": str(file),
            "dated_on": wanted.on.isoformat(),
            "subject": letter.subject,
            "promise_by": letter.promise_by.isoformat() if letter.promise_by else None,
            "kept": asked.is_kept,
        }
        tell_json([row])
        return DONE
    kept = "It is kept among the letters of the case, to be sent." if asked.is_kept else ""
    say(f"“{letter.title}” of {letter.reference} stands in {file}. {kept}".strip())
    return DONE


def _said(said: Iterable[str]) -> Mapping[str, str]:
    """Return what was typed for the letter alone, by its keys."""
    found = {}
    for each in said:
        key, between, words = each.partition("=")
        if not between:
            arguments.refuse(f"“{each}”: say it as KEY=WORDS, such as reasons=…")
        found[key.strip()] = words.replace("\\n", "\n")
    return found


def _check(store: Store, case_id: UUID, words: str, today: date) -> CheckKey | None:
    """Return the check that all of these words name."""
    if not words:
        return None
    wanted = words.casefold().split()
    rows = [
        (row.key, f"{row.title} {row.key.about} {row.person}".strip())
        for row in case_checks(store, case_id=case_id, today=today)
    ]
    found = [
        (key, told)
        for key, told in rows
        if all(word in f"{key.kind} {told}".casefold() for word in wanted)
    ]
    if len(found) != 1:
        offered = "; ".join(told for _key, told in found or rows)
        raise Problem(f"“{words}” names {len(found)} checks: name one of {offered}.")
    return found[0][0]


def _key(event: str) -> UUID | None:
    if not event:
        return None
    try:
        return UUID(event)
    except ValueError:
        arguments.refuse(f"“{event}” is no event: take its id from the command events --json.")
