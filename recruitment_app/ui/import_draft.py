"""An import that was left in the middle, as text: its choices, answers and corrections."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from recruitment_app.casework.importing.import_layouts import Look
from recruitment_app.casework.importing.import_showing import Unknown
from recruitment_app.ui.import_work import ImportWork, Manner


def as_text(work: ImportWork) -> str:
    """Return what somebody has chosen so far; the file itself is not kept."""
    return json.dumps(
        {
            "path": str(work.path),
            "manner": asdict(work.manner),
            "date_order": work.date_order,
            "by_columns": work.by_columns,
            "fields": [
                [*table, at, name]
                for table, each in work.fields.items()
                for at, name in each.items()
            ],
            "cells": [
                [*table, *cell, typed]
                for table, each in work.cells.items()
                for cell, typed in each.items()
            ],
            "asked": [asdict(each) for each in work.asked.values()],
            "answers": [[*asked, code] for asked, code in work.answers.items()],
        }
    )


class ImportDraft:
    """What was kept of an import; the file is looked at again before it goes on."""

    def __init__(self, text: str) -> None:
        self._told: dict[str, Any] = json.loads(text)
        self.path = Path(self._told["path"])
        self.manner = Manner(**self._told["manner"])

    def resumed(self, look: Look) -> ImportWork:
        """Return the import as it was left, its file as it is now."""
        told = self._told
        work = ImportWork(self.path, look, self.manner.mapping)
        for sheet, separator, encoding, at, name in told["fields"]:
            work.fields.setdefault((sheet, separator, encoding), {})[at] = name
        for sheet, separator, encoding, row, at, typed in told["cells"]:
            work.cells.setdefault((sheet, separator, encoding), {})[row, at] = typed
        for each in told["asked"]:
            rows = {"near": tuple(each["near"]), "rows": tuple(each["rows"])}
            work.asked[each["column"], each["spelling"]] = Unknown(**{**each, **rows})
        work.answers.update(
            {(column, spelling): code for column, spelling, code in told["answers"]}
        )
        work.date_order, work.by_columns = told["date_order"], told["by_columns"]
        work.look_again(look, self.manner.mapping)
        return work


def draft_of(text: str) -> ImportDraft | None:
    """Return the import that a text keeps, or nothing where it keeps none."""
    try:
        return ImportDraft(text)
    except (ValueError, KeyError, TypeError):
        return None
