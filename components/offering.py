"""The way of articles into the store: given, described, looked at, and saved with progress."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from components import store
from components.card import card
from components.links import plain
from graph.holdings import amounts, save
from graph.queries import article_text, short
from graph.reader import Reader
from ontology.errors import BadInput, PolicygraphError

if TYPE_CHECKING:
    from graph.adding import Gathered, Offer, Preview

_TURN, _GATHERED, _READ = "add-turn", "add-gathered", "add-read"
_LARGEST = 57  # megabytes, as Streamlit counts them: what extract.documents takes
_REFUSED = 10  # sentences on what could not be taken
_DATE = "2020, 2020-08 or 2020-08-18. What the article calls “last year” is reckoned from it."
_UNTITLED = "(no title)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """An article that went in: its IRI, what it is called, the entity of most facts in it; whether it is new."""

    iri: str
    headline: str
    central: str
    changed: bool


def given() -> Gathered | None:
    """Draw where articles are given; give what they hold, None while there is nothing."""
    turn = st.session_state.setdefault(_TURN, 0)
    by_file, by_hand = st.tabs(["Files", "Pasted text"])
    with by_file:
        files = st.file_uploader(
            "Text, Markdown, HTML, PDF, Word (.docx), or JSON Lines with an article a line",
            accept_multiple_files=True,
            max_upload_size=_LARGEST,
            key=f"add-files-{turn}",
        )
    with by_hand, st.form(f"add-form-{turn}", border=False):
        pasted = st.text_area("The article, its headline first", height=240, key=f"add-pasted-{turn}")
        st.form_submit_button("Read the text")
    if not files and not pasted.strip():
        return None
    asked = (*(file.file_id for file in files), pasted)
    kept: tuple[tuple[str, ...], Gathered] | None = st.session_state.get(_GATHERED)
    if kept is None or kept[0] != asked:
        with st.spinner("Opening …", show_time=True):
            from graph.adding import gather  # spaCy is only needed where there is something to read

            kept = asked, gather([(file.name, file.getvalue()) for file in files], pasted)
        st.session_state[_GATHERED] = kept
    return kept[1]


def refusals(sentences: Sequence[str]) -> None:
    """Say what can't be taken, and why."""
    for sentence in sentences[:_REFUSED]:
        st.error(plain(sentence), icon=":material/error:")
    if len(sentences) > _REFUSED:
        st.error(f"{len(sentences) - _REFUSED:,} more can’t be taken.", icon=":material/error:")


def offering(reader: Reader, offers: Sequence[Offer]) -> list[Saved]:
    """Show what was found in the articles that are offered; give those that were saved, if that was asked for."""
    st.subheader("Found in it" if len(offers) == 1 else f"Found in {len(offers):,} articles")
    if len(offers) > 1:
        date, source = _common()
    else:
        date, source = "", ""
        _fields(offers[0])
    wrong: dict[str, None] = {}
    found = _read([_described(offer, date, source, wrong) for offer in offers])
    refused = [told for told in found.values() if isinstance(told, str)]
    refusals([*wrong, *refused])
    ready = [told for told in found.values() if not isinstance(told, str)]
    if ready:
        st.markdown(_sum(ready))
    count = "the article" if len(offers) == 1 else "1 article" if len(ready) == 1 else f"{len(ready):,} articles"
    asked = st.button(f"Save {count}", icon=":material/save:", disabled=bool(wrong) or not ready)
    progress = st.container()
    _look(reader, offers, found)
    if asked:
        with progress:
            return _save(ready)
    return []


def forget() -> None:
    """Let go of what was given, so that the next articles can be."""
    st.session_state[_TURN] += 1
    for name in (_GATHERED, _READ):
        st.session_state.pop(name, None)


def _common() -> tuple[str, str]:
    """What is told of all articles at once."""
    left, right = st.columns([1, 2])
    date = left.text_input("Date, where an article tells none", key="add-date", help=_DATE, placeholder="2020-08")
    source = right.text_input("Source, where an article tells none", key="add-source", placeholder="Xinhua")
    return date, source


def _key(name: str, offer: Offer) -> str:
    return f"add-{name}-{offer.iri.rpartition('/')[2]}"


def _described(offer: Offer, date: str, source: str, wrong: dict[str, None]) -> Offer:
    """An article with what was told of it in the fields; as its file told it, where a field is wrong."""
    from graph.adding import described

    told = {"title": offer.document.title, "date": offer.document.date, "source": offer.source}
    fields = {name: str(st.session_state.get(_key(name, offer), known) or "") for name, known in told.items()}
    try:
        return described(offer, title=fields["title"], date=fields["date"] or date, source=fields["source"] or source)
    except BadInput as error:
        wrong[str(error)] = None
        return offer


def _read(offers: Sequence[Offer]) -> dict[str, Preview | str]:
    """What was found in each article by its IRI, or a sentence on why it can't be read."""
    from graph.adding import preview

    kept: dict[Offer, Preview | str] = st.session_state.setdefault(_READ, {})
    new = [offer for offer in offers if offer not in kept]
    bar = st.progress(0.0) if new else st.empty()
    for number, offer in enumerate(new):
        bar.progress(number / len(new), text=f"Reading {number + 1:,} of {len(new):,}: {plain(offer.name)} …")
        try:
            kept[offer] = preview(offer)
        except PolicygraphError as error:
            kept[offer] = f"{offer.name}: {error}"
    bar.empty()
    for offer in kept.keys() - set(offers):
        del kept[offer]
    return {offer.iri: kept[offer] for offer in offers}


def _sum(previews: Sequence[Preview]) -> str:
    if len(previews) == 1:
        return f"**{amounts(previews[0].gave)}**"
    facts, figures, quotations = (
        sum(getattr(p.gave, kind) for p in previews) for kind in ("facts", "figures", "quotations")
    )
    return f"Together **{facts:,} facts**, {figures:,} figures and {quotations:,} quotations."


def _look(reader: Reader, offers: Sequence[Offer], found: dict[str, Preview | str]) -> None:
    """What was found in one of the articles; of several, its fields too."""
    names = {offer.iri: offer.name for offer in offers}

    def line(iri: str) -> str:
        told = found[iri]
        return f"{names[iri]}: {'can’t be read' if isinstance(told, str) else amounts(told.gave)}"

    picked = offers[0].iri
    if len(offers) > 1:
        picked = st.selectbox("Look at", list(names), format_func=line, key="add-picked")
    offer = next(offer for offer in offers if offer.iri == picked)
    if len(offers) > 1:
        _fields(offer)
    for note in offer.document.notes:
        st.warning(plain(f"{offer.name}: {note}"), icon=":material/warning:")
    told = found[picked]
    if isinstance(told, str):
        return
    if not store.is_sample() and article_text(reader, picked):
        st.info(
            "The store holds this article. Saving it again puts in what is told of it here.", icon=":material/info:"
        )
    _found(told)


def _fields(offer: Offer) -> None:
    known = offer.document
    title, date, source = st.columns([3, 1, 2])
    title.text_input("Title", known.title, key=_key("title", offer), persist_state="page", placeholder=_UNTITLED)
    date.text_input(
        "Date", known.date, key=_key("date", offer), persist_state="page", help=_DATE, placeholder="2020-08"
    )
    source.text_input(
        "Source", offer.source, key=_key("source", offer), persist_state="page", placeholder=known.source or "Xinhua"
    )


def _found(told: Preview) -> None:
    """What was found in an article: entities by kind, and what is told of them."""
    if not told.document.date:
        st.caption("It tells no date, so its “last year” and the like have none: give one above.")
    left, right = st.columns([2, 3], gap="medium")
    for place, name, shown in ((left, "named", told.named), (right, "told", told.told)):
        with place:
            if shown.sections:
                card(shown, key=f"add-{name}-{short(told.iri)}")
            else:
                st.caption("Nobody and no place is named in it." if name == "named" else "Nothing is told of them.")


def _save(previews: Sequence[Preview]) -> list[Saved]:
    """Save articles one by one, showing how far it is; say why, if that fails."""
    saved: list[Saved] = []
    bar = st.progress(0.0, text="Opening the store …")
    try:
        with closing(save(store.folder(), ((p.iri, p.graph) for p in previews))) as steps:
            for told, changed in zip(previews, steps, strict=False):
                headline = told.document.title or told.document.source or _UNTITLED
                central = told.central.iri if told.central else ""
                saved.append(Saved(iri=told.iri, headline=headline, central=central, changed=changed))
                bar.progress(len(saved) / len(previews), text=f"Saved {len(saved):,} of {len(previews):,} …")
    except (PolicygraphError, OSError) as error:
        st.error(plain(f"Saved {len(saved):,} of {len(previews):,} articles. {error}"), icon=":material/error:")
        return []
    return saved
