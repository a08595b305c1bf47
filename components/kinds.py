"""The families of kinds as they look: one colour and one shape each, on every page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A family's words and looks; the colours are for a light and a dark ground."""

    label: str
    light: str
    dark: str
    shape: str


LOOKS = {
    "program": Look(label="programs", light="#E69F00", dark="#F5B83D", shape="diamond"),
    "place": Look(label="places", light="#0072B2", dark="#56A5DE", shape="circle"),
    "person": Look(label="people", light="#D55E00", dark="#F08A3E", shape="triangle"),
    "organization": Look(label="organisations", light="#009E73", dark="#3CC49C", shape="square"),
    "industry": Look(label="industries", light="#CC79A7", dark="#E29DC4", shape="hexagon"),
    "figure": Look(label="figures", light="#6C757D", dark="#A3ADB6", shape="bar"),
    "quotation": Look(label="quotations", light="#8A7B55", dark="#BFAE82", shape="bar"),
}
# The classes that are counted and listed, the broad ones and each with its special ones.
BROAD = ("Program", "Place", "Person", "Organization", "Industry")
LISTED = (
    "Program",
    "Place", "Region", "Province", "Prefecture", "County", "Township", "Village", "Site", "PlaceGroup",
    "Person", "Official", "Journalist",
    "Organization", "GovernmentBody", "Enterprise", "Cooperative", "Workshop", "Institution",
    "Industry",
)  # fmt: skip


def looks() -> dict[str, dict[str, str]]:
    """The looks as a component gets them."""
    return {name: {"label": x.label, "light": x.light, "dark": x.dark, "shape": x.shape} for name, x in LOOKS.items()}
