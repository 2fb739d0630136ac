"""What can be read out of a finished PDF, shown on papers made by plain reportlab and pikepdf."""

from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from recruitment_app.documents.reading_back import read_back


def pdf_with_secrets():
    """Return a PDF that says a thing on two pages and hides another in every place there is."""
    kept = BytesIO()
    canvas = Canvas(kept)
    canvas.setTitle("Title of Fern")
    canvas.setSubject("Subject of Fern")
    canvas.drawString(72, 720, "The first page")
    canvas.bookmarkPage("first")
    canvas.addOutlineEntry("Bookmark of Fern", "first")
    canvas.textAnnotation("Note of Fern", (72, 72, 90, 90))
    canvas.showPage()
    canvas.drawString(72, 720, "The second page")
    canvas.showPage()
    canvas.save()
    with pikepdf.open(kept) as pdf:
        pdf.attachments["fern.txt"] = b"File of Fern"
        figure = pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, Alt="Picture of Fern", K=0
        )
        whole = pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem,
            S=pikepdf.Name.Document,
            K=pikepdf.Array([pdf.make_indirect(figure)]),
        )
        pdf.Root.StructTreeRoot = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pdf.make_indirect(whole))
        )
        with pdf.open_metadata(update_docinfo=False) as metadata:
            metadata["dc:description"] = "Packet of Fern"
        told = BytesIO()
        pdf.save(told)
    return told.getvalue()


def test_every_place_where_a_pdf_can_hide_words_is_read():
    read = read_back("applicants", pdf_with_secrets())
    assert [page.strip() for page in read.pages] == ["The first page", "The second page"]
    hidden = dict(read.hidden)
    assert hidden["document's Title"] == "Title of Fern"
    assert hidden["document's Subject"] == "Subject of Fern"
    assert "Packet of Fern" in hidden["document's metadata packet"]
    assert hidden["bookmarks"] == "Bookmark of Fern"
    assert hidden["alternative texts"] == "Picture of Fern"
    assert hidden["attachment fern.txt"] == "File of Fern"
    assert hidden["note on page 1"] == "Note of Fern"
