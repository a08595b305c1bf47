"""Explore: an entity among its neighbours, or the ways from one to another; each relation opens its sentence."""

from __future__ import annotations

import streamlit as st

from components import store
from components.canvas import canvas
from components.card import card, lines
from components.dossier import dossier, elsewhere
from components.kinds import LISTED
from components.links import given, go, plain
from components.relations import applied, filters, twin
from components.search import find_one, search_box
from graph import wording
from graph.exploring import picked_card, spots_of
from graph.network import RANKING, View, neighbourhood
from graph.portrait import found_line, kind_lines
from graph.queries import Named, kind_counts, listing, names, short, whole
from graph.shown import central
from graph.ways import LONGEST, picture, way_card, ways

CANVAS = 800  # pixels; where the window is narrower, the card goes under the canvas

reader = store.reader()
start, end = given("entity"), given("to")
called = names(reader, [start, end])


def browse() -> None:
    """What there is to start from: a search, and lists by kind."""
    st.title("Explore")
    if start:
        st.warning("The address names something that this store doesn’t know. Find it by its name:")
    if search_box(reader, key="explore"):
        return
    kind = st.query_params.get("kind", LISTED[0])
    found = listing(reader, kind) if kind in LISTED else []
    counts = kind_counts(reader)
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader("By kind")
        listed = lines(kind_lines(counts, LISTED), key="explore-kinds")
    with right:
        st.subheader(wording.kind(kind, 2).capitalize())
        st.caption(f"{len(found):,} of {counts.get(kind, 0):,}, those with most facts first")
        told = lines([found_line(f) for f in found], key=f"explore-{kind}")
    if listed or told:
        go(listed or told)


def explore(entity: Named) -> None:
    """The canvas around an entity, and the card of what is picked."""
    opened = [whole(name) for name in st.query_params.get_all("open")]
    picked = st.query_params.get("pick", "")
    view = neighbourhood(reader, entity.iri, opened=opened)
    st.title(f"Around {plain(entity.label)}")
    left = view.total - view.shown
    rest = f"; {left} more are not drawn, open an entity for those" if left else ""
    st.caption(
        f"{view.shown} of {view.total} neighbours, {RANKING}{rest}. Click an entity for what is known of it, a line "
        "for the sentence that says so; double-click one marked +n for the n facts not drawn. Dashed: from the "
        "official list of places."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        filters(view)
        with st.popover("Find a connection", icon=":material/conversion_path:"):
            other = find_one(reader, f"From {plain(entity.label)} to", key="to")
        if opened and st.button("Undo the last step", icon=":material/undo:"):
            st.query_params["open"] = [short(o) for o in opened[:-1]]
            st.rerun()
    if other:
        st.query_params.from_dict({"entity": short(entity.iri), "to": short(other)})
        st.rerun()
    shown = applied(view, keep=[entity.iri])
    draw(view, shown, entity.iri, opened, picked)
    inner = [n.label for iri in central(shown) for n in shown.nodes if n.iri == iri and iri != entity.iri][:3]
    twin(reader, shown, name=entity.label, central=inner)


def draw(view: View, shown: View, entity: str, opened: list[str], picked: str) -> None:
    """The canvas, whose places stay whatever is hidden, and the card beside it."""
    placed = st.session_state.setdefault(f"spots-{entity}", {})
    placed.update(spots_of(view, placed, origin=opened[-1] if opened else entity))
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=CANVAS):
            event = canvas(shown, placed, start=entity, selected=picked, key=f"canvas-{short(entity)}")
        with st.container(width="stretch"):
            told = picked_card(reader, picked or short(entity))
            clicked = card(told, key=f"card-{picked}")
            elsewhere(told)
            dossier(told)
            one = picked and "|" not in picked and whole(picked) != entity
            if one:
                aside(picked)
    if clicked:
        go(clicked)
    if event.name == "select":
        st.query_params["pick"] = event.id
    elif event.name == "expand":
        st.query_params["open"] = [*(short(o) for o in opened), event.id]
    elif event.name == "move":
        placed[whole(event.id)] = event.spot
    if event.name:
        st.rerun()


def aside(picked: str) -> None:
    """What can be done with a picked neighbour: begin anew with it, or take it away."""
    with st.container(horizontal=True):
        if st.button("Begin with this one", icon=":material/center_focus_strong:"):
            st.query_params.from_dict({"entity": picked})
            st.rerun()
        if st.button("Hide it here", icon=":material/visibility_off:"):
            st.query_params["hide"] = [*st.query_params.get_all("hide"), picked]
            st.rerun()


def connect(one: Named, other: Named) -> None:
    """The shortest ways from one entity to another, in words beside the canvas."""
    st.title(f"From {plain(one.label)} to {plain(other.label)}")
    with st.spinner("Looking for ways …"):
        found = ways(reader, one.iri, other.iri)
    if not found:
        st.info(
            f"No chain of at most {LONGEST} stated facts leads from one to the other in these articles.",
            icon=":material/info:",
        )
    else:
        count = "The shortest way" if len(found) == 1 else f"The {len(found)} shortest ways"
        st.caption(f"{count} over facts that articles state, each step with its sentences; at most {LONGEST} steps.")
        view = picture(reader, found)
        placed = spots_of(view, {})
        with st.container(horizontal=True, gap="medium"):
            with st.container(width=CANVAS):
                event = canvas(
                    view, placed, start=one.iri, selected="", key=f"ways-{short(one.iri)}-{short(other.iri)}"
                )
            with st.container(width="stretch"):
                clicked = [card(way_card(way), key=f"way-{i}") for i, way in enumerate(found)]
        if any(clicked):
            go(next(filter(None, clicked)))
        if event.name == "select":
            around = event.id.partition("|")[0]
            st.query_params.from_dict({"entity": around, "pick": event.id})
            st.rerun()
        twin(reader, view, name=f"{one.label} – {other.label}", central=[])
    if st.button(f"Back to what is around {plain(one.label)}", icon=":material/arrow_back:"):
        st.query_params.from_dict({"entity": short(one.iri)})
        st.rerun()


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
