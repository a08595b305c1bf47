"""Explore: an entity among its neighbours, or the ways from one to another; each relation opens its sentence."""

from __future__ import annotations

import streamlit as st

from components import store
from components.card import card, hearing, lines
from components.filters import pages as page_picks
from components.kinds import LISTED
from components.links import given, go, plain
from components.pins import keep, pins, put_there
from components.relations import applied, extras, filters, hidden, inner, twin
from components.scene import VIEW, Pick, Scene, add, begin, expand, scene
from components.search import find_one, search_box
from components.undo import undo
from graph import wording
from graph.arrangement import arranged, pinned, sign
from graph.communities import LEAST, groups
from graph.entries import kind_lines, member_line
from graph.exploring import spots_of
from graph.figure_list import page_number
from graph.layout import Spot
from graph.network import DRAWN, LONGEST, RANKING, STEP, View, neighbourhood, opening
from graph.queries import PAGE, Named, kind_counts, listing, names, short, whole
from graph.ways import Way, picture, way_card, ways, why_none

_NEW = "explore-new"  # whether the page is drawn whole, and not its canvas alone

reader = store.reader()
start, end = given("entity"), given("to")
called = names(reader, [start, end])


def browse() -> None:
    """What there is to start from: a search, and lists by kind."""
    st.title("Explore")
    if start:
        st.warning("The address names something that this store doesn’t know. Find it by its name:")
    if search_box(reader, key="explore", then=lambda iri: begin(short(iri))):
        return
    kind = st.query_params.get("kind", LISTED[0])
    counts = kind_counts(reader)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader("By kind")
        listed = lines(kind_lines(counts, LISTED), key="explore-kinds")
    with right:
        told = members(kind, counts.get(kind, 0) if kind in LISTED else 0)
    if listed:
        go(listed)
    if told:
        begin(short(told))


def members(kind: str, count: int) -> str:
    """A page of the entities of a kind, and the way to the other pages; give what was clicked."""
    st.subheader(wording.kind(kind, 2).capitalize())
    pages = max(-(-count // PAGE), 1)
    page = min(max(page_number(st.query_params.get("page", "")), 1), pages)
    first = (page - 1) * PAGE
    span = f"{first + 1:,} to {min(first + PAGE, count):,} of {count:,}" if pages > 1 else f"All {count:,}"
    st.caption(f"{span}, those with most facts first; where no number stands, one fact is told")
    shown = [member_line(found, kind) for found in listing(reader, kind, page)] if count else []
    told = lines(shown, key=f"explore-{kind}-{page}")
    if pages > 1:
        page_picks("page", page, pages)
    return told


def explore(entity: Named) -> None:
    """The canvas around an entity, and the card of what is picked."""
    st.title(f"Around {plain(entity.label)}")
    st.session_state[_NEW] = True
    around(entity)


@st.fragment(key=VIEW)
def around(entity: Named) -> None:
    """All that what is opened, hidden and moved changes.

    Where a page is drawn already, its canvas comes before what stands above it: each element that comes first makes the
    browser draw the page once. On a new page the canvas would be pushed down by it.
    """
    is_new = st.session_state.pop(_NEW, False)
    reader = store.reader()
    opened = [opening(name) for name in st.query_params.get_all("open")]
    view = neighbourhood(reader, entity.iri, opened=opened, shut=map(whole, st.query_params.get_all("shut")))
    spots = arranged(reader, entity.iri, tuple(opened), pins())
    shown = applied(view, keep=[entity.iri])
    above = st.container()
    if is_new:
        with above:
            controls(view, shown, entity, spots)
    scene(drawn(view, shown, spots, entity.iri))
    if not is_new:
        with above:
            controls(view, shown, entity, spots)
    if len(shown.nodes) > LEAST:
        inner(shown, entity.iri)
    twin(shown)


def controls(view: View, shown: View, entity: Named, spots: dict[str, Spot]) -> None:
    """What stands above the canvas: how much of what there is it shows, and what can be done with it."""
    reader = store.reader()
    st.caption(
        f"{count(view)}. Click an entity for what is known of it, a line for "
        "the sentence that says so; double-click one marked +n for its n neighbours not drawn. Drag one, and it "
        "stays where you put it. Dashed: from the official list of places."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters(reader, view)
        with st.popover("Find a connection", icon=":material/conversion_path:"):
            other = find_one(reader, f"From {plain(entity.label)} to", key="to")
        adding(view, len(st.query_params.get_all("open")))
        tools(view, entity.iri, spots)
    if other:
        st.query_params.from_dict({"entity": short(entity.iri), "to": short(other)})
        st.rerun()
    if view.alone:
        told = wording.listed([plain(node.label) for node in view.alone])
        st.info(f"No way of at most {LONGEST} facts leads from {told} to what was shown.", icon=":material/info:")
    hidden(view, shown)


def count(view: View) -> str:
    """How much of what there is a view shows."""
    added = len(view.nodes) - 1 - view.shown
    more = f", and {added} that came with what you added" if added > 0 else ""
    return f"{view.shown} of {view.total} neighbours, {RANKING}{more}"


def adding(view: View, step: int) -> None:
    """A search for what is to be drawn too; what is found comes as a further step of so many."""
    if len(view.nodes) >= DRAWN:
        return
    with st.popover("Add to the picture", icon=":material/add_link:", key=f"adding-{step}"):
        found = find_one(store.reader(), "What to add", key=f"add-{step}")
        st.caption(f"It comes with its shortest way to what is shown, of at most {LONGEST} facts.")
    if found:
        add(found, drawn_already=any(node.iri == found for node in view.nodes))


def drawn(view: View, shown: View, spots: dict[str, Spot], entity: str) -> Scene:
    """The canvas around an entity, whose places stay whatever is hidden."""
    signs = {pin.sign for pin in pins()}
    standing = {iri for iri in spots if sign(iri) in signs}
    marked = groups(shown) if st.query_params.get("groups") else ()
    about = extras(view, entity, standing, marked)
    return Scene(view=view, shown=shown, spots=spots, extras=about, key=f"canvas-{short(entity)}")


def tools(view: View, entity: str, spots: dict[str, Spot]) -> None:
    """What can be done with the whole view: more of it, keep where all stands, go a step back."""
    more = view.nodes[0].more if view.nodes else 0
    if more and len(view.nodes) < DRAWN:
        st.button(f"Show {min(more, STEP)} more", icon=":material/add:", on_click=expand, args=(entity,))
    if len(view.nodes) >= DRAWN:
        st.caption(f"At most {DRAWN} are drawn at once: hide or collapse some for others.")
    if pins():
        st.button("Unpin all", icon=":material/keep_off:", on_click=keep, args=((),))
    else:
        told = "The link then keeps each in its place, whatever is added."
        st.button("Pin all", icon=":material/keep:", help=told, on_click=pin_all, args=(view, spots))
    undo(f"trail-{entity}")


def pin_all(view: View, spots: dict[str, Spot]) -> None:
    """Let each entity stand where it is."""
    now = pins()
    for node in view.nodes:
        now = pinned(now, node.iri, spots[node.iri], after=len(st.query_params.get_all("open")))
    keep(now)


def connect(one: Named, other: Named) -> None:
    """The shortest ways from one entity to another, in words beside the canvas."""
    st.title(f"From {plain(one.label)} to {plain(other.label)}")
    with st.spinner("Looking for ways …"):
        found = ways(reader, one.iri, other.iri)
    if not found:
        st.info(plain(why_none(reader, one, other)), icon=":material/info:")
    else:
        told = "The shortest way" if len(found) == 1 else f"The {len(found)} shortest ways"
        st.caption(f"{told} over facts that articles state, each step with its sentences; at most {LONGEST} steps.")
        chain(one, other, found)
    with st.container(horizontal=True):
        for end, words in ((one, "Back to what is around"), (other, "See what is around")):
            if st.button(f"{words} {plain(end.label)}", key=f"around-{end.iri}"):
                st.query_params.from_dict({"entity": short(end.iri)})
                st.rerun()


@st.fragment(key=VIEW)
def chain(one: Named, other: Named, found: list[Way]) -> None:
    """Some ways as a graph, and in words beside it; what is moved or hidden is in the address too."""
    view = picture(store.reader(), found)
    shown = applied(view, keep=[one.iri, other.iri])
    undo(f"trail-{one.iri}-{other.iri}")
    hidden(view, shown)
    spots, standing = put_there(spots_of(view, {}))
    key = f"ways-{short(one.iri)}-{short(other.iri)}"
    about = extras(view, one.iri, standing, ())
    told = Scene(view=view, shown=shown, spots=spots, extras=about, key=key, opens=False)
    scene(told, beside=lambda pick: in_words(found, pick))
    twin(shown)


def in_words(found: list[Way], pick: Pick) -> str:
    """Each way as a card, of which one hears what is picked; give what was clicked."""
    first, *others = map(way_card, found)
    clicked = [hearing(first, key="way-0", then=pick)]
    clicked += [card(way, key=f"way-{i}") for i, way in enumerate(others, 1)]
    return next(filter(None, clicked), "")


if start not in called:
    browse()
elif end:
    if end in called:
        connect(called[start], called[end])
    else:
        st.warning("The address names something that this store doesn’t know as its end.")
        explore(called[start])
else:
    explore(called[start])
