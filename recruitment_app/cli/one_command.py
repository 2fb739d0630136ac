"""How one command is added to the command line."""

import argparse
from typing import TypeAlias

PASSWORD_VARIABLE = "RECRUITMENT_PASSWORD"  # noqa: S105 - the name of a variable
PASSWORDS = (
    f"The password is read from {PASSWORD_VARIABLE} or from --password-file, else asked for;"
    " it is never an argument."
)

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - its only name


def add_command(
    commands: Commands, shared: argparse.ArgumentParser, name: str, short: str, long: str
) -> argparse.ArgumentParser:
    """Add a command with what it is for, in short and at length."""
    return commands.add_parser(
        name,
        parents=[shared],
        help=short,
        description=long,
        epilog=PASSWORDS,
        allow_abbrev=False,
    )
