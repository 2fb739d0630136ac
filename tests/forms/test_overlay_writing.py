from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitment_app.forms.form_differences import FormDifference, differences
from recruitment_app.forms.overlay_writing import as_changes
from recruitment_app.forms.overlays import laid_over
from recruitment_app.forms.reading import REPORT, SHIPPED, shipped_form

REPORT_FORM = shipped_form(REPORT)
HEAD = f'form = "{REPORT}"\nover = 1\nversion = 3\n'
OWN = """
[[section]]
key = "own.pets"
part = "B"
title = "Pets, one by one"
kind = "table"
scope = "joint"
editions = ["panel", "applicants", "profile"]
rows = [1, 9]
prompts = ["Which animals?", "Who \\"walks\\" them?"]
after = "b.12"

[[section.column]]
key = "animal"
title = "Animal"
editions = ["panel", "profile"]

[[section.column]]
key = "calm"
title = "Calm?"
kind = "choice"
choices = ["Yes", "No"]

[[section]]
key = "own.secret"
part = "E"
title = "More that is withheld"
kind = "confidential"
scope = "individual"
editions = ["addendum"]
"""


def laid(text):
    return laid_over(REPORT_FORM, HEAD + text, "ours.toml")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_form_that_is_written_out_and_laid_over_is_the_same(name):
    shipped = shipped_form(name)
    form = laid_over(shipped, as_changes(shipped, shipped, 7), "again.toml")
    assert form.version == f"{shipped.version}.7"
    assert differences(shipped, form) == ()
    assert form.sections == shipped.sections
    assert form.parts == shipped.parts


def test_changes_order_and_sections_of_ones_own_come_back_too():
    form = laid('[[section]]\nkey = "b.14"\ntitle = "Money"\nafter = "b.1"\n' + OWN)
    again = laid_over(REPORT_FORM, as_changes(form, REPORT_FORM, 4), "again.toml")
    assert again.sections == form.sections
    assert differences(form, again) == ()


LINE = st.text(
    st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\u2028\u2029"),
    min_size=1,
    max_size=40,
).filter(lambda words: words.strip() == words and words)


@settings(max_examples=40, deadline=None)
@given(title=LINE, prompts=st.lists(LINE, max_size=3, unique=True))
def test_whatever_is_typed_in_a_title_or_a_prompt_comes_back(title, prompts):
    plan = shipped_form("stage_one_plan")
    first, *others = plan.sections
    made = replace(
        plan, title=title, sections=(replace(first, title=title, prompts=tuple(prompts)), *others)
    )
    form = laid_over(plan, as_changes(made, plan, 1), "again.toml")
    told = form.by_key[first.key]
    assert (form.title, told.title) == (title, title)
    assert told.prompts == tuple(prompts)


def test_each_difference_is_told_with_what_it_was():
    form = laid(
        'title = "Our report"\n[[part]]\nletter = "B"\ntitle = "What we saw"\n'
        '[[section]]\nkey = "b.14"\ntitle = "Money and rent"\nwords = [10, 20]\nafter = "b.1"\n'
        '[[section]]\nkey = "b.2"\nprompts = ["One?"]\n' + OWN
    )
    found = differences(REPORT_FORM, form)
    shipped = REPORT_FORM.by_key["b.14"]
    assert FormDifference("The form itself", "Title", REPORT_FORM.title, "Our report") in found
    assert FormDifference("Part B", "Title", "Assessment", "What we saw") in found
    assert FormDifference("b.14 Money and rent", "Title", shipped.title, "Money and rent") in found
    assert [each.what for each in found if each.where.startswith("b.14")] == [
        "Title",
        "Words",
        "Moved",
    ]
    assert any(each.what == "Added" and "own.pets" in each.where for each in found)
    assert any(each.where.startswith("b.2 ") and each.what == "Prompts" for each in found)
    back = differences(form, REPORT_FORM)
    assert any(each.what == "Taken out" and "own.pets" in each.where for each in back)
