from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from recruitment_app.casework.file import pictures
from recruitment_app.casework.file.pictures import read_picture, ready_picture
from recruitment_app.errors import Problem
from tests.photographs_made import SECRET, TURNED, a_bomb, a_picture


def opened(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("WEBP", "RGB"),
        ("GIF", "P"),
        ("BMP", "RGB"),
    ],
)
def test_every_usual_kind_is_kept_as_a_jpeg_of_the_same_size(kind, mode):
    made = ready_picture(a_picture(60, 40, kind, mode=mode))
    kept = opened(made.content)
    assert (kept.format, kept.mode, kept.size) == ("JPEG", "RGB", (60, 40))
    assert (made.width, made.height) == (60, 40)


def test_nothing_that_the_camera_wrote_is_kept_but_the_day():
    content = a_picture(taken="2014:05:03 11:22:33")
    assert SECRET.encode() in content
    made = ready_picture(content)
    assert made.taken_on == date(2014, 5, 3)
    assert SECRET.encode() not in made.content
    assert not opened(made.content).getexif()
    assert b"Exif" not in made.content


@pytest.mark.parametrize("taken", ["", "yesterday", "0000:00:00 00:00:00", "2014:13:40"])
def test_a_day_that_cannot_be_is_no_day(taken):
    assert ready_picture(a_picture(taken=taken)).taken_on is None


def test_a_picture_taken_on_its_side_stands_upright():
    made = ready_picture(a_picture(60, 40, turned=6))
    kept = opened(made.content)
    assert kept.size == (40, 60)
    assert kept.getpixel((20, 5))[0] > 200  # what was left is now on top
    assert kept.getexif().get(TURNED) is None


def test_a_large_picture_is_made_as_large_as_a_page_shows():
    made = ready_picture(a_picture(6000, 4000))
    assert (made.width, made.height) == (2000, 1333)


def test_what_is_clear_is_white_on_paper():
    clear = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    out = BytesIO()
    clear.save(out, "PNG")
    assert opened(ready_picture(out.getvalue()).content).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", pictures.EMPTY),
        (b"words", pictures.NOT_A_PICTURE),
        (b"%PDF-1.7\n", pictures.NOT_A_PICTURE),
        (b"\xff\xd8\xff", pictures.NOT_A_PICTURE),
        (b"\0\0\0\x18ftypheic\0\0\0\0", pictures.OF_A_TELEPHONE),
        (a_picture(400, 400)[:-700], pictures.DAMAGED),
        (a_picture(400, 400, "PNG")[:-200], pictures.DAMAGED),
        (a_bomb(10_000, 10_000), "This photograph has 100 megapixels; at most 40 are taken."),
        (a_bomb(40_000, 40_000), "far too many megapixels"),
        (a_bomb(900, 900), None),
        (a_bomb(0, 900), pictures.NOT_A_PICTURE),
    ],
)
def test_what_is_no_photograph_or_too_large_is_refused_with_a_sentence(content, sentence):
    if sentence is None:
        assert ready_picture(content).width == 900
        return
    with pytest.raises(Problem) as refused:
        ready_picture(content)
    assert sentence in str(refused.value)
    assert refused.value.field == "file"


def test_a_file_that_is_gone_a_folder_or_huge_gets_a_sentence(tmp_path):
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(pictures.MOST_BYTES + 1)
    for file, sentence in (
        (tmp_path / "none.jpg", pictures.UNREADABLE),
        (tmp_path, pictures.UNREADABLE),
        (huge, "more than 60 MB"),
    ):
        with pytest.raises(Problem, match=sentence[:20]):
            read_picture(file)


WHOLE = {kind: a_picture(80, 60, kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "BMP")}


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=6),
    cut=st.floats(0, 1),
)
def test_a_picture_harmed_in_any_way_is_kept_or_refused_never_more(kind, changes, cut):
    content = bytearray(WHOLE[kind])
    for at, byte in changes:
        content[int(at * len(content))] = byte
    try:
        made = ready_picture(bytes(content[: int(cut * len(content)) + 1]))
    except Problem:
        return
    assert opened(made.content).format == "JPEG"
