"""A canvas with the card of what is picked beside it: a pick draws these two anew, and nothing else of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components import store
from components.canvas import Event, Extras, canvas, done_on
from components.card import card
from components.dossier import dossier, elsewhere
from components.frame import PAGES
from components.links import go, put, target, toggled
from components.pins import keep, pins
from graph.arrangement import pinned, unpinned
from graph.exploring import picked_card
from graph.layout import Spot
from graph.network import STEP, Node, View
from graph.portrait import Card
from graph.queries import short, whole

CANVAS = 800  # pixels; where the window is narrower, the card goes under the canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is drawn: `view` whole, `shown` without what filters hide, each entity of the view at its spot.

    `start` is the entity that all began with. Where nothing `opens`, asking for more of an entity begins with it.
    """

    view: View
    shown: View
    spots: dict[str, Spot]
    start: str
    extras: Extras
    key: str
    opens: bool = True


@st.fragment
def scene(drawn: Scene, beside: Callable[[], str] | None = None) -> None:
    """Draw a canvas and what stands beside it: the card of what is picked; if nothing is, `beside` or the start's.

    `beside` draws it, and gives what was clicked in it.
    """
    _happened(done_on(drawn.key), opens=drawn.opens)
    picked = st.query_params.get("pick", "")
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=CANVAS):
            canvas(drawn.shown, drawn.spots, start=drawn.start, selected=picked, key=drawn.key, extras=drawn.extras)
        with st.container(width="stretch"):
            clicked = beside() if beside and not picked else _card(drawn, picked or short(drawn.start))
    if clicked:
        go(clicked)


def _happened(event: Event, *, opens: bool) -> None:
    """Write to the address what was done on the canvas; all but a pick changes the whole page."""
    if event.name == "select":
        put("pick", [event.id])
    elif event.name == "expand" and not opens:
        begin(event.id)
    elif event.name == "expand":
        expand(whole(event.id))
    elif event.name == "move":
        keep(pinned(pins(), whole(event.id), event.spot, after=_openings()))
    elif event.name == "kind":
        toggled("without", event.id)
        st.rerun()


def expand(iri: str) -> None:
    """Open an entity, or show again what it brought."""
    name = short(iri)
    if name in st.query_params.get_all("shut"):
        toggled("shut", name)
    else:
        put("open", [*st.query_params.get_all("open"), name])
    st.rerun()


def begin(name: str) -> None:
    """Draw a canvas anew around an entity, by its name in addresses."""
    st.query_params.from_dict({"entity": name})
    st.rerun()


def _openings() -> int:
    return len(st.query_params.get_all("open"))


def _card(drawn: Scene, picked: str) -> str:
    """The card of what is picked, and what can be done with it; give what was clicked in it."""
    told = picked_card(store.reader(), picked)
    clicked = card(told, key="card-beside")
    _whole_page(told)
    elsewhere(told)
    dossier(told)
    node = next((n for n in drawn.view.nodes if n.iri == whole(picked)), None)
    if node:
        _aside(node, drawn)
    return clicked


def _whole_page(told: Card) -> None:
    """The way from a card to all that is known of its thing."""
    if told.iri:
        page, parameters = target(told.iri)
        st.page_link(PAGES[page], label="All that is known", icon=":material/article:", query_params=parameters)


def _aside(node: Node, drawn: Scene) -> None:
    """What can be done with a picked entity: begin anew with it, take it away, open and close it, pin it."""
    name = short(node.iri)
    with st.container(horizontal=True):
        if node.iri != drawn.start:
            if st.button("Begin with this one", icon=":material/center_focus_strong:"):
                begin(name)
            if st.button("Hide it here", icon=":material/visibility_off:"):
                toggled("hide", name)
                st.rerun()
            if (
                node.more
                and drawn.opens
                and st.button(f"Open: {min(node.more, STEP)} of {node.more} more", icon=":material/add:")
            ):
                expand(node.iri)
        if node.brought and st.button(f"Collapse the {node.brought} it brought", icon=":material/unfold_less:"):
            toggled("shut", name)
            st.rerun()
        is_pinned = node.iri in drawn.extras.pinned
        if is_pinned and st.button("Unpin", icon=":material/keep_off:"):
            keep(unpinned(pins(), node.iri))
        if not is_pinned and st.button("Pin", icon=":material/keep:"):
            keep(pinned(pins(), node.iri, drawn.spots[node.iri], after=_openings()))
