"""The documents of the sample: letters of a few lines, and a drawing, sealed as any other file."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from io import BytesIO
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.file.case_documents import write_document
from recruitment_app.casework.file.pictures import MEDIA_TYPE
from recruitment_app.casework.file.sealing_documents import SealedDocument
from recruitment_app.casework.sampling.sample_gathering import AssessedCase
from recruitment_app.casework.sampling.sample_pictures import FIGURES, picture
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Check

_PDF: Final = "application/pdf"
_DRAWN: Final = "couple"
_CONSENT: Final = (
    "CONSENT TO THE CHECKS",
    "",
    "We agree that the agency asks for the checks that it told us of.",
    "We were told who sees what they say, and how long it is kept.",
    "",
    "Signed by each of us, in ink. (Invented for the sample.)",
)
_REFERENCE: Final = (
    "PERSONAL REFERENCE, IN CONFIDENCE",
    "",
    "I have known them for many years, in good times and in bad ones.",
    "They are patient, they turn up when they have said they will,",
    "and children seek them out. I would trust them with mine.",
    "",
    "(Invented for the sample.)",
)
_LEFT, _TOP, _LINE = 72, 770, 18


def add_documents(session: Session, store: Store, told: AssessedCase) -> None:
    """Write the documents of a case whose checks are written, within the act that is open."""
    accepted_on = told.accepted_on
    consent = _sealed(store, "consent.pdf", _paper(_CONSENT), _PDF)
    write_document(
        session,
        store,
        case_id=told.case_id,
        sealed=consent,
        kind="consent",
        title="Consent to the checks",
        dated_on=accepted_on,
    )
    reference = _reference_of(session, told.case_id)
    if reference is not None:
        write_document(
            session,
            store,
            case_id=told.case_id,
            sealed=_sealed(store, "reference.pdf", _paper(_REFERENCE), _PDF),
            kind="reference",
            title="Reference, as it was written",
            dated_on=reference.received_on,
            record_key=str(reference.id),
        )
    if told.case.report == _DRAWN:
        drawn = picture(FIGURES[_DRAWN])
        write_document(
            session,
            store,
            case_id=told.case_id,
            sealed=_sealed(store, "drawing.jpg", drawn, MEDIA_TYPE),
            kind="picture",
            title="A drawing by a niece",
            dated_on=accepted_on + timedelta(days=40),
        )


def _reference_of(session: Session, case_id: UUID) -> Check | None:
    """Return the first reference of a case that came."""
    return session.scalars(
        select(Check)
        .where(Check.case_id == case_id, Check.kind == "reference", Check.received_on.is_not(None))
        .order_by(Check.received_on, Check.about)
        .limit(1)
    ).first()


def _sealed(store: Store, name: str, content: bytes, media_type: str) -> SealedDocument:
    kept = store.attachments.keep(BytesIO(content))
    return SealedDocument(name, kept.mac, kept.size, media_type)


def _paper(lines: Sequence[str]) -> bytes:
    """Return a page with a few lines of plain letters as the smallest of PDFs."""
    shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
    text = f"BT /F1 12 Tf {_LINE} TL {_LEFT} {_TOP} Td {shown}ET".encode("ascii")
    objects: Mapping[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    made, places = b"%PDF-1.4\n", []
    for number, content in objects.items():
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    foot = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(made))
    return made + head + table + foot


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
