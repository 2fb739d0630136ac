from recruitment_app.cli.checks import CHECK_FIELDS


def test_the_checks_of_a_case_and_of_every_case_are_listed(command, sample):
    cases = command("cases", "--store", sample, "--json").json
    reference = next(row["reference"] for row in cases if row["stage"] == "stage_one")
    told = command("checks", "--case", reference, "--store", sample, "--json")
    assert told.code == 0
    assert all(tuple(row) == CHECK_FIELDS for row in told.json)
    assert {row["case"] for row in told.json} == {reference}
    assert {"dbs", "health_report", "reference"} <= {row["check"] for row in told.json}
    assert {row["basis"] for row in told.json} == {"regulation", "guidance", "local"}
    every = command("checks", "--store", sample, "--json").json
    assert [row for row in every if row["case"] == reference] == told.json
    closed = {row["reference"] for row in cases if row["stage"] == "closed"}
    assert not closed & {row["case"] for row in every}
    assert command("checks", "--case", "AR-9999", "--store", sample).code == 1
