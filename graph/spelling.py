"""Names brought to forms in which spellings of one name are equal: pinyin, Uygur and Tibetan names, organisations."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from extract.patterns import load
from ontology import gazetteer

_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u))"
)
_PINYIN = re.compile(rf"{_SYLLABLE}{{1,3}}")
_MARKS = re.compile("['`.\\u00b4\\u02bc\\u2018\\u2019\\u2010-\\u2015-]")  # apostrophes and hyphens
_WORD = re.compile(r"[^\W_]+")
_MOST_HAN = 9  # letters of a word of a Han name: 'zhuangzhuang' is none, nor are most renderings
_DIGRAPHS = (("sh", "s"), ("ch", "c"), ("zh", "j"), ("ng", "n"), ("gh", "g"), ("kh", "k"), ("ph", "p"), ("th", "t"))


def plain(name: str) -> str:
    """A name in small letters, without tones, accents and apostrophes; hyphens join."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _MARKS.sub("", name.casefold())


@lru_cache(maxsize=50_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, plainly."""
    return tuple(_WORD.findall(plain(name)))


@lru_cache(maxsize=50_000)
def person(name: str) -> str:
    """A person's name as its spellings share it: 'han:mengzhenguo', 'tr:…' for a transliterated name; '' for none.

    >>> person("Zhen-guo Meng") == person("Meng Zhen Guo") == "han:mengzhenguo"
    True
    """
    parts = words(name)
    if not parts:
        return ""
    if is_han(name):
        return f"han:{''.join(_surname_first(parts))}"
    return "tr:" + " ".join(_rendered(part) for part in parts)


def is_full(name: str) -> bool:
    """Whether a person's name is more than a surname or one word of it."""
    return len(words(name)) > 1 or (is_han(name) and len(_syllables(plain(name))) > 2)


@lru_cache(maxsize=50_000)
def is_distinctive(name: str) -> bool:
    """Whether few people of a county can bear a name: three syllables of a Han name, two words of another."""
    if is_han(name):
        return len(_syllables("".join(words(name)))) > 2
    return len(words(name)) > 1


@lru_cache(maxsize=50_000)
def is_han(name: str) -> bool:
    """Whether a name is a Han name in pinyin: a surname and one or two syllables."""
    parts = words(name)
    listed = [part in _renderings() for part in parts]
    if any(listed) and (all(listed) or parts[0] not in _surnames()):
        return False  # 'Yiming Tuersun'; but 'Li Yiming'
    if not parts or not all(_PINYIN.fullmatch(part) and len(part) <= _MOST_HAN for part in parts):
        return False
    starts = (parts[0], parts[-1]) if len(parts) > 1 else (parts[0],)
    return any(part in _surnames() for part in starts) or len(parts) == 1


def slips(one: str, two: str) -> bool:
    """Whether two forms of `person` differ as by a slip: one letter of a long name, the surname alike."""
    kind, _, a = one.partition(":")
    other, _, b = two.partition(":")
    if kind != other or a == b or a[:2] != b[:2] or min(len(a), len(b)) < 8:
        return False
    shared = len(_common(a, b)) + len(_common(a[::-1], b[::-1]))
    return abs(len(a) - len(b)) < 2 and shared >= max(len(a), len(b)) - 1


def _common(a: str, b: str) -> str:
    """How two texts begin alike."""
    n = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:n]


@lru_cache(maxsize=50_000)
def organization(name: str) -> str:
    """An organisation's name as its spellings share it, without legal form, fillings and the province before it."""
    kept = [w for w in words(name) if w not in _lists("legal") and w not in _lists("filling")]
    kept = [w for w in kept if w not in _lists("levels")] or kept
    if len(kept) > 2 and kept[0] in _provinces() and not is_generic(kept[1:]):
        kept = kept[1:]
    return f"org:{''.join(kept)}" if kept else ""


def is_generic(parts: list[str] | tuple[str, ...]) -> bool:
    """Whether words are those that every county has an organisation of: 'Employment Bureau'."""
    idle = _lists("heads") | _lists("filling") | _lists("levels") | _lists("legal")
    return all(part in idle for part in parts)


@lru_cache(maxsize=50_000)
def place(name: str) -> str:
    """A place's name as its spellings share it, without the word for its level."""
    kept = [w for w in words(name) if w not in _lists("levels") and w not in {"the", "of", "community"}]
    return f"place:{''.join(kept)}" if kept else ""


def _surname_first(parts: tuple[str, ...]) -> tuple[str, ...]:
    known = _surnames()
    if len(parts) > 1 and parts[0] not in known and parts[-1] in known:
        return (parts[-1], *parts[:-1])
    return parts


@lru_cache(maxsize=50_000)
def _rendered(word: str) -> str:
    """A word of a transliterated name by the list of names, else by its consonants and the vowels that stay."""
    if word in _renderings():
        return _renderings()[word]
    bones = skeleton(word)
    return bones if len(bones) > 3 else word


def skeleton(word: str) -> str:
    """What stays of a word in most renderings: its consonants, with those that interchange as one.

    >>> skeleton("abdurahman") == skeleton("abudureheman")
    True
    """
    for pair, single in _DIGRAPHS:
        word = word.replace(pair, single)
    letters = word.translate(str.maketrans("qlwyh", "kr   ")).replace(" ", "")
    return re.sub(r"(.)\1", r"\1", re.sub(r"[aeiou]", "", letters))


def _syllables(word: str) -> list[str]:
    return re.findall(_SYLLABLE, word)


@cache
def _renderings() -> dict[str, str]:
    """Each listed spelling, with the first of its list."""
    tables = _table()
    return {plain(form): plain(forms[0]) for key in ("uygur", "tibetan") for forms in tables[key] for form in forms}


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("graph").joinpath("renderings.toml").read_text(encoding="utf-8"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(plain(surname) for surname in load("people")["surnames"])


@cache
def _provinces() -> frozenset[str]:
    provinces = (p for p in gazetteer.load().larger() if p.level == "province")
    return frozenset(word for p in provinces for word in words(p.stem)[:1])
