"""Texts made into documents: cleaned, dated, titled; and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.documents import LARGEST, LONGEST, checked, cleaned, from_json, from_text, read_file
from ontology.errors import BadInput

STORY = "Tea lifts a mountain village\n\nMountains hemmed the village in for years. Now a road leads out."


@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.MD", "story"])
def test_read_file_takes_plain_text_and_markdown(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(f"# {STORY}\n", encoding="utf-8")
    document = read_file(path, date="2021-06")
    assert document.text == (STORY if name.lower().endswith(".md") else f"# {STORY}")
    assert (document.title, document.date, document.source) == ("Tea lifts a mountain village", "2021-06", name)


def test_read_file_drops_the_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"\xef\xbb\xbfTea sells well.")
    assert read_file(path).text == "Tea sells well."


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "windows-1252"])
def test_read_file_takes_other_encodings_and_says_so(tmp_path: Path, encoding: str) -> None:
    text = (
        f"{STORY} Caf\u00e9 owners say so."
        if encoding == "windows-1252"
        else f"\u8336\u53f6\u4e61\u6751\u65b0\u95fb {STORY}" * 4
    )
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode(encoding))
    document = read_file(path)
    assert "Now a road leads out." in document.text
    assert ("\u8336\u53f6" in document.text) == (encoding != "windows-1252")
    assert bool(document.notes) == (encoding != "utf-16")  # its mark tells it


def test_a_line_of_a_corpus_is_a_document_with_what_it_says_of_itself() -> None:
    line = '{"id": 7, "text": "Tea sells well.", "title": "Tea", "date": "2020-08-18T09:00", "url": "https://example.org/7"}'
    document = from_json(line, source="c.jsonl:3")
    assert (document.text, document.title, document.date) == ("Tea sells well.", "Tea", "2020-08-18")
    assert (document.source, document.url) == ("c.jsonl:3 7", "https://example.org/7")
    assert from_json('{"text": "Tea.", "source": "Daily"}', source="c.jsonl:4", date="2021").source == "Daily"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("tea", "no JSON"),
        ("[]", 'no "text"'),
        ('{"text": 3}', 'no "text"'),
        ('{"text": "Tea.", "date": "2020-13"}', "2020-13"),
    ],
)
def test_a_line_that_is_no_document_is_refused_by_its_place(line: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason) as caught:
        from_json(line, source="c.jsonl:9")
    assert "c.jsonl:9" in str(caught.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"... --- !!!", "no text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"A long line of text. " * 1_000_000, "characters; the most is 5,000,000"),
    ],
)
def test_read_file_refuses_what_is_no_article(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=reason) as caught:
        read_file(path)
    assert "wrong.txt" in str(caught.value)


def test_read_file_refuses_a_huge_file_unread(tmp_path: Path) -> None:
    path = tmp_path / "archive.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(BadInput, match="60,000,001 bytes"):
        read_file(path)


def test_read_file_refuses_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(BadInput, match="doesn't exist"):
        read_file(tmp_path / "none.txt")


@pytest.mark.parametrize("date", ["1998", "2021-06", "2021-06-30", "2020-02-29"])
def test_checked_keeps_a_possible_date(date: str) -> None:
    assert checked(date) == date


@pytest.mark.parametrize(
    "date",
    ["2021-13", "2021-00", "2021-02-29", "2021-06-31", "21-06", "2021/06", "June 2021", "1066", "2021-6", "2021-"],
)
def test_from_text_refuses_an_impossible_date(date: str) -> None:
    with pytest.raises(BadInput, match="is no date"):
        from_text(STORY, date=date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Road opens\n\nKunming, May 7, 2019 - The road opened.", "2019-05-07"),
        ("Road opens\n\n12 March 2018\n\nThe road opened.", "2018-03-12"),
        ("Road opens\n\n(2020-08-18)\n\nThe road opened.", "2020-08-18"),
        ("Road opens\n\nBY LI NA | COUNTRY MONTHLY, MAY 2019\n\nThe road opened.", "2019-05"),
        ("Road opens\n\nThe road opened.\n\n(Country Daily, March 3, 2021)", "2021-03-03"),
        ("Road opens\n\n2020-13-40\n\nThe road opened.", ""),
        ("Road opens\n\nThe road opened on May 7.", ""),
        ("Road opens\n\nThe road opened in May 2019.", ""),
        ("Road opens\n\n" + "It was long. " * 60 + "It opened on May 7, 2019.", ""),
    ],
)
def test_from_text_takes_the_date_from_the_opening_lines(text: str, date: str) -> None:
    assert from_text(text).date == date


def test_from_text_prefers_the_date_that_it_is_given() -> None:
    assert from_text("Road opens\n\nMay 7, 2019", date="2020").date == "2020"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n\n## A new bridge ##\n\nIt opened.", "A new bridge"),
        ("The bridge opened on Monday.\n\nIt is long.", ""),
        ("word " * 60 + "\n\nIt is long.", ""),
    ],
)
def test_from_text_takes_a_short_first_line_as_title(text: str, title: str) -> None:
    assert from_text(text).title == title


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("The growerâ€™s share", "The grower’s share"),
        ("â€œWe earn moreâ€\x9d, he said", "“We earn more”, he said"),
        ("KhotÃ¡n", "Khotán"),
        ("Urumu\u0308qi", "Urumüqi"),
        ("tea\x00 and\x07 walnuts\x7f", "tea and walnuts"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("  \n tea \n\n", "tea"),
        ("of\ufb01ce", "office"),
    ],
)
def test_cleaned_mends_characters(broken: str, mended: str) -> None:
    assert cleaned(broken) == mended


def test_cleaned_leaves_good_quotation_marks_and_paragraphs() -> None:
    text = '“Tea,” he said.\n\n‘Tea’ – and "walnuts".'
    assert cleaned(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_cleaned_twice_is_cleaned_once(text: str) -> None:
    """Offsets hold only if a stored text is never cleaned into another one."""
    once = cleaned(text)
    assert cleaned(once) == once


def test_from_text_takes_the_longest_text_and_no_longer() -> None:
    with pytest.raises(BadInput, match="Split it"):
        from_text("a" * (LONGEST + 1))
