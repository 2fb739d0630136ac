import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment_app.documents import typefaces
from recruitment_app.documents.typefaces import SUBSTITUTE, Face, markup, runs


@pytest.fixture(autouse=True)
def _prepared():
    typefaces.prepare()


def fonts_of(text, face=Face.REGULAR):
    return {font for font, _ in runs(text, face)}


@pytest.mark.parametrize(
    "name",
    [
        "Grażyna Brzęczyszczykiewicz-Świątek",
        "Trần Thị Ngọc Ánh",
        "Ünal Çağlayan İpek",
        "Zoë O\u2019Connor\u2013Ó Briain",
        "Đorđe Žižić",
        "Þórdís Ægisdóttir",
        "Γιώργος Παπαδόπουλος",
        "Александр Щербаков",
    ],
)
def test_european_and_vietnamese_names_stay_in_the_face_asked_for(name):
    for face in (Face.REGULAR, Face.BOLD, Face.SERIF):
        assert fonts_of(name, face) == {face}
        assert "".join(part for _, part in runs(name, face)) == name


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("محمد", "NotoSansArabic-Regular"),
        ("अमृता", "NotoSansDevanagari-Regular"),
        ("王小明", "DroidSansFallbackFull"),
        ("שרה", "NotoSansHebrew-Regular"),
        ("ਅੰਮ੍ਰਿਤ", "NotoSansGurmukhi-Regular"),
        ("গোপাল", "NotoSansBengali-Regular"),
        ("தமிழ்", "NotoSansTamil-Regular"),
        ("ኃይለ", "NotoSansEthiopic-Regular"),
        ("Adébáyọ̀", "NotoSans-Regular"),
    ],
)
def test_names_in_other_scripts_are_drawn_by_a_face_that_has_them(name, font):
    assert fonts_of(name) == {font}


def test_a_yoruba_name_keeps_its_marks_on_their_letters_by_one_face_for_the_word():
    assert runs("Tolu Adébáyọ̀", Face.BOLD) == [
        ("Inter-Bold", "Tolu "),
        ("NotoSans-Bold", "Adébáyọ̀"),
    ]


def test_what_no_face_can_draw_is_replaced_by_something_that_is_seen():
    assert runs("a\U0001f600b", Face.REGULAR) == [
        ("Inter-Regular", "a"),
        ("NotoSans-Regular", SUBSTITUTE),
        ("Inter-Regular", "b"),
    ]


def test_control_characters_leave_no_trace_and_spaces_stay_spaces():
    assert runs("Ann\x00\x1b\u200b\tLee", Face.REGULAR) == [("Inter-Regular", "Ann Lee")]


def test_markup_is_escaped_once_and_lines_are_kept():
    assert markup("Fish & <b>chips</b>\nDue", Face.REGULAR) == (
        "Fish &amp; &lt;b&gt;chips&lt;/b&gt;<br/>Due"
    )


@given(st.text())
def test_every_text_is_drawn_by_faces_that_have_each_of_its_characters(text):
    for face in (Face.REGULAR, Face.SERIF_BOLD):
        for font, part in runs(text, face):
            assert all(ord(letter) in typefaces._characters(font) for letter in part)
