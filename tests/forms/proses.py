"""Strategies that make texts as people and programs make them."""

from hypothesis import strategies as st

from recruitment_app.forms.prose import Paragraph, Prose, Run, Source, Style, Table

ODD = (
    "\u0645\u062d\u0645\u062f",
    "e\u0301",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202e",
    "<b>&",
    "\r\n",
    "\x07",
    "\ud83d",
    "\ude00",
    "\u4e2d\u6587",
)

texts = st.one_of(
    st.text(max_size=12),
    st.lists(st.sampled_from((*ODD, "an", "adopter", " ", "don\u2019t")), max_size=6).map("".join),
)
runs = st.builds(
    Run,
    texts,
    bold=st.booleans(),
    italic=st.booleans(),
    fact=st.sampled_from(("", "", "", "name.first", "born.second")),
    source=st.sampled_from(Source),
)
paragraphs = st.builds(
    Paragraph,
    st.lists(runs, max_size=3).map(tuple),
    style=st.sampled_from(Style),
    depth=st.integers(0, 12),
)
cells = st.lists(paragraphs, max_size=2).map(tuple)
rows = st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple)
blocks = st.one_of(paragraphs, st.builds(Table, rows, has_heading=st.booleans()))
proses = st.lists(blocks, max_size=3).map(tuple).map(Prose)
