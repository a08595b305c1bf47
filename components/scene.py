"""A canvas with the card of what is picked beside it: a pick draws the card anew, and nothing else of the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components import store
from components.canvas import Event, Extras, canvas, picked_on
from components.card import hearing
from components.dossier import dossier, elsewhere
from components.frame import PAGES
from components.links import go, put, target, toggled
from components.pins import keep, pins
from graph.arrangement import pinned, unpinned
from graph.cards import Card
from graph.exploring import picked_card
from graph.layout import Spot
from graph.network import ADDED, STEP, Node, View
from graph.queries import short, whole

VIEW = "view"  # the fragment of a canvas and all that depends on what is drawn
_CARD = "card"
CANVAS = 800  # pixels; where the window is narrower, the card goes under the canvas


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is drawn: `view` whole, `shown` without what filters hide, each entity of the view at its spot.

    Where nothing `opens`, asking for more of an entity begins with it.
    """

    view: View
    shown: View
    spots: dict[str, Spot]
    extras: Extras
    key: str
    opens: bool = True


Pick = Callable[[str], None]  # what is called with the id of what is picked


def scene(drawn: Scene, beside: Callable[[Pick], str] | None = None) -> None:
    """Draw a canvas and what stands beside it: the card of what is picked; if nothing is, `beside` or the start's.

    `beside` draws it with a card that hears what is picked, and gives what was clicked in it. Who calls this is a
    fragment of the name `VIEW`.
    """
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=CANVAS):
            canvas(
                drawn.shown,
                drawn.spots,
                selected=st.query_params.get("pick", ""),
                key=drawn.key,
                extras=drawn.extras,
                then=lambda event: _happened(event, opens=drawn.opens),
            )
        with st.container(width="stretch"):
            _beside(drawn, beside)


@st.fragment(key=_CARD)
def _beside(drawn: Scene, beside: Callable[[Pick], str] | None) -> None:
    def pick(name: str) -> None:
        picked_on(drawn.key)
        put("pick", [name])

    picked = st.query_params.get("pick", "")
    clicked = beside(pick) if beside and not picked else _card(drawn, picked or short(drawn.extras.start), pick)
    if clicked:
        go(clicked)


def _happened(event: Event, *, opens: bool) -> None:
    """Write to the address what was done on the canvas, and draw what that changes."""
    if event.name == "select":
        put("pick", [event.id])
        st.rerun(_CARD)
    elif event.name == "expand" and not opens:
        begin(event.id)
    elif event.name == "expand":
        expand(whole(event.id))
    elif event.name == "move":
        pin(whole(event.id), event.spot)
    elif event.name == "kind":
        switch("without", event.id)


# What is done in a card draws the canvas anew, and what is done on the canvas a card: each is a callback, as only
# from one another fragment can be drawn.


def expand(iri: str) -> None:
    """Open an entity, or show again what it brought."""
    name = short(iri)
    if name in st.query_params.get_all("shut"):
        toggled("shut", name)
    else:
        put("open", [*st.query_params.get_all("open"), name])
    st.rerun(VIEW)


def add(iri: str, *, drawn_already: bool) -> None:
    """Pick an entity, and bring it with its way to what is drawn if it isn't drawn already."""
    name = short(iri)
    if not drawn_already:
        put("open", [*st.query_params.get_all("open"), ADDED + name])
    put("pick", [name])
    st.rerun()


def switch(name: str, value: str) -> None:
    """Take a value into a parameter of the address, or out of it."""
    toggled(name, value)
    st.rerun(VIEW)


def pin(iri: str, spot: Spot) -> None:
    """Let an entity stand where it is put."""
    keep(pinned(pins(), iri, spot, after=_openings()))
    st.rerun(VIEW)


def unpin(iri: str) -> None:
    """Let an entity stand where it would without a hand."""
    keep(unpinned(pins(), iri))
    st.rerun(VIEW)


def begin(name: str) -> None:
    """Draw a canvas anew around an entity, by its name in addresses."""
    st.query_params.from_dict({"entity": name})
    st.rerun()


def _openings() -> int:
    return len(st.query_params.get_all("open"))


def _card(drawn: Scene, picked: str, pick: Pick) -> str:
    """The card of what is picked, and what can be done with it; give what was clicked in it."""
    told = picked_card(store.reader(), picked)
    clicked = hearing(told, key="card-beside", then=pick)
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
        if node.iri != drawn.extras.start:
            _act("Begin with this one", "center_focus_strong", begin, name)
            _act("Hide it here", "visibility_off", switch, "hide", name)
            if node.more and drawn.opens:
                _act(f"Open: {min(node.more, STEP)} of {node.more} more", "add", expand, node.iri)
        if node.brought:
            _act(f"Collapse the {node.brought} it brought", "unfold_less", switch, "shut", name)
        if node.iri in drawn.extras.pinned:
            _act("Unpin", "keep_off", unpin, node.iri)
        else:
            _act("Pin", "keep", pin, node.iri, drawn.spots[node.iri])


def _act(label: str, icon: str, done: Callable[..., None], *given: object) -> None:
    st.button(label, icon=f":material/{icon}:", on_click=done, args=given)
