import re
from pathlib import Path

import pytest

from recruitment_app.forms.definition import Edition
from recruitment_app.forms.faults import WrongForm
from recruitment_app.forms.overlays import laid_over
from recruitment_app.forms.reading import REPORT, shipped_form

SHIPPED = shipped_form(REPORT)
HEAD = f'form = "{REPORT}"\nover = 1\nversion = 3\n'


def laid(text):
    return laid_over(SHIPPED, HEAD + text, "ours.toml")


def fault(text, head=HEAD):
    with pytest.raises(WrongForm) as wrong:
        laid_over(SHIPPED, head + text, "ours.toml")
    (only,) = wrong.value.faults
    return str(only)


def test_nothing_changed_leaves_the_form_as_it_is_but_for_its_version():
    form = laid("")
    assert form.version == "1.3"
    assert form.sections == SHIPPED.sections
    assert form.parts == SHIPPED.parts


def test_titles_prompts_words_and_order_are_laid_over_and_all_else_stays():
    form = laid(
        '[[part]]\nletter = "B"\ntitle = "The assessment"\n'
        '[[section]]\nkey = "b.14"\ntitle = "Money and housing"\nwords = [1, 2]\n'
        'prompts = ["Ask about rent."]\nafter = "b.1"\n'
    )
    changed, shipped = form.by_key["b.14"], SHIPPED.by_key["b.14"]
    assert (changed.title, changed.prompts) == ("Money and housing", ("Ask about rent.",))
    assert (changed.words.least, changed.words.most) == (1, 2)
    assert (changed.editions, changed.statute) == (shipped.editions, shipped.statute)
    keys = [section.key for section in form.sections]
    assert keys[keys.index("b.1") + 1] == "b.14"
    assert sorted(keys) == sorted(SHIPPED.by_key)
    assert form.parts[1].title == "The assessment"
    assert form.parts[0] == SHIPPED.parts[0]


def test_a_section_of_ones_own_is_added_where_it_is_to_stand():
    told = re.search(
        "```toml\n(.*?)```",
        (Path(__file__).parents[2] / "forms" / "README.md").read_text("utf-8"),
        re.DOTALL,
    )
    form = laid_over(SHIPPED, told[1], "ours.toml")
    keys = [section.key for section in form.sections]
    assert keys[keys.index("b.8") + 1] == "own.faith"
    assert form.by_key["own.faith"].editions == {Edition.PANEL, Edition.APPLICANTS}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[section]]\nkey = "b.99"\n', "ours.toml:5: The form has no section “b.99”"),
        ('[[section]]\ntitle = "x"\n', "ours.toml:4: A section needs “key”."),
        (
            '[[section]]\nkey = "e.ref"\neditions = ["applicants"]\n',
            "ours.toml:6: “editions” of a section that is shipped stays as it is.",
        ),
        ('[[section]]\nkey = "d.id"\nwords = [1, 2]\n', "ours.toml:6: This section has no box"),
        ('[[section]]\nkey = "b.1"\nrows = [1, 2]\n', "ours.toml:6: This section has no rows."),
        ('[[section]]\nkey = "b.1"\nafter = "b.1"\n', "ours.toml:4: “b.1” stands after “b.1”"),
        ('[[section]]\nkey = "b.1"\nafter = "c.tm"\n', "ours.toml:4: “b.1” is in part B and"),
        ('[[part]]\nletter = "F"\ntitle = "x"\n', "ours.toml:5: The form has no part “F”."),
        ('[[section]]\nkey = "b.1"\ncolour = "x"\n', "ours.toml:6: A section has no “colour”"),
        (
            '[[section]]\nkey = "own.x"\npart = "Q"\ntitle = "x"\nkind = "facts"\n\
scope = "joint"\neditions = ["panel"]\n',
            "ours.toml:6: There is no part “Q” in this form.",
        ),
    ],
)
def test_a_wrong_change_is_refused_at_its_line(text, told):
    assert fault(text).startswith(told)


def test_changes_of_another_form_or_version_are_refused():
    assert "another form" in fault("", 'form = "stage_one_plan"\nover = 1\nversion = 1\n')
    assert "write over = 1" in fault("", f'form = "{REPORT}"\nover = 2\nversion = 1\n')


def test_a_key_given_twice_is_refused():
    twice = '[[section]]\nkey = "b.1"\ntitle = "x"\n' * 2
    assert fault(twice).startswith("ours.toml:8: “b.1” stands here for the second time; see line 5")
