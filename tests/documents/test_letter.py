from dataclasses import replace
from datetime import date

import pytest

from recruitment_app.documents import letter
from recruitment_app.documents.letter import PrintedLetter
from tests.documents.reading_aloud import read_aloud

BODY = """Dear Fern and Rowan

Please come to our workshop:

- Wednesday 19 November 2014, 09:30 to 15:30
- Wednesday 26 November 2014

Where: Civic Offices
Room 2

Yours sincerely

Sandy Example
Social worker"""
LETTER = PrintedLetter(
    agency="Northmere Council",
    team="Adoption team",
    reference="AR-0007",
    dated_on=date(2014, 11, 14),
    to_name="Fern Larkspur and Rowan Teasel",
    to_address="12 Sample Road\nSampleton\nRM17 6SL",
    subject="Your place at our workshop",
    body=BODY,
)
LONG = replace(LETTER, reference="AR-0009", body=BODY.replace("Where", f"{'Long. ' * 600}Where"))


def test_a_letter_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(letter.render([LETTER]))
    compare("letter", found)
    assert found.facts["Title"] == "Letter AR-0007"  # no name in a reader's window
    with found.opened() as pdf:
        tree = read_aloud(pdf)
    assert [heading.text for heading in tree.all("H1")] == ["Your place at our workshop"]
    assert [item.text for item in tree.all("LBody")] == [
        "Wednesday 19 November 2014, 09:30 to 15:30",
        "Wednesday 26 November 2014",
    ]


def test_many_letters_are_one_file_in_which_each_begins_a_page_of_its_own(read_back):
    told = []
    found = read_back(
        letter.render([LETTER, LONG, LETTER], lambda done, of: told.append((done, of)))
    )
    pages = found.text.split("--- page ---")[:-1]
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert ["Our reference" in page for page in pages] == [True, True, False, True]
    assert "AR-0009 Page 2" in pages[2]
    assert found.outline == [(0, "AR-0007"), (0, "AR-0009"), (0, "AR-0007")]
    with found.opened() as pdf:
        read_aloud(pdf)

    def stop(done, _of):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        letter.render([LETTER, LONG], stop)


def test_the_agencys_address_stands_below_its_name_at_the_head_alone(read_back):
    told = replace(LONG, agency_address="1 High Street\nSampleton SA1 1AA\n01632 960 000")
    pages = read_back(letter.render([told])).text.split("--- page ---")[:-1]
    head = "Adoption team\n1 High Street \u00b7 Sampleton SA1 1AA \u00b7 01632 960 000\nFern"
    assert [" ".join(head.split()) in " ".join(page.split()) for page in pages] == [True, False]


def test_no_page_holds_an_ending_alone(read_back):
    counts = []
    for lines in range(2, 14):  # about where the first page ends
        body = BODY.replace("Where", "\n\n".join(["One line."] * lines) + "\n\nWhere")
        found = read_back(letter.render([replace(LETTER, body=body)]))
        pages = found.text.split("--- page ---")[:-1]
        counts.append(len(pages))
        assert "Room 2" in pages[-1]  # the words before the ending went along
    assert set(counts) == {1, 2}


def test_large_print_is_set_in_sixteen_points_throughout(read_back):
    def sizes(printed):
        with read_back(printed).opened() as pdf:
            drawn = [
                float(size)
                for page in pdf.pages
                for line in page.Contents.read_bytes().split(b"\n")
                if line.endswith(b"TL") or b" Tf " in line
                for size in _sizes(line)
            ]
        return min(drawn)

    assert sizes(letter.render([replace(LONG, is_large_print=True)])) >= 16
    assert sizes(letter.render([LONG])) < 11


def _sizes(line):
    words = line.split()
    return [words[at - 1].decode() for at, word in enumerate(words) if word == b"Tf"]
