"""Documents made for the tests: papers of a page or two, with nothing real in them."""

from datetime import date
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from recruitment_app.casework.file.case_documents import add_documents
from recruitment_app.casework.file.sealing_documents import seal_document
from recruitment_app.casework.lists.case_list import CaseFilter, case_ids
from recruitment_app.rules.stages import Stage
from recruitment_app.store.keeping import Store
from tests.photographs_made import a_garden

KEPT_OF = "0199aa00-0000-7000-8000-000000000002"
"""The key of a record that the papers kept below are the evidence of."""


def a_paper(*pages: str) -> bytes:
    """Return a PDF with these words on its pages, one page where none are given."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for words in pages or ("A letter of the surgery.",):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def keep_papers(store: Store, folder: Path, today: date) -> None:
    """Add a letter, a medical and a picture to open cases in Stage Two."""
    papers = {
        "Letter of the school.pdf": ("letter", a_paper("A letter of the school.", "Page two.")),
        "Medical of the first applicant.pdf": ("medical", a_paper("A medical.")),
        "The garden gate.jpg": ("picture", a_garden()),
    }
    sealed = []
    for name, (kind, content) in papers.items():
        file = folder / name
        file.write_bytes(content)
        sealed.append((kind, seal_document(store, file=file)))
    wanted = CaseFilter(stages=(Stage.STAGE_TWO,), group="open")
    for case_id in case_ids(store, wanted=wanted, today=today)[:8]:
        for kind, each in sealed:
            add_documents(
                store,
                case_id=case_id,
                sealed=[each],
                kind=kind,
                record_key=KEPT_OF,
                dated_on=today.replace(day=3) if kind == "letter" else None,
                today=today,
            )
