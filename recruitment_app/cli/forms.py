"""The command that checks forms: those that are shipped, or an agency's own."""

from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.telling import say, tell_json, tell_rows
from recruitment_app.errors import Problem
from recruitment_app.forms.checking import Checked, check_folder, check_shipped

FIELDS = (
    "file",
    "form",
    "version",
    "sections",
    "statutory_items",
    "words_couple",
    "words_single",
)


def check_forms(asked: Asked) -> int:
    """Tell what each form holds, and every fault with its file and line."""
    checked = check_folder(asked.folder) if asked.folder else check_shipped()
    rows = _rows(checked)
    if asked.as_json:
        faults = [
            {"file": fault.place.file, "line": fault.place.line, "reason": fault.reason}
            for fault in checked.faults
        ]
        tell_json({"forms": rows, "faults": faults})
    else:
        if rows:
            tell_rows(rows, FIELDS, as_json=False)
        for fault in checked.faults:
            say(str(fault))
    if checked.faults:
        count = len(checked.faults)
        were = "One fault was" if count == 1 else f"{count} faults were"
        raise Problem(f"{were} found: mend each at its line and check again.")
    return DONE


def _rows(checked: Checked) -> list[dict[str, object]]:
    return [
        {
            "file": summary.file,
            "form": summary.form,
            "version": summary.version,
            "sections": summary.sections,
            "statutory_items": summary.statutory_items,
            "words_couple": [summary.words_couple.least, summary.words_couple.most],
            "words_single": [summary.words_single.least, summary.words_single.most],
        }
        for summary in checked.summaries
    ]
