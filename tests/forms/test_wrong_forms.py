import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.errors import Problem
from recruitment_app.forms.definition import About, Edition
from recruitment_app.forms.faults import WrongForm
from recruitment_app.forms.reading import read_form
from recruitment_app.forms.statutory_items import read_items

ITEMS = read_items(
    b"""
[[item]]
id = "X1"
group = "X"
title = "What the applicants do"
citation = "Regulation 1"
certainty = "V"

[[item]]
id = "X2"
group = "X"
title = "Why somebody applies alone"
citation = "Regulation 2"
certainty = "V"
when = "single"

[[item]]
id = "Z"
group = "Z"
title = "All of it"
citation = "Regulation 3"
certainty = "V"
made_of = ["X"]
""",
    "items.toml",
)
RIGHT = """\
form = "plan"
version = 1
title = "A plan"
covers = ["X"]

[[part]]
letter = "A"
title = "First"

[[section]]
key = "a.one"
part = "A"
title = "One"
kind = "narrative"
scope = "joint"
editions = ["panel"]
statute = ["X1", "X2"]

[[section]]
key = "a.two"
part = "A"
title = "Two"
kind = "table"
scope = "joint"
editions = ["panel", "profile"]

[[section.column]]
key = "what"
title = "What"
"""


def faults(text):
    with pytest.raises(WrongForm) as wrong:
        read_form(text, "plan.toml", ITEMS)
    assert str(wrong.value).startswith("plan.toml:")
    return [(fault.place.line, fault.reason) for fault in wrong.value.faults]


def line_of(text, wanted):
    return next(at for at, line in enumerate(text.splitlines(), 1) if wanted in line)


def test_a_right_form_is_read():
    form = read_form(RIGHT, "plan.toml", ITEMS)
    assert [section.key for section in form.sections] == ["a.one", "a.two"]
    assert (form.name, form.version) == ("plan", "1")


@pytest.mark.parametrize(
    ("was", "becomes", "at", "reason"),
    [
        ('title = "Two"', 'title = " "', 22, "is empty"),
        ('title = "Two"\n', "", 19, "needs “title”"),
        ('key = "a.two"', 'key = "a.one"', 20, "second time; see line 11"),
        ('key = "a.two"', 'key = "Two"', 20, "is no key"),
        ('part = "A"\ntitle = "Two"', 'part = "B"\ntitle = "Two"', 21, "no part “B”"),
        ('kind = "table"', 'kind = "tabel"', 23, "“tabel” is not known for “kind”; it may be"),
        ('kind = "table"', "kind = 3", 23, "must be words in quotation marks"),
        ('"panel", "profile"', '"pannel"', 25, "“pannel” is not known for “editions”"),
        ('"panel", "profile"', "", 25, "must name the editions"),
        ('"panel", "profile"', '"addendum"', 25, "Only a confidential section"),
        ('kind = "table"', 'kind = "table"\nwho = ["baker"]', 24, "“baker” is not known for “who”"),
        ('kind = "table"', 'kind = "table"\nwhen = "child"', 24, "“child” is not known for “when”"),
        ('kind = "table"', 'kind = "table"\nwhen = "each_child"', 24, "go together"),
        ('kind = "table"', 'kind = "table"\nrows = [9, 3]', 24, "the smaller first"),
        ('kind = "table"', 'kind = "table"\nrows = [1, 2.5]', 24, "a list of whole numbers"),
        ('kind = "table"', 'kind = "table"\nwords = [1, 5]', 24, "needs a box"),
        ('kind = "table"', 'kind = "table"\nprompt = ["x"]', 24, "Did you mean “prompts”?"),
        ('kind = "table"', 'kind = "table"\nprompts = [""]', 24, "number 1 is none"),
        ('kind = "table"', 'kind = "facts"', 27, "no columns of its own"),
        ('kind = "table"', 'kind = "table"\nstatute = ["X9"]', 24, "no statutory item"),
        ('kind = "table"', 'kind = "table"\nstatute = ["Z"]', 24, "does not cover"),
        ('kind = "table"', 'kind = "table"\nrests_on = ["a.3"]', 19, "names “a.3”, which is no"),
        ('kind = "table"', 'kind = "table"\nafter = "a.3"', 19, "names “a.3”, which is no section"),
        ('kind = "table"', 'kind = "table"\nafter = "a.two"', 19, "a circle"),
        ('title = "What"', 'title = "What"\nkind = "choice"', 27, "go together"),
        ('title = "What"', 'title = "What"\nkind = "colour"', 30, "it may be “text”"),
        ('title = "What"', 'title = "What"\neditions = ["applicants"]', 30, "does not print in"),
        ('statute = ["X1", "X2"]', "", 4, "No section covers X1: What the applicants do"),
        ('"X1", "X2"', '"X1"', 4, "No section covers X2"),
        (
            'statute = ["X1", "X2"]',
            'statute = ["X1", "X2"]\nwhen = "couple"',
            4,
            "For a single applicant no section covers X1",
        ),
        ('covers = ["X"]', 'covers = ["Y"]', 4, "no group of statutory items"),
        ("version = 1", "version = 0", 2, "must be 1 or more"),
        ("version = 1", 'version = "1"', 2, "must be a whole number"),
        ('letter = "A"', 'letter = "AB"', 7, "one capital letter"),
        ('form = "plan"', 'form = "My Plan"', 1, "no name of a form"),
    ],
)
def test_a_wrong_definition_is_refused_with_its_line_and_reason(was, becomes, at, reason):
    text = becomes.join(RIGHT.rsplit(was, 1))
    assert text != RIGHT
    assert [line for line, said in faults(text) if reason in said] == [at]


def test_a_form_about_a_referee_prints_in_the_addendum_and_nowhere_else():
    about = RIGHT.replace("version = 1", 'version = 1\nabout = "referee"')
    assert {said for _, said in faults(about)} == {
        "A form about a referee prints in the addendum and nowhere else."
    }
    for editions in ('["panel"]', '["panel", "profile"]'):
        about = about.replace(f"editions = {editions}", 'editions = ["addendum"]')
    form = read_form(about, "plan.toml", ITEMS)
    assert form.about is About.REFEREE
    assert {each for section in form.sections for each in section.editions} == {Edition.ADDENDUM}


def test_what_rows_ask_stands_in_a_first_column_of_words():
    asks = 'kind = "table"\nasks = ["Is there a gate?"]'
    text = RIGHT.replace('kind = "table"', asks)
    assert read_form(text, "plan.toml", ITEMS).by_key["a.two"].asks == ("Is there a gate?",)
    wrong = text.replace('title = "What"', 'title = "What"\nkind = "money"')
    assert [said for _, said in faults(wrong)] == [
        "What rows ask stands in the first column, which must be of words."
    ]


def test_the_line_named_is_that_of_the_value_and_else_of_its_table():
    assert faults(RIGHT.replace('kind = "table"', 'kind = "tabel"'))[0][0] == 23
    assert faults(RIGHT.replace('title = "Two"\n', ""))[0][0] == 19
    assert faults(RIGHT.replace('title = "What"', 'tilte = "What"')) == [
        (27, "A column needs “title”."),
        (29, "A column has no “tilte”. Did you mean “title”?"),
    ]


def test_lines_are_right_behind_strings_and_lists_of_many_lines():
    text = RIGHT.replace(
        'title = "One"',
        'title = """\\\n[[section]] \\\nOne"""\nprompts = [\n  "[[a]]", # [[b]]\n  "c = \'d\'",\n]',
    )
    text = text.replace('kind = "table"', 'kind = "tabel"')
    assert faults(text)[0][0] == line_of(text, "tabel")


def test_a_name_with_dots_has_its_line_too():
    assert faults(RIGHT.replace('title = "What"', 'title.short = "What"')) == [
        (29, "“title” must be words in quotation marks.")
    ]


def test_what_would_not_set_on_a_page_is_refused():
    assert "one line" in faults(RIGHT.replace('"What"', '"What\\nnot"'))[0][1]
    assert "one line" in faults(RIGHT.replace('"One"', '"O\\u0000ne"'))[0][1]
    assert "longer than 500" in faults(RIGHT.replace('"One"', f'"{"x" * 501}"'))[0][1]


def test_a_part_without_a_section_and_a_part_given_twice_are_refused():
    empty = '\n[[part]]\nletter = "B"\ntitle = "Second"\n'
    assert faults(RIGHT + empty) == [(4, "Part B has no section.")]
    twice = empty.replace('"B"', '"A"')
    assert "second time; see line 7" in faults(RIGHT + twice)[0][1]


def test_every_fault_is_told_at_once_and_the_sentence_counts_them():
    text = RIGHT.replace('kind = "table"', 'kind = "tabel"').replace('"One"', '""')
    with pytest.raises(Problem, match=r"^plan.toml:13: .* \(and 1 more\)$"):
        read_form(text, "plan.toml", ITEMS)


def test_circles_of_sections_are_found_however_long():
    more = "".join(
        f'\n[[section]]\nkey = "a.{at}"\npart = "A"\ntitle = "x"\nkind = "facts"\nscope = "joint"\n'
        f'editions = ["panel"]\nrests_on = ["a.{(at + 1) % 3}"]\n'
        for at in range(3)
    )
    told = faults(RIGHT + more)
    assert len(told) == 1
    assert all(f"“a.{at}”" in told[0][1] for at in range(3))


def test_a_confidential_section_prints_in_the_addendum_and_nowhere_else():
    more = (
        '\n[[section]]\nkey = "a.c"\npart = "A"\ntitle = "x"\nkind = "confidential"\n'
        'scope = "joint"\neditions = ["addendum", "applicants"]\n'
    )
    line = line_of(RIGHT + more, '"addendum"')
    assert faults(RIGHT + more) == [
        (line, "A confidential section may print in the addendum and nowhere else.")
    ]
    read_form(RIGHT + more.replace(', "applicants"', ""), "plan.toml", ITEMS)


def test_what_is_no_toml_is_refused_at_its_line():
    assert faults("form = 'x'\ntitle = \n")[0][0] == 2
    assert faults(RIGHT + "\n[[section]\n")[0][0] == len(RIGHT.splitlines()) + 2
    assert faults("form = 'x'\nform = 'y'\n")[0][0] == 2
    assert "nested too deeply" in faults("x = " + "[" * 50_000)[0][1]


def test_an_empty_file_says_what_a_form_needs():
    assert [reason for _, reason in faults("")] == [
        f"A form needs “{name}”." for name in ("form", "part", "section", "title", "version")
    ]


@given(st.lists(st.sampled_from(RIGHT.splitlines()), max_size=30), st.text(max_size=5))
def test_any_text_is_read_or_refused_with_a_line_of_it(lines, odd):
    text = "\n".join([*lines, odd])
    try:
        read_form(text, "plan.toml", ITEMS)
    except WrongForm as wrong:
        assert all(1 <= fault.place.line <= text.count("\n") + 1 for fault in wrong.faults)  # noqa: PT017 - it may as well be right


@given(st.integers(0, len(RIGHT)), st.text(string.printable, max_size=3))
def test_a_form_with_a_few_characters_changed_is_read_or_refused(at, odd):
    try:
        read_form(RIGHT[:at] + odd + RIGHT[at + len(odd) :], "plan.toml", ITEMS)
    except WrongForm as wrong:
        assert wrong.faults  # noqa: PT017 - as above
