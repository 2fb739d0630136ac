from io import BytesIO

import pypdf

from recruitment_app.casework.case_page import case_by_reference
from recruitment_app.casework.letters.letter_rows import letters_of_case
from recruitment_app.casework.sampling.sample import MANAGER, USUAL_PASSWORD
from recruitment_app.store.keeping import Store


def words_of(file):
    reader = pypdf.PdfReader(BytesIO(file.read_bytes()))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_a_letter_of_a_case_is_printed_and_kept_only_where_that_is_asked_for(
    command, sample, tmp_path
):
    rows = command("cases", "--store", sample, "--json").json
    closed = next(row["reference"] for row in rows if row["stage"] == "closed")
    asked = next(row["reference"] for row in rows if row["stage"] in {"enquiry", "registration"})
    file = tmp_path / "letter.pdf"
    at = ("--store", sample, "--way", "by_hand", "--pdf", file)
    told = command("letter", "closing", closed, *at, "--json")
    assert told.code == 0
    assert (told.json[0]["letter"], told.json[0]["case"], told.json[0]["kept"]) == (
        "closing",
        closed,
        False,
    )
    assert f"Our reference: {closed}" in words_of(file)
    usual = pypdf.PdfReader(file).pages[0].extract_text()

    told = command("letter", "Closing", closed, *at, "--large-print", "--keep")
    assert (told.code, "kept among the letters" in told.out) == (0, True)
    assert pypdf.PdfReader(file).pages[0].extract_text() != usual
    store = Store.open(sample, MANAGER, USUAL_PASSWORD)
    case_id = case_by_reference(store, reference=closed)
    (kept,) = letters_of_case(store, case_id=case_id)
    store.close(is_backed_up=False)
    assert (kept.name, kept.sent_on, kept.is_large_print) == ("closing", None, True)

    file.unlink()
    for given, answer in (
        (("panel_invitation",), "does not fit"),
        (("nonsense",), "choose one of enquiry_acknowledged"),
        (("final_refusal", "--say", "reasons=…"), "closed for another reason"),
        (("check_request", "--check", "no such check"), "names 0 checks"),
        (("closing", "--say", "why=so"), "does not ask for why: it asks for nothing"),
    ):
        told = command("letter", given[0], closed, *given[1:], *at)
        assert (told.code, answer in told.err) == (1, True), told
    told = command("letter", "visit_outcome", asked, *at)
    assert (told.code, "Type for this letter: what was decided" in told.err) == (1, True)
    assert not file.exists()
    said = ("--say", "outcome=Come.\\nSoon.")
    assert command("letter", "visit-outcome", asked, *at, *said).code == 0
    assert "Come. Soon." in words_of(file)
    assert command("letter", "closing", closed, *at, "--say", "why").code == 2
    assert command("letter", "closing", closed, *at, "--event", "soon").code == 2
