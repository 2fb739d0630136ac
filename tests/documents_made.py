"""Documents made for the tests: papers of a page or two, with nothing real in them."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def a_paper(*pages: str) -> bytes:
    """Return a PDF with these words on its pages, one page where none are given."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for words in pages or ("A letter of the surgery.",):
        canvas.drawString(72, 720, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
