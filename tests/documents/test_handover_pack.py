from dataclasses import replace
from datetime import date

from recruitment_app.documents import handover_pack
from recruitment_app.documents.handover_pack import HandoverPack, PackCase, PackTable
from recruitment_app.rules.stages import Stage

PACK = HandoverPack(
    agency="Northmere Council",
    worker="Sandy Example",
    printed_on=date(2014, 7, 10),
    printed_by_role="Team manager",
    cases=(
        PackCase(
            reference="AR-0007",
            household="Fern Larkspur and Rowan Teasel",
            stage=Stage.STAGE_ONE,
            due_on=date(2014, 7, 31),
            open_things=(4, 1, 1, 2),
            facts=(
                ("Stage", "Stage One \u00b7 In hand"),
                ("Enquiry", "3 March 2014"),
            ),
            tables=(
                PackTable(
                    "Clocks",
                    ("Limit", "Began", "Due", "How it stands"),
                    (0.4, 0.19, 0.19, 0.22),
                    (("Stage One", "22 Apr 2014", "31 Jul 2014", "21 days left"),),
                    "No clock is running.",
                ),
                PackTable("Promises", ("What", "By"), (0.7, 0.3), (), "No promise is open."),
            ),
        ),
    ),
    own_tasks=(("Renew my registration.", "1 Sep 2014"),),
    withheld=1,
)


def test_the_pack_is_as_it_was_read_and_kept(read_back, compare):
    found = read_back(handover_pack.render(PACK))
    compare("handover_pack", found)
    assert found.facts["Title"] == "Handover pack AR-0007"


def test_a_pack_without_a_case_says_so_and_names_nobody_in_its_title(read_back):
    found = read_back(handover_pack.render(replace(PACK, cases=())))
    assert "There is no open case to hand over." in found.text
    assert "1 restricted case is not in this pack." in found.text
    assert found.facts["Title"] == "Handover pack"
