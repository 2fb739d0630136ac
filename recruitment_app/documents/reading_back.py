"""What can be read out of a finished PDF: its pages, and whatever else it holds."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from recruitment_app.rules.report_record import PaperText

_DEEPEST: Final = 60
_SAYS: Final = ("/Alt", "/ActualText", "/E", "/T")


def read_back(edition: str, pdf: bytes) -> PaperText:
    """Return the words of a PDF page by page, and its title, bookmarks and all that is hidden.

    Hidden are the texts that only a screen reader or a program shows: facts about the document,
    alternative texts, notes on the page, attached files.
    """
    import pypdf  # noqa: PLC0415 - only checks read papers back

    reader = pypdf.PdfReader(BytesIO(pdf))
    return PaperText(
        edition=edition,
        pages=tuple(page.extract_text() for page in reader.pages),
        hidden=tuple(_hidden(reader)),
    )


def _hidden(reader: Any) -> Iterator[tuple[str, str]]:
    for name, value in (reader.metadata or {}).items():
        yield f"document's {name.lstrip('/')}", str(value)
    root = reader.trailer["/Root"]
    if "/Metadata" in root:
        packet = root["/Metadata"].get_data().decode("utf-8", "replace")
        yield "document's metadata packet", packet
    titles = list(_titles(reader.outline))
    if titles:
        yield "bookmarks", "\n".join(titles)
    if "/StructTreeRoot" in root:
        said = list(_said(root["/StructTreeRoot"], 0, set()))
        if said:
            yield "alternative texts", "\n".join(said)
    yield from _beside(reader)


def _beside(reader: Any) -> Iterator[tuple[str, str]]:
    """Go through what hangs on the document and its pages: files, and notes."""
    for name, contents in reader.attachments.items():
        for content in contents:
            yield f"attachment {name}", content.decode("utf-8", "replace")
    for number, page in enumerate(reader.pages, start=1):
        for note in page.get("/Annots") or ():
            words = note.get_object().get("/Contents")
            if words:
                yield f"note on page {number}", str(words)


def _titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def _said(element: Any, depth: int, seen: set[int]) -> Iterator[str]:
    """Go through the texts that the tags carry beside what is drawn."""
    found = element.get_object()
    if depth > _DEEPEST or id(found) in seen or not hasattr(found, "get"):
        return
    seen.add(id(found))
    for key in _SAYS:
        if found.get(key):
            yield str(found[key])
    kids = found.get("/K")
    if kids is None or isinstance(kids, int):
        return
    kids = kids.get_object()
    for kid in kids if isinstance(kids, list) else [kids]:
        if not isinstance(kid, int):
            yield from _said(kid, depth + 1, seen)
