from recruitment_app.cli.sources import SOURCE_FIELDS


def test_what_came_of_each_source_is_listed_with_no_percentage_of_few(command, sample):
    cases = command("cases", "--store", sample, "--json").json
    days = ("--from", "2013-01-01", "--to", "2014-11-14")
    told = command("sources", *days, "--store", sample, "--json")
    assert told.code == 0
    assert all(tuple(row) == SOURCE_FIELDS for row in told.json)
    of_sources = [row for row in told.json if row["kind"] == "source"]
    enquired = [row for row in cases if "2013-01-01" <= row["opened_on"] <= "2014-11-14"]
    assert sum(row["enquiries"] for row in of_sources) == len(enquired) > 0
    for row in told.json:
        assert row["approved"] + row["in_hand"] + row["ended"] == row["enquiries"]
        assert (row["approved_percent"] is None) == (row["enquiries"] < 20)
    assert "enquiries" in command("sources", *days, "--store", sample).out
    turned = command("sources", "--from", "2014-11-14", "--to", "2013-01-01", "--store", sample)
    assert turned.code == 1
    assert command("sources", "--from", "2014-11-14", "--store", sample).code == 2
