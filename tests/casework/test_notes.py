from recruitment_app.casework import notes
from recruitment_app.casework.finding import find
from tests.walks.stories import A, P, Story, W, on


def test_a_note_keeps_its_author_its_time_and_its_lines(each_store):
    story = Story(each_store)
    story.does(notes.add_note, "03-05", W, kind="telephone", text=" First.\nSecond. ")
    (note,) = story.page().notes
    assert (note.kind, note.on, note.text) == ("telephone", on("03-05"), "First.\nSecond.")
    assert note.written_by == "Sandy Example"
    assert note.written_at.tzinfo is not None


def test_notes_stand_latest_first(each_store):
    story = Story(each_store)
    for day, text in (("03-05", "one"), ("03-07", "two"), ("03-06", "three"), ("03-07", "four")):
        story.does(notes.add_note, day, A, kind="file_note", text=text)
    assert [note.text for note in story.page().notes] == ["four", "two", "three", "one"]


def test_a_note_is_corrected_by_a_further_one(each_store):
    story = Story(each_store)
    first = story.does(notes.add_note, "03-05", P, kind="email", text="On Monday.")
    story.does(
        notes.add_note,
        "03-06",
        P,
        kind="email",
        text="On Tuesday.",
        corrects_id=first.record_id,
    )
    latest, before = story.page().notes
    assert (latest.corrects_id, before.corrects_id) == (before.id, None)


def test_a_note_is_found_by_its_words(each_store):
    story = Story(each_store)
    story.does(notes.add_note, "03-05", W, kind="visit", text="A garden with a trampoline.")
    assert [hit.kind for hit in find(each_store, words="trampol gard")] == ["note"]


def test_a_note_holds_any_text(each_store):
    story = Story(each_store)
    text = "“Quoted” £5 — naïve \u05d0\u05d1 🏡 " + "long " * 2000
    story.does(notes.add_note, "03-05", W, kind="file_note", text=text + "\0")
    assert story.page().notes[0].text == text.strip()
