"""The commands of events, letters and sources with what may be typed after each."""

import argparse
from pathlib import Path

from recruitment_app.cli.one_command import Commands, add_command
from recruitment_app.cli.typed_values import day, days


def add_event_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Add them; what all commands take stands in ``shared``."""
    _add_letter(commands, shared)
    _add_sources(commands, shared)
    _add_events(commands, shared)


def _add_letter(commands: Commands, shared: argparse.ArgumentParser) -> None:
    letter = add_command(
        commands,
        shared,
        "letter",
        "print a letter of a case",
        "Prints a letter of a case, dated today. It is refused where it does not fit the stage of"
        " the case, nobody's address is known, or the record lacks what it must tell. A name that"
        " is no letter is answered with all that are. Nothing is recorded, unless with --keep.",
    )
    letter.add_argument("letter", metavar="NAME", help="which, such as enquiry_acknowledged")
    letter.add_argument("reference", metavar="REF", help="the case's reference")
    letter.add_argument("--pdf", type=Path, metavar="FILE", required=True, help="the file to write")
    letter.add_argument(
        "--say",
        metavar="KEY=WORDS",
        action="append",
        default=[],
        help="what is typed for this letter alone, such as reasons=…; \\n begins a line",
    )
    letter.add_argument(
        "--event", metavar="ID", default="", help="the event it is about (else the next one)"
    )
    letter.add_argument(
        "--check", metavar="WORDS", default="", help="the check it is about: its kind, whose it is"
    )
    letter.add_argument(
        "--way", choices=("post", "email", "by_hand"), default="post", help="how it goes"
    )
    letter.add_argument("--to-name", metavar="NAME", default="", help="to whom, where not to them")
    letter.add_argument("--to-address", metavar="ADDRESS", default="", help="where to")
    letter.add_argument("--large-print", dest="is_large_print", action="store_true")
    letter.add_argument(
        "--keep", dest="is_kept", action="store_true", help="keep it among the case's letters"
    )


def _add_sources(commands: Commands, shared: argparse.ArgumentParser) -> None:
    sources = add_command(
        commands,
        shared,
        "sources",
        "tell what came of each source of enquiry",
        "Tells of the enquiries of some days, by source with its campaigns and events beneath it,"
        " how many registered, came into Stage One and were approved, how many are still in hand,"
        " and what one enquiry and one approval cost, in pence. A campaign or event counts every"
        " enquiry that names it; a cost counts where the campaign began within the days."
        " approved_percent is null of too few enquiries.",
    )
    for name, dest, what in (("--from", "first", "first"), ("--to", "last", "last")):
        sources.add_argument(
            name, dest=dest, type=day, metavar="DATE", required=True, help=f"the {what} day"
        )


def _add_events(commands: Commands, shared: argparse.ArgumentParser) -> None:
    add_command(
        commands,
        shared,
        "events",
        "list the events",
        "Lists information sessions, workshops and other events by their first day, cancelled ones"
        " left out. parts holds the day and hours of each; places, booked and waiting count people,"
        " places is null where they are not counted.",
    )
    waiting = add_command(
        commands,
        shared,
        "waiting",
        "list who waits for a workshop",
        "Lists the households in Stage One of whom somebody has no place at a workshop, in their"
        " turn: since when, the first day of the workshop at which they will get one, which is null"
        " where none has room, the day on which Stage One is to end, and whether it is in time. Of"
        " further workshops a bank holiday, a weekend or a clash is said beneath; with --json each"
        " row has it as warnings then.",
    )
    waiting.add_argument(
        "--what-if",
        dest="what_if",
        type=days,
        default=(),
        metavar="DATE[,DATE…]",
        help="as it were with a workshop more on each of these days, of the parts and places of"
        " the agency's last one",
    )
    ics = add_command(
        commands,
        shared,
        "ics",
        "write a calendar",
        "Writes an event as a calendar that other programs take in (.ics, RFC 5545): an entry for"
        " each part. With a case's reference it is what that household has places at from today on,"
        " with all what is held from today on, and with mine what of that you lead. What was moved"
        " or cancelled since is moved or cancelled where the calendar was taken in before.",
    )
    ics.add_argument("event", metavar="EVENT", help="its id by events --json, REF, all or mine")
    ics.add_argument("--out", type=Path, metavar="FILE", required=True, help="the file to write")
