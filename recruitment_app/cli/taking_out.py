"""The commands that take out what the store holds: one list, or all of it as open files."""

from recruitment_app.casework.leaving.leaving_lists import export_list
from recruitment_app.casework.leaving.whole_store import WARNING, export_all
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened
from recruitment_app.cli.telling import say, tell_json
from recruitment_app.errors import Problem


def take_list(asked: Asked) -> int:
    """Write one list into a file whose ending says as what."""
    if asked.out is None:
        raise Problem("Name the file to write: --out FILE.")
    with opened(asked) as (store, today):
        rows = export_list(
            store, name=asked.list_name, path=asked.out, today=today, year_label=asked.year
        )
    if asked.as_json:
        tell_json([{"list": asked.list_name, "file": str(asked.out), "rows": rows}])
    else:
        many = "1 row" if rows == 1 else f"{rows:,} rows"
        say(f"{asked.out} holds {many}.")
    return DONE


def take_all(asked: Asked) -> int:
    """Write the whole store as open files into a new folder."""
    if asked.folder is None:
        raise Problem("Name a new folder for the files.")
    with opened(asked) as (store, today):
        taken = export_all(store, folder=asked.folder, today=today)
    if asked.as_json:
        tell_json([{"folder": str(asked.folder), "tables": taken.tables, "rows": taken.rows}])
    else:
        say(f"{taken.rows:,} rows of {taken.tables} tables stand in {asked.folder}.")
        say(f"{WARNING} README.txt in the folder says what each holds.")
    return DONE
