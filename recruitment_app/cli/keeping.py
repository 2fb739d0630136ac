"""The commands that keep a store: made as a sample, checked, backed up and brought back."""

from datetime import UTC, datetime

from recruitment_app.casework import safekeeping
from recruitment_app.casework.file.attaching import MEND
from recruitment_app.casework.sampling import sample
from recruitment_app.cli.arguments import Asked
from recruitment_app.cli.exit_codes import DONE
from recruitment_app.cli.opening import opened, password
from recruitment_app.cli.telling import say, tell_json
from recruitment_app.errors import Problem
from recruitment_app.store import restoring


def make_sample(asked: Asked) -> int:
    """Make a sample agency in a new folder."""
    if asked.folder is None:
        raise Problem("Name a new folder for the sample.")
    today = asked.today or sample.USUAL_TODAY
    word = password(asked, shown=sample.USUAL_PASSWORD)
    sample.make_sample(
        asked.folder,
        enquiries=asked.enquiries,
        years=asked.years,
        seed=asked.seed,
        today=today,
        password=word,
    ).close(is_backed_up=False)
    if asked.as_json:
        made = {"folder": str(asked.folder), "enquiries": asked.enquiries, "today": str(today)}
        tell_json([made])
    else:
        many = "1 enquiry" if asked.enquiries == 1 else f"{asked.enquiries} enquiries"
        say(f"A sample agency of {many} stands in {asked.folder}.")
    return DONE


def check(asked: Asked) -> int:
    """Check the store from end to end; each fault found is a sentence."""
    with opened(asked) as (store, _today):
        findings = safekeeping.check_store(store)
    if asked.as_json:
        tell_json(list(findings))
    for finding in () if asked.as_json else findings:
        say(finding)
    if findings:
        count = "One fault was" if len(findings) == 1 else f"{len(findings)} faults were"
        is_small = all(finding.endswith(MEND) for finding in findings)
        advice = "mend it as it says" if is_small else "restore the newest good backup"
        raise Problem(f"{count} found in the store: {advice}.")
    if not asked.as_json:
        say("The store is whole.")
    return DONE


def back_up(asked: Asked) -> int:
    """Write one backup into a new file, proved by opening it."""
    if asked.file is None:
        raise Problem("Name a new file for the backup.")
    with opened(asked) as (store, _today):
        cases = safekeeping.back_up_now(store, file=asked.file)
    if asked.as_json:
        tell_json([{"file": str(asked.file), "cases": cases}])
    else:
        say(f"A backup of {_cases(cases)} stands in {asked.file}.")
    return DONE


def restore(asked: Asked) -> int:
    """Bring a backup back as a store in a new folder."""
    if asked.file is None or asked.folder is None:
        raise Problem("Name the backup and a new folder for the store.")
    _, names = restoring.people_of(asked.file)
    name = asked.name or next(iter(names), "")
    manifest = restoring.restore(
        asked.file, asked.folder, name, password(asked), at=datetime.now(UTC)
    )
    cases = manifest.rows.get("cases", 0)
    if asked.as_json:
        tell_json([{"folder": str(asked.folder), "cases": cases}])
    else:
        say(f"The store of {manifest.made_at} with {_cases(cases)} stands in {asked.folder}.")
    return DONE


def _cases(count: int) -> str:
    return "1 case" if count == 1 else f"{count} cases"
