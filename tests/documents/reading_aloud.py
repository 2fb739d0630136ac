"""Reads a paper as a screen reader does: by its tree of tags, and strictly.

Nothing may be drawn that is neither part of an element nor an artifact; every stretch that is
marked belongs to one element, which finds it and is found by it; and the order of the elements is
the order of the words.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

import pikepdf

DRAWING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"}
WITHIN = {
    "Document": {"StructTreeRoot"},
    "Table": {"Document"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TR": {"THead", "TBody"},
    "TH": {"TR"},
    "TD": {"TR"},
    "L": {"Document", "LBody", "TD", "TH"},
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TOC": {"Document"},
    "TOCI": {"TOC"},
    "Link": {"TOCI", "TD"},
    "P": {"Document", "TD", "TH"},
    "Figure": {"Document"},
    **{f"H{rank}": {"Document"} for rank in range(1, 7)},
}


@dataclass
class Node:
    """An element with its words in order."""

    role: str
    kids: list = field(default_factory=list)
    words: str = ""
    facts: dict = field(default_factory=dict)

    def all(self, role):
        """Return the elements of a role in it, in order."""
        found = [self] if self.role == role else []
        return found + [one for kid in self.kids for one in kid.all(role)]

    @property
    def text(self):
        """All its words and those within it."""
        return " ".join(" ".join([self.words, *(kid.text for kid in self.kids)]).split())

    @property
    def outline(self):
        """The roles as nested lists."""
        return [self.role, *(kid.outline for kid in self.kids)] if self.kids else self.role


def read_aloud(pdf):
    """Return the document's tree, having checked it and every page."""
    root = pdf.Root.StructTreeRoot
    assert pdf.Root.MarkInfo.Marked is True
    reading = _Reading(pdf, _owners(root.ParentTree))
    tree = reading.node(root.K, root)
    reading.check()
    return tree


def _owners(parent_tree):
    listed = list(parent_tree.Nums)
    return {
        int(key): list(kept) if isinstance(kept, pikepdf.Array) else kept
        for key, kept in zip(listed[::2], listed[1::2], strict=True)
    }


def _stretches(page):
    """Return the words of each marked stretch of a page by its number."""
    reader = _Fonts(page)
    told, inside = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            assert not inside, "a mark within a mark"
            number = operands[1].get("/MCID") if name == "BDC" else None
            if str(operands[0]) != "/Artifact":
                assert int(number) not in told
                told[int(number)] = ""
            inside.append(None if number is None else int(number))
        elif name == "EMC":
            inside.pop()
        elif name == "Tf":
            reader.take(str(operands[0]))
        elif name in DRAWING:
            assert inside, f"{name} is drawn untagged"
            if inside[-1] is not None and name == "Tj":
                told[inside[-1]] += reader.read(bytes(operands[0]))
        elif name in {"T*", "Td", "Tm", "BT"} and inside and inside[-1] is not None:
            told[inside[-1]] += " "
    assert not inside
    return told


class _Fonts:
    """Turns what is shown into letters, by each font's own table."""

    def __init__(self, page):
        self._fonts = page.obj.Resources.Font
        self._known = {}
        self._now = None

    def take(self, name):
        if name not in self._known:
            font = self._fonts[name]
            assert "/FontFile2" in font.FontDescriptor, "a font is not embedded"
            self._known[name] = _letters(bytes(font.ToUnicode.read_bytes()).decode())
        self._now = self._known[name]

    def read(self, shown):
        return "".join(self._now[code] for code in shown)


def _letters(table):
    pairs = re.findall(r"^<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>$", table, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be") for code, letters in pairs}


class _Reading:
    """What the pages show, and how much of it the tree has been found to hold."""

    def __init__(self, pdf, owners):
        self._owners, self._used = owners, Counter()
        self._areas = [area for page in pdf.pages for area in page.obj.get("/Annots", [])]
        self._pages = {}
        for number, page in enumerate(pdf.pages):
            assert page.obj.Tabs == "/S"
            assert int(page.obj.StructParents) == number
            self._pages[page.obj.objgen] = (number, _stretches(page))

    def node(self, element, parent):
        """Return an element and all within it."""
        role = str(element.S)[1:]
        assert element.P.objgen == parent.objgen
        above = str(parent.S)[1:] if "/S" in parent else "StructTreeRoot"
        assert above in WITHIN[role], f"{role} stands in {above}"
        node = Node(role)
        for name in ("/Alt", "/ActualText"):
            if name in element:
                node.facts[name[1:]] = str(element[name])
        for name, fact in element.get("/A", {}).items():
            node.facts[name[1:]] = fact
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                node.words += self._words(element, element.Pg, kid)
            elif kid.get("/Type") == "/MCR":
                node.words += self._words(element, kid.Pg, int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                node.facts["leads to"] = kid.Obj
                self._used["link", kid.Obj.objgen] += 1
            else:
                node.kids.append(self.node(kid, element))
        return node

    def check(self):
        """Hold every stretch and every link to being in one element, and known as its."""
        for number, stretches in self._pages.values():
            assert len(stretches) == len(self._owners.get(number, []))
            for stretch in stretches:
                assert self._used[number, stretch] == 1, "a stretch is in no element, or in two"
        for area in self._areas:
            assert self._used["link", area.objgen] == 1, "a link is in no element"
            assert self._owners[int(area.StructParent)].S == "/Link"
            assert str(area.Contents)

    def _words(self, element, page, stretch):
        number, stretches = self._pages[page.objgen]
        self._used[number, stretch] += 1
        assert self._owners[number][stretch].objgen == element.objgen
        return stretches[stretch] + " "
