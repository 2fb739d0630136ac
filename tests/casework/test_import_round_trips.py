"""Whatever a tracker says: it goes out as it came in, is known again, and is undone."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitment_app.casework import checking
from recruitment_app.casework.importing.import_undo import undo_import
from recruitment_app.casework.importing.imports import Verdict, import_cases
from recruitment_app.casework.importing.kept_imports import imports
from recruitment_app.casework.leaving.leaving_lists import export_list
from recruitment_app.exchange import tracker
from recruitment_app.exchange.spreadsheets import write_table
from tests.casework.cases import an_enquiry
from tests.casework.test_import_undo import shown
from tests.casework.test_imports import TODAY, plan
from tests.stores import make_store

NAMES = ("Ann", "Zoë", "Jean-Luc", "O'Neil", "van der Berg", "Łucja", "-Dash", "Ng", "İpek")
DAYS = st.integers(0, 900).map(lambda back: TODAY - timedelta(days=back))
STEPS = tuple(tracker.STEPS)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    store, _ = make_store(tmp_path_factory.mktemp("round") / "store")
    an_enquiry(store)
    yield store
    store.close(is_backed_up=False)


@st.composite
def tracker_rows(draw):
    """Rows as a tracker has them; numbers are few, so that rows of one household meet."""
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        enquired = draw(DAYS)
        row = {
            "Date of enquiry": enquired,
            "First name": draw(st.sampled_from(("", *NAMES))),
            "Surname": draw(st.sampled_from(NAMES)),
            "Telephone": f"01632 96000{draw(st.integers(0, 3))}",
            "Source": draw(st.sampled_from(("", "TV", "Website"))),
        }
        if draw(st.booleans()):
            row["Second first name"] = draw(st.sampled_from(NAMES))
        if draw(st.booleans()):
            row["Email"] = f"person{draw(st.integers(0, 2))}@example.org"
        for step in draw(st.lists(st.sampled_from(STEPS), unique=True, max_size=4)):
            row[step] = enquired + timedelta(days=draw(st.integers(0, (TODAY - enquired).days)))
        rows.append(row)
        if draw(st.booleans()):
            rows.append({**row, "Visit": enquired, "Email": "another@example.org"})
    return rows


@given(rows=tracker_rows(), form=st.sampled_from((".csv", ".xlsx")))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_came_in_goes_out_is_known_again_and_is_undone_without_a_trace(
    shared, tmp_path, rows, form
):
    path = tmp_path / f"rows{form}"
    write_table(path, tracker.HEADINGS, [[r.get(h) for h in tracker.HEADINGS] for r in rows])
    before = shown(shared)
    import_cases(shared, plan=plan(shared, path), today=TODAY)
    assert verdicts(shared, path) == {Verdict.DUPLICATE}

    out = Path(tmp_path / f"out{form}")
    out.unlink(missing_ok=True)
    export_list(shared, name="tracker", path=out, today=TODAY)
    assert verdicts(shared, out) == {Verdict.DUPLICATE}

    undo_import(shared, number=imports(shared)[0].number, today=TODAY)
    assert shown(shared) == before
    assert checking.check(shared) == []


def verdicts(store, path):
    planned = plan(store, path)
    told = {row.verdict for row in planned.rows}
    return (
        told if told == {Verdict.DUPLICATE} else {(r.row, r.verdict, r.why) for r in planned.rows}
    )
