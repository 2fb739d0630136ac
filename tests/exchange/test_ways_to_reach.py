import pytest
from hypothesis import given
from hypothesis import strategies as some

from recruitment_app.errors import Problem
from recruitment_app.exchange import reach

NUMBER, ADDRESS = "07700 900124", "jo@enquirers.example"


@pytest.mark.parametrize("of_telephones", [True, False])
@pytest.mark.parametrize(
    ("text", "numbers", "addresses", "rest"),
    [
        ("07700 900124 / jo@enquirers.example", (NUMBER,), (ADDRESS,), ""),
        ("jo@enquirers.example", (), (ADDRESS,), ""),
        ("e-mail: jo@enquirers.example", (), (ADDRESS,), "e-mail:"),
        ("07700 900124", (NUMBER,), (), ""),
        ("07700 900124, 01632 960001", (NUMBER, "01632 960001"), (), ""),
        ("tel 07700 900124 email jo@enquirers.example", (NUMBER,), (ADDRESS,), ""),
        ("jo07700900124@enquirers.example", (), ("jo07700900124@enquirers.example",), ""),
    ],
)
def test_a_number_or_an_address_is_known_in_the_column_of_either(
    of_telephones, text, numbers, addresses, rest
):
    found = reach.ways(text, of_telephones=of_telephones)
    assert found[:2] == (numbers, addresses)
    assert found[2] in {rest, ""}


@pytest.mark.parametrize(
    ("of_telephones", "text", "told"),
    [(True, "ring mum", "telephone"), (False, "ring mum", "mail"), (True, "jo@home", "telephone")],
)
def test_where_neither_stands_the_columns_own_kind_is_asked_for(of_telephones, text, told):
    with pytest.raises(Problem, match=told):
        reach.ways(text, of_telephones=of_telephones)


@given(some.text(max_size=60), some.booleans())
def test_any_cell_is_read_or_refused_with_a_sentence(text, of_telephones):
    told = ""
    try:
        numbers, addresses, _ = reach.ways(text, of_telephones=of_telephones)
    except Problem as problem:
        numbers, addresses, told = (), (), str(problem)
    assert numbers or addresses or told.endswith(".")
