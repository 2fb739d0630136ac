"""How a prose is carried by the clipboard and by dragging, and what is taken of what others put."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QMimeData

from recruitment_app.errors import Problem
from recruitment_app.forms.prose import (
    Paragraph,
    Prose,
    each_paragraph,
    from_json,
    plain_text,
    resolved,
    to_json,
)
from recruitment_app.forms.prose_html import to_html
from recruitment_app.forms.prose_pasted import from_html, from_text
from recruitment_app.ui.clipboard import keep_out_of_history

OWN: Final = "application/x-adopter-recruitment-prose"


def carry(prose: Prose, record: str) -> QMimeData:
    """Return a prose as plain words, clean HTML and, for this application, with its references.

    ``record`` says whose facts those are.
    """
    carried = QMimeData()
    carried.setText(plain_text(prose))
    carried.setHtml(to_html(prose))
    own = json.dumps({"record": record, "prose": to_json(prose)})
    carried.setData(OWN, own.encode())
    return keep_out_of_history(carried)


def has_prose(carried: QMimeData) -> bool:
    """Say whether anything that is carried can be pasted: words, not a picture or a file."""
    if carried.hasFormat(OWN) or carried.hasHtml():
        return True
    return carried.hasText() and not any(url.isLocalFile() for url in carried.urls())


def carried_prose(carried: QMimeData, record: str, facts: Mapping[str, str]) -> Prose:
    """Return what is carried as prose.

    References to another record's facts are plain words here; those to this one say what it says.
    """
    if carried.hasFormat(OWN):
        try:
            told = json.loads(bytes(carried.data(OWN).data()))
            prose = from_json(told["prose"])
            whose = told["record"]
        except (ValueError, KeyError, TypeError, Problem):
            return from_text(carried.text())
        return resolved(prose, facts) if whose == record else _without_references(prose)
    if carried.hasHtml():
        found = from_html(carried.html())
        if not found.is_empty:
            return found
    return from_text(carried.text())


def _without_references(prose: Prose) -> Prose:
    def bare(paragraph: Paragraph) -> Paragraph:
        runs = tuple(replace(run, fact="") for run in paragraph.runs)
        return replace(paragraph, runs=runs)

    return each_paragraph(prose, bare)
