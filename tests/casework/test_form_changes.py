from datetime import date

import pytest

from recruitment_app.casework.reports.form_changes import (
    IN_FORCE,
    REPLACED,
    TAKEN_BACK,
    TO_COME,
    bring_in_changes,
    form_rows,
    form_text,
    look_at_changes,
    look_at_text,
    save_form,
    take_back_changes,
)
from recruitment_app.casework.reports.form_versions import form_in_force, form_of_version
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.forms.faults import WrongForm
from recruitment_app.forms.reading import REPORT, SHIPPED
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import FormChange, Worker
from tests.casework.cases import TODAY

LATER = date(2015, 1, 5)


def changes(version=1, title="Money and housing", over=1):
    return (
        f'form = "{REPORT}"\nover = {over}\nversion = {version}\n'
        f'[[section]]\nkey = "b.14"\ntitle = "{title}"\n'
    )


def bring(store, text=None, on=TODAY):
    return bring_in_changes(
        store, text=text or changes(), file="ours.toml", in_force_from=on, today=TODAY
    )


def in_force(store, on=TODAY):
    with store.reading() as session:
        return form_in_force(session, REPORT, on)


def of_report(store):
    return next(row for row in form_rows(store, today=TODAY) if row.name == REPORT)


def test_the_forms_are_listed_as_shipped_until_something_is_brought_in(each_store):
    rows = form_rows(each_store, today=TODAY)
    assert [row.name for row in rows] == list(SHIPPED)
    assert all(row.version == row.shipped_version == "1" for row in rows)
    assert all(row.changes == () for row in rows)


def test_changes_hold_from_their_day_and_what_was_begun_keeps_its_version(each_store):
    shipped = in_force(each_store)
    bring(each_store, on=LATER)
    assert in_force(each_store) == shipped
    changed = in_force(each_store, LATER)
    assert (changed.version, changed.by_key["b.14"].title) == ("1.1", "Money and housing")
    (row,) = of_report(each_store).changes
    assert (row.number, row.state, row.in_force_from) == (1, TO_COME, LATER)
    with each_store.reading() as session:
        assert form_of_version(session, REPORT, "1") == shipped
        assert form_of_version(session, REPORT, "1.1") == changed


def test_what_is_brought_in_later_replaces_and_what_is_taken_back_holds_no_more(each_store):
    bring(each_store)
    bring(each_store, changes(2, "Money"))
    assert in_force(each_store).by_key["b.14"].title == "Money"
    assert [row.state for row in of_report(each_store).changes] == [IN_FORCE, REPLACED]
    take_back_changes(each_store, form=REPORT, number=2)
    assert in_force(each_store).by_key["b.14"].title == "Money and housing"
    assert [row.state for row in of_report(each_store).changes] == [TAKEN_BACK, IN_FORCE]
    with each_store.reading() as session:  # answers written against it keep it all the same
        assert form_of_version(session, REPORT, "1.2").by_key["b.14"].title == "Money"
    with pytest.raises(Problem, match="do not hold any more"):
        take_back_changes(each_store, form=REPORT, number=2)
    take_back_changes(each_store, form=REPORT, number=1)
    assert in_force(each_store).version == "1"


def test_a_number_is_never_given_twice(each_store):
    bring(each_store)
    take_back_changes(each_store, form=REPORT, number=1)
    with pytest.raises(WrongForm) as wrong:
        bring(each_store)
    assert str(wrong.value) == (
        "ours.toml:3: Version 1 of the changes was brought in already: write version = 2."
    )
    bring(each_store, changes(2))
    assert in_force(each_store).version == "1.2"


def test_a_look_tells_what_differs_and_keeps_nothing(each_store):
    bring(each_store)
    look = look_at_text(each_store, text=changes(2, "Money"), file="ours.toml", today=TODAY)
    assert (look.form, look.number, look.faults) == (REPORT, 2, ())
    (only,) = look.differences
    assert (only.before, only.after) == ("Money and housing", "Money")
    assert len(of_report(each_store).changes) == 1


def test_every_fault_is_told_with_file_line_and_reason(file_store, tmp_path):
    ours = tmp_path / "ours.toml"
    for content, told in (
        (changes().replace("b.14", "b.99"), "ours.toml:5: The form has no section “b.99”"),
        ("form = \n", "ours.toml:1: This is not TOML"),
        ("", "ours.toml:1: No form “” is shipped."),
        (changes(over=2), "ours.toml:2: These changes were made for version 2"),
    ):
        ours.write_text(content, encoding="utf-8")
        look = look_at_changes(file_store, path=ours, today=TODAY)
        assert str(look.faults[0]).startswith(told)
        with pytest.raises(WrongForm):
            bring(file_store, content or " ")
    ours.write_bytes(b"form = '\xff'")
    look = look_at_changes(file_store, path=ours, today=TODAY)
    assert str(look.faults[0]) == "ours.toml:1: Save this file as UTF-8."
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(Problem, match="cannot be read"):
            look_at_changes(file_store, path=path, today=TODAY)
    with ours.open("wb") as file:
        file.truncate(2_000_000)
    with pytest.raises(Problem, match="too long"):
        look_at_changes(file_store, path=ours, today=TODAY)
    assert of_report(file_store).changes == ()


def test_a_day_that_has_passed_or_before_changes_to_come_is_refused(each_store):
    with pytest.raises(Problem, match="from today on") as refused:
        bring(each_store, on=date(2014, 11, 13))
    assert refused.value.field == "in_force_from"
    bring(each_store, on=LATER)
    with pytest.raises(Problem, match="5 January 2015"):
        bring(each_store, changes(2))
    with pytest.raises(Problem, match="Nothing differs"):
        bring(each_store, changes(2), on=LATER)


def test_the_form_that_holds_is_taken_out_altered_and_brought_in(each_store, tmp_path):
    bring(each_store)
    path = tmp_path / "report.toml"
    save_form(each_store, form=REPORT, path=path, today=TODAY)
    look = look_at_changes(each_store, path=path, today=TODAY)
    assert (look.number, look.differences, look.faults) == (2, (), ())
    text = form_text(each_store, form=REPORT, today=TODAY)
    bring(each_store, text.replace("Money and housing", "Money, and a home"))
    assert in_force(each_store).version == "1.2"
    assert in_force(each_store).by_key["b.14"].title == "Money, and a home"
    with pytest.raises(Problem, match="cannot be written"):
        save_form(each_store, form=REPORT, path=tmp_path / "no" / "x.toml", today=TODAY)
    with pytest.raises(Problem, match="no such form"):
        form_text(each_store, form="nobody", today=TODAY)


def test_changes_that_fit_the_shipped_form_no_more_are_said_and_not_followed(file_store):
    bring(file_store)
    with file_store.writing(act="tamper") as session:
        session.query(FormChange).one().text = changes(over=7)  # as an update would leave them
    row = of_report(file_store)
    assert row.version == "1"
    assert "made for version 7" in row.changes[0].fault


def test_only_a_manager_changes_a_form(each_store):
    with each_store.writing(act="change_worker") as session:
        session.get_one(Worker, each_store.person_id).role = Role.SOCIAL_WORKER
        session.add(_another_manager(session))
    with pytest.raises(NotAllowed):
        bring(each_store)
    with pytest.raises(NotAllowed):
        take_back_changes(each_store, form=REPORT, number=1)
    assert form_rows(each_store, today=TODAY)


def _another_manager(session):
    mine = session.query(Worker).first()
    return Worker(team_id=mine.team_id, name="Other", name_fold="other", role=Role.MANAGER)
