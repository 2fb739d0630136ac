"""A written form on paper: its contents gathered for one edition, and the paper of a draft."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from recruitment_app.casework.agency.agency import agency_row
from recruitment_app.casework.case_page import case_page
from recruitment_app.casework.in_force import read_law
from recruitment_app.casework.reports.form_facts import own_facts
from recruitment_app.casework.reports.form_versions import form_in_force
from recruitment_app.casework.reports.paper_facts import Recorded
from recruitment_app.casework.reports.paper_front import front, has_cover, to_sign
from recruitment_app.casework.reports.paper_names import Naming
from recruitment_app.casework.reports.paper_sections import (
    COVER,
    LEGAL_ADVICE,
    Gathered,
    sections_of,
)
from recruitment_app.casework.reports.photographs import photographs_to_print
from recruitment_app.casework.reports.profile_consents import profile_consents
from recruitment_app.casework.reports.report_access import current_form, require_form
from recruitment_app.casework.reports.report_editions import addenda_of
from recruitment_app.casework.reports.report_facts import facts_of, person_fact, texts_of
from recruitment_app.casework.reports.report_people import CHILDREN
from recruitment_app.casework.reports.report_reading import every_section, report_page
from recruitment_app.casework.reports.report_rows import ReportPage
from recruitment_app.casework.reports.report_signing import sign_off
from recruitment_app.casework.rows import CasePage
from recruitment_app.casework.stepping import ask_leave, signed_in, standing_case
from recruitment_app.documents.report_contents import Addition, Photograph, ReportContents, Stamp
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.definition import About, Edition, Form, Household
from recruitment_app.forms.reading import REPORT
from recruitment_app.rules.roles import Duty
from recruitment_app.rules.stages import long_date
from recruitment_app.store.keeping import Store

_HOUSEHOLD: Final = "Photograph of the household"
_SIGNING: Final = (
    "Each signature is of this version and its date. Who signs has read all of it and had a say in"
    " it; who has something to add writes it beside the signature."
)
_NO_CONSENT: Final = (
    "The profile may be shown only with the consent of every applicant, and it is not recorded "
    "yet: record it on the page of the case first."
)


def report_paper(
    store: Store,
    *,
    case_id: UUID,
    edition: Edition,
    today: date,
    form: str = REPORT,
    number: int | None = None,
    subject: str = "",
    with_legal_advice: bool = False,
    password: str | None = None,
) -> bytes:
    """Return an edition of a form as PDF, a draft whatever its checks find; locked on request.

    Legal advice stays out of the addendum unless it is asked for.

    Raises:
        NotAllowed: who is signed in may not print, or may not read the addendum.
        Problem: there is no such case, form or edition, the consent that the profile needs is
            not recorded, or the password is empty or longer than readers take.

    """
    from recruitment_app.documents import written_form  # noqa: PLC0415 - reportlab
    from recruitment_app.documents.locking import locked  # noqa: PLC0415 - as above

    contents = contents_of(
        store,
        case_id=case_id,
        edition=edition,
        today=today,
        form=form,
        number=number,
        subject=subject,
        with_legal_advice=with_legal_advice,
    )
    printed = written_form.render(contents)
    return printed if password is None else locked(printed, password)


def contents_of(
    store: Store,
    *,
    case_id: UUID,
    edition: Edition,
    today: date,
    form: str = REPORT,
    number: int | None = None,
    subject: str = "",
    with_legal_advice: bool = False,
) -> ReportContents:
    """Gather all that one edition of a form holds, as it stands now, for a draft of it.

    A form that is not begun has the facts of the record alone, and one about a referee (the
    ``subject``) is not printed then. Legal advice stays out of the
    addendum unless it is asked for.

    Raises:
        NotAllowed: who is signed in may not print, or may not read the addendum.
        Problem: there is no such case, form or edition, or the consent that the profile needs
            is not recorded.

    """
    with store.reading() as session:
        ask_leave(session, store, Duty.EXPORT)
        law = read_law(session)
        in_force = form_in_force(session, form, today)
        of_case = standing_case(session, case_id)
        is_begun = current_form(session, of_case, form, subject) is not None
    page = case_page(store, case_id=case_id, today=today)
    if edition is Edition.PROFILE:
        _require_consent(store, case_id, today)
    is_asked = is_begun or number is not None or in_force.about is not About.HOUSEHOLD
    report = (
        report_page(store, case_id=case_id, form=form, number=number, subject=subject)
        if is_asked
        else None
    )
    definition = report.form if report else in_force
    _require_edition(definition, edition)
    _require_leave(edition, report)
    names = Naming(edition, page.applicants, page.people)
    is_told_already = report is not None and report.is_frozen and not names.is_profile
    written = every_section(store, form_id=report.id) if report else {}
    gathered = Gathered(
        record=Recorded(page, law, names, today),
        form=definition,
        household=report.household if report else _household(page),
        edition=edition,
        written=written,
        facts={} if is_told_already else _facts(store, page, names, today),
        kept_apart=frozenset() if with_legal_advice else frozenset({LEGAL_ADVICE}),
        own=own_facts(store, report, written) if report else {},
    )
    signing = sign_off(store, form_id=report.id, today=today) if report else None
    is_whole = edition in {Edition.PANEL, Edition.APPLICANTS}
    is_covered = has_cover(definition, edition)
    shown = _photographs(store, names, case_id) if is_covered else ()
    agency = agency_row(store).name
    return ReportContents(
        form=definition.name,
        form_version=definition.version,
        form_title=definition.title,
        edition=edition,
        agency=agency,
        reference=page.reference,
        title=names.title(page.title),
        stamp=Stamp(
            number=report.number if report else 1,
            printed_on=today,
            signatures=to_sign(gathered, signing.places if signing else ()),
        ),
        parts=definition.parts,
        front=front(gathered, agency, report, shown),
        front_section=COVER if is_covered else "",
        sections=sections_of(gathered),
        additions=_additions(store, report, gathered) if report else (),
        compliance=signing.compliance if signing and form == REPORT and is_whole else "",
        signing="" if form == REPORT else _SIGNING,
        stands_alone=definition.about is not About.HOUSEHOLD or None,
    )


def _require_edition(form: Form, edition: Edition) -> None:
    known = {each for section in form.sections for each in section.editions}
    if edition not in known:
        kinds = " and ".join(sorted(known))
        raise Problem(f"The {form.title} has no edition {edition}: it is printed for {kinds}.")


def _require_leave(edition: Edition, report: ReportPage | None) -> None:
    if edition is Edition.ADDENDUM and report is not None and not report.reads_confidential:
        raise NotAllowed(
            "The confidential addendum is printed by the case's worker, a manager or the decision "
            "maker."
        )


def _require_consent(store: Store, case_id: UUID, today: date) -> None:
    for row in profile_consents(store, case_id=case_id):
        is_given = row.given_on is not None and row.given_on <= today
        if not is_given or (row.withdrawn_on is not None and row.withdrawn_on <= today):
            raise Problem(_NO_CONSENT)


def _photographs(store: Store, names: Naming, case_id: UUID) -> tuple[Photograph, ...]:
    """Return what the front sheet shows; the profile says nothing of it that somebody typed."""
    shown = photographs_to_print(store, case_id=case_id, edition=names.edition)
    if not names.is_profile:
        return shown
    return tuple(replace(each, alternative=_HOUSEHOLD, caption="") for each in shown)


def _additions(store: Store, report: ReportPage, gathered: Gathered) -> tuple[Addition, ...]:
    with store.reading() as session:
        written = require_form(session, signed_in(session, store), report.id)
        return tuple(
            Addition(
                row.number, long_date(row.signed_on), row.signed_by, gathered.resolved(row.text)
            )
            for row in addenda_of(session, written)
            if gathered.edition in row.editions
        )


def _household(page: CasePage) -> Household:
    return Household(
        applicants=tuple(str(person.id) for person in page.applicants),
        children=tuple(
            str(person.id)
            for person in page.people
            if person.standing == "child_elsewhere"
            or (person.standing == "household" and person.relation in CHILDREN)
        ),
    )


def _facts(store: Store, page: CasePage, names: Naming, today: date) -> Mapping[str, str]:
    """Return the facts that an edition may tell in a text, by their names.

    The profile knows what it calls the applicants, and how old they are.
    """
    texts = texts_of(facts_of(store, case_id=page.id, today=today))
    if not names.is_profile:
        return texts
    known: dict[str, str] = {}
    for person in page.applicants:
        called = dict.fromkeys(("name", "given_names", "known_as"), names.name(person))
        known |= {person_fact(person.id, fact): told for fact, told in called.items()}
        age = person_fact(person.id, "age")
        known |= {age: texts[age]} if age in texts else {}
    return known
