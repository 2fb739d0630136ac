"""What stores over files share: statements that were put together, and nothing of their rows."""

from sqlalchemy import select

from recruitment_app.store.engine import _STATEMENTS
from recruitment_app.store.tables import Agency
from tests.stores import make_store


def test_a_statement_put_together_for_one_store_serves_the_next_with_its_own_rows(tmp_path):
    names, known = [], []
    for name in ("first", "second"):
        store, _key = make_store(tmp_path / name)
        with store.writing(act="rename") as session:
            session.scalars(select(Agency)).one().name = f"Agency of the {name}"
        with store.reading() as session:
            names.append(session.scalars(select(Agency.name)).one())
        known.append(len(_STATEMENTS))
        store.close(is_backed_up=False)
    assert names == ["Agency of the first", "Agency of the second"]
    assert 0 < known[0] == known[1]
