"""Whatever the text, it is read: nothing crashes, all evidence stands, and the graph holds to the shapes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.documents import from_text
from extract.pipeline import read
from graph.rdf import gazetteer_quads, mentioned_codes, quads
from graph.validate import problems

# Words that the rules look for, among anything else that Unicode has.
WORDS = st.sampled_from(
    [
        "Langao County",
        "Li Na",
        "said",
        "12,000",
        "yuan",
        "Co., Ltd.",
        '"',
        "“",
        "in 2018",
        "the village",
        "trained",
        "1/3",
        "\n\n",
    ]
)
TEXTS = (
    st.lists(st.one_of(st.text(max_size=12), WORDS), max_size=24)
    .map(" ".join)
    .filter(lambda text: any(c.isalnum() for c in text))
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_read_and_its_evidence_stands(text: str) -> None:
    reading = read(from_text(text, date="2020-08"))
    size = len(reading.document.text)
    spans = [e for record in (*reading.facts, *reading.observations, *reading.quotations) for e in record.evidence]
    assert all(0 <= e.start < e.end <= size for e in spans)
    assert all(0 <= m.start < m.end <= size for m in reading.mentions)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_the_graph_of_any_text_holds_to_the_shapes(text: str) -> None:
    made = quads(read(from_text(text)))
    assert problems([*made, *gazetteer_quads(mentioned_codes(made))]) == ()


def test_a_name_at_the_very_end_of_a_text_is_read() -> None:
    assert read(from_text("Rukiya, 26 years old, said so. Then came Rukiye Abliz"))
