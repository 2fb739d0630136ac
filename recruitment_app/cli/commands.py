"""Every command with what may be typed after it."""

import argparse
from pathlib import Path

from recruitment_app.cli.event_commands import add_event_commands
from recruitment_app.cli.one_command import PASSWORD_VARIABLE, Commands, add_command
from recruitment_app.cli.typed_values import number

EDITIONS = ("panel", "applicants", "profile", "addendum")
FORMS = (
    "prospective_adopters_report",
    "stage_one_plan",
    "stage_two_plan",
    "home_safety",
    "finances",
)


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add every command; what all of them take stands in ``shared``."""
    _add_law(commands, shared)
    _add_forms(commands, shared)
    _add_lists(commands, shared)
    _add_papers(commands, shared)
    _add_handover(commands, shared)
    add_event_commands(commands, shared)
    _add_taking_out(commands, shared)
    _add_keeping(commands, shared)


def _add_law(commands: Commands, shared: argparse.ArgumentParser) -> None:
    add_command(
        commands,
        shared,
        "limits",
        "list the time limits",
        "Lists the time limits: as shipped, or with --store as the agency has them.",
    )
    add_command(
        commands,
        shared,
        "dates",
        "work out due dates",
        'Reads a JSON object a line, such as {"limit": "T08", "start": "2014-11-14"}, and writes'
        " one a line with limit, start and due_on; due_on is null, with a why, where the limit"
        " has no figure. Whether a limit is followed, and from when it is valid, make no"
        " difference. As shipped, or with --store by the agency's own limits and days.",
    )


def _add_forms(commands: Commands, shared: argparse.ArgumentParser) -> None:
    forms = add_command(
        commands,
        shared,
        "forms",
        "check forms",
        "Checks the forms that are shipped, or every .toml of a folder: whole forms, an agency's"
        " changes of a shipped one, and statutory items. Tells what each form holds; exit code 1"
        " where something is wrong, with file, line and reason of each fault.",
    )
    forms.add_argument("forms_act", choices=("check",), metavar="check")
    forms.add_argument("folder", type=Path, metavar="DIR", nargs="?", help="an agency's folder")


def _add_lists(commands: Commands, shared: argparse.ArgumentParser) -> None:
    add_command(
        commands, shared, "cases", "list the cases", "Lists every case: open, closed and placed."
    )
    clocks = add_command(
        commands,
        shared,
        "clocks",
        "list the clocks",
        "Lists the clocks of every case, or of one. gross_days are the days after trigger_on up"
        " to and including met_on, else today; net_days leave out the days on hold;"
        " days_by_owner sum to gross_days. For open cases the clocks that have not started are"
        " listed too, with nought days. A clock that the closing of its case or a later step"
        " ended without its being met is left out: it neither runs nor was it met.",
    )
    clocks.add_argument("--case", dest="reference", metavar="REF", default="", help="one case")
    checks = add_command(
        commands,
        shared,
        "checks",
        "list the checks of a case, or of every case under way",
        "Lists the checks that a household needs, and those that were recorded besides, of one case"
        " or of every case from Stage One to the decision. person is null for the household; basis"
        " is regulation, guidance or local; state is to_ask, asked, chased, received, to_decide (a"
        " manager's decision is wanted), unsuitable, run_out, accepted (a manager decided to go"
        " on), clear or not_needed; of what an administrator may not read it tells no more than"
        " that it came. waiting_days is null unless it waits.",
    )
    checks.add_argument("--case", dest="reference", metavar="REF", default="", help="one case")
    visits = add_command(
        commands,
        shared,
        "visits",
        "list the visits of a case",
        "Lists the visits of a case by their days: planned, to be recorded, held and called off."
        " seen are those who were seen, before the visit those who are to be; alone are those of"
        " them who are seen alone.",
    )
    visits.add_argument("--case", dest="reference", metavar="REF", required=True, help="the case")
    add_command(
        commands,
        shared,
        "todo",
        "list what is to be done",
        "Lists what is to be done by who signs in, as their role looks after it: a social worker's"
        " own cases, everybody's for the others. state is overdue, due_next, promised, waits (for"
        " an outcome, a decision or a signature), to_send (a letter that was made), runs_out (a"
        " check before panel), no_next_action, quiet (nobody has spoken with the family),"
        " unallocated, later (a task of one's own) or lapsed (the applicants' time has"
        " passed). act is what does it, open where only the case is opened. case is null for a"
        " task of no case.",
    )
    add_command(
        commands,
        shared,
        "duplicates",
        "list the households that may be the same",
        "Lists the pairs of cases over the whole store that may be one household, the likeliest"
        " first: case and other, the weight that puts them in order, the reasons, and the people"
        " who are alike. A pair that somebody said is not the same is left out.",
    )
    progress = add_command(
        commands,
        shared,
        "progress",
        "tell approvals against the target",
        "Tells the approvals of a recruitment year by month against the target.",
    )
    progress.add_argument("--year", metavar="YEAR", help="such as 2014-15; else today's")
    progress.add_argument("--pdf", type=Path, metavar="FILE", help="print the page as a PDF")


def _add_papers(commands: Commands, shared: argparse.ArgumentParser) -> None:
    report = add_command(
        commands,
        shared,
        "report",
        "print a prospective adopter's report, check it, tell how complete it is",
        "Prints an edition of a case's report, or of one of its plans, as a draft; the profile"
        " needs the recorded consent of every applicant. Or tells what the checks of the report"
        " find, or how complete it is: whether something stands there, never how good it is.",
    )
    report.add_argument("reference", metavar="REF", help="the case's reference")
    report.add_argument("--edition", choices=EDITIONS, default="", help="for whom it is")
    report.add_argument("--pdf", type=Path, metavar="FILE", help="the file to write")
    report.add_argument(
        "--checks",
        action="store_true",
        dest="tells_checks",
        help="tell what the mechanical checks of the report find",
    )
    report.add_argument(
        "--completeness",
        action="store_true",
        dest="tells_completeness",
        help="tell each statutory item with the section that serves it, filled or not",
    )
    report.add_argument(
        "--form", choices=FORMS, default=FORMS[0], help="which form; else %(default)s"
    )
    report.add_argument(
        "--with-legal-advice",
        action="store_true",
        help="print the legal advice in the addendum, which else leaves it out",
    )
    report.add_argument(
        "--pdf-password-file",
        type=Path,
        metavar="F",
        help="encrypt it: whoever opens it types the password that stands in this file",
    )


def _add_handover(commands: Commands, shared: argparse.ArgumentParser) -> None:
    handover = add_command(
        commands,
        shared,
        "handover",
        "print the handover pack of a worker, or of one case",
        "Prints what whoever takes over has to know: for each open case where it stands, its"
        " clocks, promises, tasks, outstanding checks, visits, unfinished headings of the report,"
        " delays, contacts and latest notes. A worker prints their own; a manager or an"
        " administrator anybody's.",
    )
    handover.add_argument("whose", metavar="NAME", help="the worker, or a case's reference")
    handover.add_argument(
        "--pdf", type=Path, metavar="FILE", required=True, help="the file to write"
    )


def _add_taking_out(commands: Commands, shared: argparse.ArgumentParser) -> None:
    export = add_command(
        commands,
        shared,
        "export",
        "write a list as a spreadsheet",
        "Writes a list as .xlsx, .ods or .csv, by the ending of the file's name; a name that is"
        " no list is answered with all that are.",
    )
    export.add_argument("list_name", metavar="LIST", help="such as cases, people or tracker")
    export.add_argument("--out", type=Path, metavar="FILE", required=True, help="the file to write")
    export.add_argument("--year", metavar="YEAR", help="of progress: such as 2014-15; else today's")
    everything = add_command(
        commands,
        shared,
        "export-all",
        "write the whole store as open files",
        "Writes every table as an open text file with a description of each column, for the day"
        " the agency leaves. The files are not encrypted.",
    )
    everything.add_argument("folder", type=Path, metavar="DIR", help="a new folder")


def _add_keeping(commands: Commands, shared: argparse.ArgumentParser) -> None:
    sample = add_command(
        commands,
        shared,
        "sample",
        "make a sample agency",
        "Makes a sample agency of invented people in a new folder. They sign in with the"
        f" password of {PASSWORD_VARIABLE}, else with the word sample.",
    )
    sample.add_argument("folder", type=Path, metavar="DIR", help="a new folder")
    sample.add_argument("--enquiries", type=number, metavar="N", default=300)
    sample.add_argument(
        "--years", type=number, metavar="Y", default=3, help="recruitment years, this one the last"
    )
    sample.add_argument("--seed", type=number, metavar="S", default=2014)
    _add_bringing_in(commands, shared)
    add_command(commands, shared, "check", "check the store", "Checks the store from end to end.")
    backup = add_command(commands, shared, "backup", "write a backup", "Writes a proved backup.")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file")
    restore = add_command(
        commands,
        shared,
        "restore",
        "bring a backup back",
        "Brings a backup back as a store in a new folder, by the name and password of somebody"
        " who could open it when it was made; the recovery key of that day serves as password.",
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup")
    restore.add_argument("folder", type=Path, metavar="DIR", help="a new folder")


def _add_bringing_in(commands: Commands, shared: argparse.ArgumentParser) -> None:
    brought = add_command(
        commands,
        shared,
        "import",
        "bring cases in from a file, or undo that",
        "Brings cases in from .xlsx, .xls, .ods, .csv or .tsv, all or nothing. Exit code 0 where"
        " every row is new, a certain duplicate, or one that says more than is recorded; 1, and"
        " nothing written, where a row is wrong or a spelling needs an answer. A dry run writes"
        " nothing and exits 0. --undo takes a whole import back, as long as nobody has worked on"
        " its cases.",
    )
    brought.add_argument("file", type=Path, metavar="FILE", nargs="?", help="the spreadsheet")
    brought.add_argument(
        "--mapping",
        metavar="NAME",
        default="",
        help="how it is read: annex-a, tracker or a saved name (else the layout is guessed)",
    )
    brought.add_argument("--sheet", metavar="NAME", default="", help="which sheet of the file")
    brought.add_argument("--dry-run", dest="is_dry_run", action="store_true")
    brought.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="TOML: a spelling and the code it means; under [columns] a heading and its field;"
        ' date_order = "day", "month" or "year"',
    )
    brought.add_argument("--undo", type=number, metavar="ID", help="the number of an import")
    kept = add_command(
        commands,
        shared,
        "imports",
        "list the imports",
        "Lists every import, the last one first, or prints the report of one.",
    )
    kept.add_argument(
        "import_id", type=number, metavar="ID", nargs="?", help="the number of one import"
    )
    kept.add_argument("--pdf", type=Path, metavar="FILE", help="print its report as a PDF")
