"""How a kind of file is read is remembered under a name, and a guess is kept honest."""

from datetime import date

import pytest
from sqlalchemy import select

from recruitment_app.casework import checking
from recruitment_app.casework.importing.import_layouts import look_at
from recruitment_app.casework.importing.imports import Verdict, import_cases, plan_import
from recruitment_app.casework.importing.kept_imports import imports
from recruitment_app.casework.importing.saved_mappings import forget_mapping, mappings, save_mapping
from recruitment_app.errors import NotAllowed, Problem
from recruitment_app.exchange.layouts import with_field
from recruitment_app.exchange.spreadsheets import write_table
from recruitment_app.rules.roles import Role
from recruitment_app.store.tables import Case, Note, Person
from recruitment_app.ui.errands import Cancelled
from tests.casework.test_imports import PUBLIC, TODAY, add_worker

HEADINGS = ["Rang on", "Who", "Mobile", "Said", "Colour"]
ROWS = [
    [date(2014, 1, 6), "Ann & Bob Lee", "07700 900123", "They foster already.", "red"],
    [date(2014, 1, 7), "Smith, John", "07700 900124", None, "blue"],
]


@pytest.fixture
def path(tmp_path):
    """A list of somebody's own, whose first heading means nothing to us."""
    file = tmp_path / "their own.xlsx"
    write_table(file, HEADINGS, ROWS)
    return file


def chosen(store, path, **fields):
    """Return the layout as a person corrected it: fields by heading."""
    layout = look_at(store, path=path).layout
    for column in layout.columns:
        if column.heading in fields:
            layout = with_field(layout, column.at, fields[column.heading])
    return layout


def theirs(store, path):
    return chosen(store, path, **{"Rang on": "enquiry_on", "Said": "note", "Colour": ""})


def planned(store, path, mapping="", **wishes):
    return plan_import(store, path=path, mapping=mapping, today=TODAY, **wishes)


def test_a_file_is_looked_at_before_anything_is_read(file_store, path):
    look = look_at(file_store, path=path)
    assert (look.kind, len(look.sheets)) == ("xlsx", 1)
    assert [column.heading for column in look.layout.columns] == HEADINGS
    assert look.layout.columns[1].sample == ("Ann & Bob Lee", "Smith, John")


def test_a_layout_that_a_person_chose_brings_the_file_in(each_store, path):
    plan = planned(each_store, path, theirs(each_store, path))
    assert [row.verdict for row in plan.rows] == [Verdict.NEW] * 2
    assert plan.incoming.cells[plan.rows[0].row][4] == "red"
    import_cases(each_store, plan=plan, today=TODAY)
    with each_store.reading() as session:
        assert session.scalars(select(Case.title).order_by(Case.reference_number)).all() == [
            "Lee and Lee",
            "Smith",
        ]
        assert "They foster already." in session.scalars(select(Note.text)).one()
    assert imports(each_store)[0].mapping == "chosen"
    assert checking.check(each_store) == []
    again = planned(each_store, path, theirs(each_store, path))
    assert [row.verdict for row in again.rows] == [Verdict.DUPLICATE] * 2


def test_a_saved_mapping_reads_the_next_file_of_its_kind(each_store, path, tmp_path):
    save_mapping(each_store, name="Their  own ", layout=theirs(each_store, path))
    assert [(row.name, row.columns) for row in mappings(each_store)] == [("Their own", 4)]
    later = tmp_path / "later.csv"
    write_table(later, HEADINGS[::-1], [row[::-1] for row in ROWS])
    plan = planned(each_store, later, "their own")
    assert [row.verdict for row in plan.rows] == [Verdict.NEW] * 2
    assert plan.ignored == ("Colour",)
    import_cases(each_store, plan=plan, today=TODAY)
    assert imports(each_store)[0].mapping == "their own"


def test_a_mapping_is_saved_anew_and_forgotten_by_its_name(file_store, path):
    save_mapping(file_store, name="Theirs", layout=look_at(file_store, path=path).layout)
    save_mapping(file_store, name="theirs", layout=theirs(file_store, path))
    assert [row.name for row in mappings(file_store)] == ["theirs"]
    forget_mapping(file_store, name="THEIRS")
    assert mappings(file_store) == ()
    with pytest.raises(Problem, match="There is no saved mapping “theirs”"):
        forget_mapping(file_store, name="theirs")
    with pytest.raises(Problem, match="no mapping “theirs”: choose annex-a or tracker"):
        planned(file_store, path, "theirs")
    save_mapping(file_store, name="Theirs", layout=theirs(file_store, path))
    assert [row.name for row in mappings(file_store)] == ["Theirs"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "Tracker", "annex-a", "guessed"])
def test_a_name_that_cannot_be_one_is_refused(file_store, path, name):
    with pytest.raises(Problem):
        save_mapping(file_store, name=name, layout=theirs(file_store, path))


def test_only_those_who_bring_cases_in_look_and_remember(file_store, path):
    layout = theirs(file_store, path)
    file_store.person_id = add_worker(file_store, "Casey Example", Role.SOCIAL_WORKER)
    for refused in (
        lambda: look_at(file_store, path=path),
        lambda: mappings(file_store),
        lambda: save_mapping(file_store, name="Theirs", layout=layout),
        lambda: forget_mapping(file_store, name="Theirs"),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_guess_keeps_free_text_as_notes_and_names_what_it_cannot_place(file_store, path):
    plan = planned(file_store, path, columns={"Rang on": "enquiry_on"})
    assert plan.ignored == ("Colour",)
    assert ["They foster already." in " ".join(c.case.remarks) for c in plan.new] == [True, False]
    with pytest.raises(Problem, match="date of enquiry"):
        planned(file_store, path, columns={"Rang on": ""})


def test_a_cell_corrected_in_place_is_read_as_typed(file_store, path):
    layout = theirs(file_store, path)
    plan = planned(file_store, path, layout, corrections={(2, 0): "someday", (3, 1): "Jon Smith"})
    assert [(row.verdict, row.column) for row in plan.rows] == [
        (Verdict.WRONG, "Rang on"),
        (Verdict.NEW, ""),
    ]
    right = planned(file_store, path, layout, corrections={(3, 1): "Jon Smith"})
    import_cases(file_store, plan=right, today=TODAY)
    with file_store.reading() as session:
        assert "jon smith" in session.scalars(select(Person.name_fold)).all()


def test_list_11_is_known_by_its_headings(file_store):
    look = look_at(file_store, path=PUBLIC)
    assert look.layout.mapping == "annex-a"
    plan = planned(file_store, PUBLIC, look.layout)
    assert (plan.mapping, plan.count(Verdict.NEW)) == ("annex-a", 5)


def test_what_progress_raises_ends_the_dry_run(file_store, path):
    def cancel(_done: int, _of: int, _sentence: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        planned(file_store, path, theirs(file_store, path), progress=cancel)
