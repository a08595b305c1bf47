"""Where things are shown: the address of an entity, an article or a sentence within the app."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from components.frame import PAGES
from graph import wording
from graph.cards import ARTICLES, FIGURES
from graph.prefixes import PREFIXES
from graph.queries import local, short, whole

_FIGURES = PREFIXES["pg"] + "Observation"
_SPAN = re.compile(r"#(\d+-\d+)$")
_JOINER = "\u2060"
# Within addresses, icons (':material/home:') and arrows ('->').
_MADE = re.compile(r"(?<=:)(?=[A-Za-z/])|(?<=[Ww]{3})(?=\.)|(?<=@)(?=\w)|(?<=[<>~-])(?=[-=>])")
_FAMILIES = {"observation": "figure"}


def family_of(iri: str) -> str:
    """The family of kinds that a resource or class belongs to, by its IRI; '' for an article or a stranger."""
    if iri.startswith(PREFIXES["pg"]):
        return wording.family(local(iri))
    name = short(iri).partition("/")[0] if iri != short(iri) else ""
    name = _FAMILIES.get(name, name)
    return "" if name == "document" else name


def target(iri: str, *, at: str = "", pick: str = "") -> tuple[str, dict[str, str]]:
    """The page that shows a resource or lists a class, and its query parameters.

    `at` is a span of an article's text ('120-240'), `pick` what is opened beside it.
    """
    if iri == _FIGURES:
        return "figures", {}
    if iri.endswith(ARTICLES):
        return "read", {"naming": short(iri.removesuffix(ARTICLES))}
    if iri.endswith(FIGURES):
        return "figures", {"about": short(iri.removesuffix(FIGURES))}
    if iri.startswith(PREFIXES["pg"]):
        return "explore", {"kind": local(iri)}
    if short(iri).startswith("document/"):
        return "read", {"article": short(iri)} | {name: v for name, v in (("at", at), ("pick", pick)) if v}
    return "entity", {"entity": short(iri)}


def address(iri: str, *, at: str = "", pick: str = "") -> str:
    """The address of what shows a resource; `at` and `pick` as for `target`."""
    page, parameters = target(iri, at=at, pick=pick)
    return f"/{page}?{urlencode(parameters, safe='/')}" if parameters else f"/{page}"


def go(to: str) -> None:
    """Open what an event of a part names: an IRI, or an article's IRI and a span of its text ('…#120-240')."""
    found = _SPAN.search(to)
    page, parameters = target(to[: found.start()], at=found[1]) if found else target(to)
    st.switch_page(PAGES[page], query_params=parameters)


def given(name: str) -> str:
    """A query parameter of the address that holds a resource, as its IRI; '' where there is none."""
    found = st.query_params.get(name, "")
    return whole(found) if found else ""


def put(name: str, values: Sequence[str]) -> None:
    """Write some values of a parameter to the address, or take it out."""
    if any(values):
        st.query_params[name] = list(values)
    else:
        st.query_params.pop(name, None)


def toggled(name: str, value: str) -> None:
    """Take a value into a parameter of the address, or out of it."""
    now = st.query_params.get_all(name)
    put(name, [v for v in now if v != value] if value in now else [*now, value])


def span(text: str) -> tuple[int, int]:
    """A span of an article's text as an address names it ('120-240'); (0, 0) where it names none."""
    found = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def plain(text: str) -> str:
    """Words from an article as Markdown shows them to the letter: nothing in them is a link, picture or style.

    What Streamlit makes something of after it has read the Markdown is kept apart by an invisible joiner.
    """
    text = _MADE.sub(_JOINER, text)
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~$:&-])", r"\\\1", text)
