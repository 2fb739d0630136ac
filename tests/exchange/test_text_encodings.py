"""Text tables of Windows, old Macintoshes and command windows keep their accents, or say so."""

import pytest

from recruitment_app.errors import Problem
from recruitment_app.exchange.books import open_book

TABLE = (
    "Name,Notes\r\nZoë Garth,don\u2019t ring\r\nÉva Núñez,“after” six \u2013 or so\r\nJosé,£5\r\n"
)
PLAIN = TABLE.replace("\u2019", "'").replace("“", "").replace("”", "").replace("\u2013", "-")


def opened(tmp_path, raw: bytes, encoding: str = ""):
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    with open_book(path, encoding=encoding) as book:
        cells = [list(cells.values()) for _, cells in book.lines()]
        return book.encoding, cells, " ".join(book.remarks)


@pytest.mark.parametrize(
    ("encoding", "text", "told"),
    [
        ("cp1252", TABLE, ""),
        (
            "cp1252",
            "Name,Notes\r\nAnn O\u2019Brien,\u2018so\u2019 \u2013 said\r\nRené,m² big…\r\n",
            "",
        ),
        ("cp1252", "Name,Notes\r\nANDRÉ\u2019S,the\u2018parents\u2019\r\n", ""),
        ("mac-roman", TABLE, "an old Macintosh"),
        ("mac-roman", "Name,Notes\r\nAnn,don\u2019t\r\n", "an old Macintosh"),
        ("cp850", PLAIN, "an old PC"),
        ("cp850", "Name,Notes\r\nÉva Garth,Jürgen Müller\r\n", "an old PC"),
    ],
)
def test_the_letters_of_a_table_are_told_by_where_its_accents_stand(tmp_path, encoding, text, told):
    found, cells, remarks = opened(tmp_path, text.encode(encoding))
    assert cells == [line.split(",") for line in text.splitlines()]
    assert found == encoding
    assert (told in remarks) if told else not remarks


def test_a_line_that_holds_both_encodings_is_read_piece_by_piece(tmp_path):
    raw = b"Name,Notes\r\n" + "Zoë Lee,".encode() + "café at 5\r\n".encode("cp1252")
    found, cells, remarks = opened(tmp_path, raw)
    assert (found, cells[1]) == ("mixed", ["Zoë Lee", "café at 5"])
    assert "two encodings" in remarks


def test_a_byte_that_is_no_letter_is_shown_and_never_dropped_unseen(tmp_path):
    _, cells, remarks = opened(tmp_path, b"Name,Notes\r\nA\x81\x8d\x8f Lee,x\xe9\xfc\xa9\xd0\r\n")
    assert len(cells[1][0]) == len("Abcd Lee")
    assert remarks


def test_noughts_at_the_end_of_a_table_do_not_make_it_another_encoding(tmp_path):
    _, cells, _ = opened(tmp_path, b"Name,Day\r\nAnn Lee,3/3/14\r\n" + bytes(5000))
    assert cells == [["Name", "Day"], ["Ann Lee", "3/3/14"]]


def test_a_few_control_marks_do_not_make_a_short_table_no_text(tmp_path):
    _, cells, _ = opened(tmp_path, b"Name,Notes\r\nAnn Lee,\x07bell \x1b[31mred \x1a\r\n")
    assert cells[1] == ["Ann Lee", "bell [31mred"]


def test_an_encoding_that_was_chosen_and_does_not_fit_is_told_as_such(tmp_path):
    with pytest.raises(Problem, match="choose others"):
        opened(tmp_path, "Zoë,1\r\n".encode("cp1252"), "utf-8")
