from __future__ import annotations

import pytest

from graph import spelling


@pytest.mark.parametrize(
    "spellings",
    [
        ("Meng Zhenguo", "Meng Zhen-guo", "Meng Zhen Guo", "Zhenguo Meng", "Mèng Zhènguó", "MENG ZHENGUO"),
        ("Tian Xi'an", "Tian Xi’an", "Tian Xian"),
        ("Lü Mei", "Lu Mei"),
        ("Tursun Yasin", "Tuersun Yasheng", "Tuersun·Yasen"),
        ("Phuntsok Tenzin", "Pingcuo Danzeng", "Puncog Tenzing"),
        ("Abdurahman Osman", "Abudureheman Wusiman"),
        ("Li Yiming", "Li Yi-ming"),  # a Han name, though Yiming is Imin too
    ],
)
def test_spellings_of_a_persons_name_share_a_form(spellings: tuple[str, ...]) -> None:
    assert len({spelling.person(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Meng Zhenguo", "Meng Guozhen"),
        ("Li Na", "Li Ning"),
        ("Gulnar Tursun", "Gulnur Tursun"),
        ("Tashi Norbu", "Tashi Nyima"),
        ("Li Yiming", "Li Imin"),
    ],
)
def test_other_peoples_names_do_not(one: str, two: str) -> None:
    assert spelling.person(one) != spelling.person(two)


def test_slips_are_one_letter_of_a_long_name_with_one_surname() -> None:
    forms = [spelling.person(n) for n in ("Meng Zhengguo", "Meng Zhenguo", "Feng Zhenguo", "Meng Jianguo")]
    assert spelling.slips(forms[0], forms[1])
    assert not spelling.slips(forms[1], forms[2])
    assert not spelling.slips(forms[1], forms[3])
    assert not spelling.slips(forms[1], forms[1])


def test_full_and_distinctive_names() -> None:
    assert not spelling.is_full("Meng")
    assert spelling.is_full("Gao Wei")
    assert not spelling.is_distinctive("Gao Wei")
    assert spelling.is_distinctive("Gao Weiguo")
    assert spelling.is_distinctive("Tashi Norbu")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Gansu Boyuan Tea Co., Ltd.", "Boyuan Tea Company"),
        ("Baixi Honey Farmers' Cooperative", "Baixi Honey Professional Cooperative"),
        ("Longxi County Vocational School", "Longxi Vocational School"),
    ],
)
def test_organisations_go_by_their_words(one: str, two: str) -> None:
    assert spelling.organization(one) == spelling.organization(two)


def test_other_organisations_do_not() -> None:
    assert spelling.organization("Boyuan Tea Company") != spelling.organization("Boyuan Honey Company")
    assert spelling.is_generic(spelling.words("County Employment Bureau"))
    assert not spelling.is_generic(spelling.words("Longxi Employment Bureau"))


def test_places_go_without_the_word_for_their_level() -> None:
    assert spelling.place("Bai Xi Village") == spelling.place("Baixi village")
