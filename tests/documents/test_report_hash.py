import json
from dataclasses import replace
from datetime import date

from recruitment_app.documents.report_contents import Photograph, SectionState
from recruitment_app.documents.report_hash import canonical, content_sha256
from tests.documents.report_sample import CONTENTS


def test_equal_contents_have_one_hash_and_one_other_word_another():
    assert content_sha256(CONTENTS) == content_sha256(replace(CONTENTS))
    assert content_sha256(replace(CONTENTS, title="Dhillon")) != content_sha256(CONTENTS)
    assert len(content_sha256(CONTENTS)) == 64


def test_the_json_is_one_line_with_sorted_names_and_the_prose_within():
    told = canonical(CONTENTS)
    assert "\n" not in told
    assert json.loads(told)["sections"][4]["told"][0]["written"][0]["prose"]["version"] == 1
    assert told == json.dumps(
        json.loads(told), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_signing_and_another_day_leave_the_hash_as_it_was():
    later = replace(CONTENTS.stamp, printed_on=date(2015, 1, 2), signatures=(), is_draft=False)
    assert content_sha256(replace(CONTENTS, stamp=later)) == content_sha256(CONTENTS)


def test_another_photograph_is_another_report():
    front = replace(CONTENTS.front, photographs=(Photograph(b"another", "The applicants"),))
    assert content_sha256(replace(CONTENTS, front=front)) != content_sha256(CONTENTS)


def test_a_half_of_a_surrogate_pair_has_a_hash_too():
    assert content_sha256(replace(CONTENTS, title="\ud800"))


def test_the_state_of_a_section_is_that_of_the_person_who_lacks_most():
    by_key = {section.key: section for section in CONTENTS.sections}
    assert by_key["b.2"].state is SectionState.NOT_WRITTEN
    assert by_key["b.10"].state is SectionState.PRINTED


def test_contents_do_not_show_what_they_hold_in_a_log():
    for held in (CONTENTS, CONTENTS.front, CONTENTS.sections[4], CONTENTS.stamp):
        assert "Dhillon" not in repr(held)
        assert "running club" not in repr(held)
