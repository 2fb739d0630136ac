"""The command that prints the handover pack of a worker, or of one case."""

import re

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.supervising.handover_packs import (
    case_handover_paper,
    handover_paper,
    worker_named,
)
from recruitment_app.cli import arguments
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.printing import write_pdf
from recruitment_app.cli.telling import say, tell_json

_REFERENCE = re.compile(r"[A-Za-z]+-\d+")


def print_pack(asked: Asked) -> int:
    """Print the pack of whom is named; where a case's reference stands, the pack of that case."""
    if asked.pdf is None:
        arguments.refuse("Say where to write the pack: --pdf FILE.")
    with opened(asked) as (store, today):
        if _REFERENCE.fullmatch(asked.whose.strip()):
            case_id = case_by_reference(store, reference=asked.whose)
            paper = case_handover_paper(store, case_id=case_id, today=today)
        else:
            worker_id = worker_named(store, asked.whose)
            paper = handover_paper(store, worker_id=worker_id, today=today)
        write_pdf(asked.pdf, paper)
    if asked.as_json:
        tell_json([{"of": asked.whose, "pdf": str(asked.pdf)}])
    else:
        say(f"The handover pack of {asked.whose} stands in {asked.pdf}.")
    return DONE
