"""Signing a report: who has to, who did, and whether each signature still holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from recruitment_app.casework.change import Change, Touched
from recruitment_app.casework.households.household_rows import people_of
from recruitment_app.casework.reports.paper_names import Naming
from recruitment_app.casework.reports.report_access import (
    form_of,
    require_form,
    require_theirs,
    why_not_theirs,
)
from recruitment_app.casework.reports.report_content import content_sha256
from recruitment_app.casework.reports.signing_rows import SignaturePlace, SignatureRow, SignOffPage
from recruitment_app.casework.stepping import require_case, signed_in
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.definition import Edition, Kind, Writer
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.report_authors import (
    Engagement,
    ReportAuthor,
    author_faults,
    compliance,
    needs_supervisor,
)
from recruitment_app.rules.roles import Role
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store
from recruitment_app.store.tables import Case, ReportSignature, Worker, WrittenForm

ROLE_TITLES: Final = {
    Writer.SOCIAL_WORKER: "Author",
    Writer.SUPERVISOR: "Supervisor of the author",
    Writer.SECOND_SOCIAL_WORKER: "Author of the second opinion",
    Writer.MANAGER: "Team manager",
    Writer.MEDICAL_ADVISER: "Medical adviser, of the summary",
}
AGENCY: Final = (
    Writer.SOCIAL_WORKER,
    Writer.SUPERVISOR,
    Writer.SECOND_SOCIAL_WORKER,
    Writer.MANAGER,
)
"""Whose signatures every edition needs, where their part is in it."""
_ONLY_THEMSELVES: Final = (
    "Only the person named here signs on screen: sign in as that person, or record the"
    " signature as given on paper."
)


def sign_off(store: Store, *, form_id: UUID, today: date) -> SignOffPage:
    """Return what is to be signed under a report, by whom, and what stands in the way of it.

    Raises:
        Problem: there is no such report that this person may see.

    """
    with store.reading() as session:
        worker = signed_in(session, store)
        written = require_form(session, worker, form_id)
        return sign_off_within(session, worker, written, today)


def sign_off_within(
    session: Session, worker: Worker, written: WrittenForm, today: date
) -> SignOffPage:
    """Return what is to be signed under a report, within a reading or an act that is open."""
    case = session.get_one(Case, written.case_id)
    content = signed_content(session, case, written)
    rows = _signatures(session, written, content)
    author, supervisor = authors_of(session, written)
    places = tuple(_filled(place, rows) for place in _places(session, worker, case, written, today))
    held = {place.signature.id for place in places if place.signature}
    return SignOffPage(
        form_id=written.id,
        content_sha256=content,
        places=places,
        fallen=tuple(row for row in rows if row.id not in held and not row.holds),
        author_faults=author_faults(author, supervisor, today) if written.form == REPORT else (),
        compliance=compliance(author, supervisor, today),
        may_record=not why_not_theirs(worker, case, written),
    )


def sign_report(
    store: Store,
    *,
    form_id: UUID,
    role: Writer,
    signed_on: date,
    today: date,
    person_id: UUID | None = None,
    worker_id: UUID | None = None,
    name: str = "",
    is_on_paper: bool = False,
    is_declined: bool = False,
    remark: str = "",
) -> Change:
    """Sign a report as it stands, or record who signed it on paper.

    An applicant's signature says that they have read it, not that they agree; a remark may say
    what they wish to be noted. One who will not sign has declined, and the remark says why. On
    screen everybody signs for themselves alone.

    Raises:
        NotAllowed: the place is another's, or the report not theirs to record in.
        Problem: the day is to come, nobody is named who signs here, or who wrote it would sign
            as the manager too.

    """
    if signed_on > today:
        raise Problem(f"{long_date(signed_on)} is still to come.", field="signed_on")
    with store.writing(act="sign_report") as session:
        worker = signed_in(session, store)
        written = require_form(session, worker, form_id)
        case = require_case(session, worker, written.case_id)
        page = sign_off_within(session, worker, written, today)
        place = _place(page.places, role, person_id)
        if is_on_paper or place.person_id or role is Writer.MEDICAL_ADVISER:
            require_theirs(worker, case, written)
        elif not place.is_mine:
            raise NotAllowed(_ONLY_THEMSELVES)
        if is_declined and (place.person_id is None or not remark.strip()):
            raise Problem("Only an applicant declines to sign: write down why.", field="remark")
        signer = _Signer.of(session, place, worker, worker_id, name, is_on_paper=is_on_paper)
        if role is Writer.MANAGER and signer.worker_id in {written.author_id, None}:
            raise Problem("Who wrote the report does not sign it as its manager too.")
        row = ReportSignature(
            case_id=case.id,
            written_form_id=form_id,
            role=role,
            worker_id=signer.worker_id,
            person_id=place.person_id,
            name=signer.name,
            signed_on=signed_on,
            is_on_paper=is_on_paper,
            is_declined=is_declined,
            remark=remark.replace("\0", "").strip(),
            content_sha256=page.content_sha256,
            recorded_at=store.clock(),
            recorded_by=worker.id,
        )
        session.add(row)
        session.flush()
        return Change(case.id, frozenset({Touched.REPORT}), "Signed.", row.id)


def signed_content(session: Session, case: Case, written: WrittenForm) -> str:
    """Return the hash that a signature has to have to hold: as it was frozen, else as it is."""
    return written.content_sha256 or content_sha256(session, case, written)


def authors_of(
    session: Session, written: WrittenForm
) -> tuple[ReportAuthor | None, ReportAuthor | None]:
    """Return the author and the supervisor of a report, as the rules on authors read them."""
    return _author(session, written.author_id), _author(session, written.supervisor_id)


@dataclass(frozen=True, slots=True)
class _Signer:
    """Who signs: somebody of the agency, or anybody by name."""

    worker_id: UUID | None
    name: str

    @classmethod
    def of(
        cls,
        session: Session,
        place: SignaturePlace,
        worker: Worker,
        worker_id: UUID | None,
        name: str,
        *,
        is_on_paper: bool,
    ) -> "_Signer":
        """Return who signs at a place.

        Raises:
            Problem: nobody is named who could.

        """
        if place.person_id is not None:
            return cls(None, place.name)
        if place.role is Writer.MEDICAL_ADVISER:
            if not name.strip():
                raise Problem("Type the medical adviser's name.", field="name")
            return cls(None, name.replace("\0", "").strip())
        named = place.worker_id or (worker_id if is_on_paper else worker.id)
        found = session.get(Worker, named) if named else None
        if found is None:
            raise Problem("Say first who of the agency signs here.", field="worker_id")
        if place.role is Writer.MANAGER and found.role is not Role.MANAGER:
            raise Problem("Only a manager signs here.", field="worker_id")
        return cls(found.id, found.name)


def _author(session: Session, worker_id: UUID | None) -> ReportAuthor | None:
    row = session.get(Worker, worker_id) if worker_id else None
    if row is None:
        return None
    return ReportAuthor(
        name=row.name,
        registration_number=row.registration_number,
        qualified_on=row.qualified_on,
        has_adoption_experience=row.has_adoption_experience,
        engaged_as=Engagement(row.engaged_as),
    )


def _places(
    session: Session, worker: Worker, case: Case, written: WrittenForm, today: date
) -> Iterator[SignaturePlace]:
    form = form_of(session, written)
    asked = [
        role for section in form.sections if section.kind is Kind.SIGN_OFF for role in section.who
    ]
    author, _ = authors_of(session, written)
    is_supervised = author is not None and needs_supervisor(author, today)
    named = {
        Writer.SOCIAL_WORKER: written.author_id,
        Writer.SUPERVISOR: written.supervisor_id,
        Writer.SECOND_SOCIAL_WORKER: written.second_author_id,
    }
    needed = {
        Writer.SUPERVISOR: is_supervised,
        Writer.SECOND_SOCIAL_WORKER: written.has_second_opinion,
        Writer.MEDICAL_ADVISER: False,
    }
    for role in dict.fromkeys(asked):
        if role is Writer.APPLICANT:
            yield from _of_applicants(session, case)
            continue
        if role in {Writer.SUPERVISOR, Writer.SECOND_SOCIAL_WORKER} and not (
            needed[role] or named[role]
        ):
            continue
        who = session.get(Worker, named[role]) if named.get(role) else None
        is_mine = worker.role is Role.MANAGER and worker.id != written.author_id
        yield SignaturePlace(
            role=role,
            title=ROLE_TITLES.get(role, ""),
            name=who.name if who else "",
            worker_id=who.id if who else None,
            person_id=None,
            is_needed=needed.get(role, True),
            is_mine=is_mine if role is Writer.MANAGER else bool(who and who.id == worker.id),
            signature=None,
        )


def _of_applicants(session: Session, case: Case) -> Iterator[SignaturePlace]:
    people = [each for each in people_of(session, case.id) if each.standing == "applicant"]
    names = Naming(Edition.PANEL, people)
    for person in people:
        yield SignaturePlace(
            role=Writer.APPLICANT,
            title=names.ordinal(person),
            name=person.name,
            worker_id=None,
            person_id=person.id,
            is_needed=True,
            is_mine=False,
            signature=None,
        )


def _filled(place: SignaturePlace, rows: Sequence[SignatureRow]) -> SignaturePlace:
    """Return a place with the latest signature that holds there."""
    for row in rows:
        is_here = row.role is place.role and row.person_id == place.person_id
        is_theirs = place.worker_id is None or row.worker_id == place.worker_id
        if row.holds and is_here and is_theirs:
            return SignaturePlace(
                place.role,
                place.title,
                row.name,
                place.worker_id,
                place.person_id,
                place.is_needed,
                place.is_mine,
                row,
            )
    return place


def _place(
    places: Sequence[SignaturePlace], role: Writer, person_id: UUID | None
) -> SignaturePlace:
    for place in places:
        if place.role is role and place.person_id == person_id:
            return place
    raise Problem("Nobody signs this report as that: look again.", field="role")


def _signatures(session: Session, written: WrittenForm, content: str) -> tuple[SignatureRow, ...]:
    names = {row.id: row.name for row in session.execute(select(Worker.id, Worker.name))}
    query = (
        select(ReportSignature)
        .where(ReportSignature.written_form_id == written.id, ReportSignature.deleted_at.is_(None))
        .order_by(ReportSignature.recorded_at.desc(), ReportSignature.id.desc())
    )
    return tuple(
        SignatureRow(
            id=row.id,
            role=Writer(row.role),
            name=row.name,
            worker_id=row.worker_id,
            person_id=row.person_id,
            signed_on=row.signed_on,
            is_on_paper=row.is_on_paper,
            is_declined=row.is_declined,
            remark=row.remark,
            holds=row.content_sha256 == content,
            recorded_at=row.recorded_at,
            recorded_by=names.get(row.recorded_by, ""),
        )
        for row in session.scalars(query)
    )
