"""Measures how soon a family tree of sixty people and a support map of forty ties are laid out.

Run as ``python -m tests.benchmarks.drawing``; writes one JSON object. The baseline is the drawing
of their page, the bytes of its PDF included.
"""

import json
import sys
import time

from tests.benchmarks import starting
from tests.benchmarks.figures import Ratio

PEOPLE, TIES = 60, 40


def a_family():
    """Return sixty people in four generations: a couple, their brothers, sisters and forebears."""
    from recruitment_app.drawings.family import Child, Family, Relative, Sex, Union  # noqa: PLC0415 - timed alone

    people, unions = {}, []

    def person(born, **more):
        key = f"p{len(people)}"
        sex = (Sex.FEMALE, Sex.MALE)[len(people) % 2]
        people[key] = Relative(key, f"Person{len(people)} Larkspur", sex, str(born), **more)
        return key

    def children(count, born):
        return [person(born + 2 * number) for number in range(count)]

    def couple(one, other, keys):
        unions.append(Union((one, other), children=tuple(map(Child, keys))))

    applicants = [person(1979, is_applicant=True), person(1981, is_applicant=True)]
    couple(*applicants, children(2, 2008))
    for applicant in applicants:
        parents = person(1950), person(1952)
        siblings = children(4, 1975)
        couple(*parents, [applicant, *siblings])
        for sibling in siblings:
            couple(sibling, person(1976), children(3, 2002))
        for parent in parents:
            couple(person(1920, is_dead=True), person(1922, is_dead=True), [parent])
    while len(people) < PEOPLE:
        key = person(2014)
        unions[0] = Union(unions[0].partners, children=(*unions[0].children, Child(key)))
    return Family(people, tuple(unions))


def the_ties():
    """Return forty ties of every strength and flow."""
    from recruitment_app.drawings.support import Flow, Strength, Tie  # noqa: PLC0415 - timed alone

    strengths, flows = list(Strength), list(Flow)
    return [
        Tie(f"Friend {n}", "Friend", strengths[n % len(strengths)], flows[n % len(flows)])
        for n in range(TIES)
    ]


def measure(_folder, rounds, environment):
    """Measure in a process of its own, so many rounds after one that warms."""
    words = [sys.executable, "-m", "tests.benchmarks.drawing", str(rounds)]
    told = json.loads(starting.run(words, environment))
    return [
        Ratio(f"a family tree of {PEOPLE} people, laid out", told["tree"], told["tree_page"], 1.0),
        Ratio(f"a support map of {TIES} ties, laid out", told["map"], told["map_page"], 1.0),
    ]


def main(rounds):
    """Lay out and draw both by turns."""
    from recruitment_app.documents import paper  # noqa: PLC0415 - timed alone
    from recruitment_app.documents.paper import Paper  # noqa: PLC0415 - as above
    from recruitment_app.documents.pen import Figure  # noqa: PLC0415 - as above
    from recruitment_app.drawings.family_tree import family_tree  # noqa: PLC0415 - as above
    from recruitment_app.drawings.support_map import support_map  # noqa: PLC0415 - as above

    family, ties = a_family(), the_ties()
    told = {name: [] for name in ("tree", "tree_page", "map", "map_page")}

    def timed(name, act):
        began = time.process_time()  # of one thread, so what else the machine does is left out
        made = act()
        told[name].append((time.process_time() - began) * 1000)
        return made

    def page(drawing):
        return paper.render(Paper("A report", "An agency", "A report", "A foot"), [Figure(drawing)])

    for turn in range(rounds + 1):
        tree = timed("tree", lambda: family_tree(family))
        timed("tree_page", lambda drawing=tree: page(drawing))
        drawn = timed("map", lambda: support_map(ties, ["Fern Larkspur", "Rowan Larkspur"]))
        timed("map_page", lambda drawing=drawn: page(drawing))
        if not turn:
            told = {name: [] for name in told}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
