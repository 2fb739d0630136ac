"""Two trackers as a team might send them: one that is right, and one that repeats it and errs."""

from datetime import date, timedelta
from pathlib import Path

from recruitment_app.casework.change import Change
from recruitment_app.casework.importing.imports import import_cases, plan_import
from recruitment_app.store.keeping import Store

HEADINGS = (
    "Title", "Names", "Date of enquiry", "Tel", "Postcode", "Source", "Visit", "Remarks",
)  # fmt: skip
PEOPLE = (
    "Mr and Mrs I Bramble", "Oak Meadow", "Elder & Ash Brook", "Ms Fern Hollow",
    "Hazel and Linden Heath", "Rush Fen", "Clover Dell & Reed Dell", "Juniper Vale",
    "Sage and Thyme Garth", "Willow Mere", "Aspen Croft", "Larch & Rowan Thorpe",
)  # fmt: skip
SOURCES = ("Radio", "Agency website", "Friend", "Agency webiste", "Pigeon post", "Radio")


def write_tracker(path: Path, today: date, *, errs: bool = False) -> Path:
    """Write a tracker; one that ``errs`` repeats the first rows, and has two faults of its own."""
    import openpyxl  # noqa: PLC0415 - only where a tracker is written

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Enquiries"
    sheet.append(["Enquiries of the team"])
    sheet.append(HEADINGS)
    for at, names in enumerate(PEOPLE if errs else PEOPLE[:4]):
        on = today - timedelta(days=90 + 3 * at)
        visit = on + timedelta(days=20) if errs and at in (1, 5, 6, 9) else None
        row = ["Ref", names, on, f"01375 000{at:03}", f"RM17 {at % 9 + 1}AB", SOURCES[at % 6]]
        if not errs:
            row[5] = SOURCES[at % 3]
        row += [visit, "Call in the evening, after six" if at % 4 == 0 else None]
        if errs and at == 7:
            row[2] = "31/02/2014"
        if errs and at == 10:
            row[3] = "ask Joan"
        sheet.append(row)
    book.save(path)
    return path


def write_text(path: Path) -> Path:
    """Write a text table of another program: semicolons, and the letters of Western Windows."""
    lines = ["Enquiry date;Surname;Forename;Mobile;How did they hear?;Comments;Reference"]
    for at in range(6):
        source = SOURCES[at % 3]
        name = ("Brämble", "Meadow", "Brook", "Hollow", "Heath", "Fen")[at]
        lines.append(f"{at + 3}/{at + 4}/13;{name};Ash;01375 0010{at:02};{source};;{at + 1}")
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def bring_in_tracker(store: Store, folder: Path, today: date) -> Change:
    """Bring in the tracker that is right."""
    path = write_tracker(folder / "tracker.xlsx", today)
    plan = plan_import(store, path=path, today=today)
    return import_cases(store, plan=plan, today=today)
