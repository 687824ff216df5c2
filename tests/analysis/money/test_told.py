"""Money told in a sentence: who gave how much to whom, where the words say so."""

import pytest

from clew.analysis.money.told import ME, YOU, ToldSum, told_sums


def one(text: str) -> ToldSum:
    (found,) = told_sums(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "payer", "payee", "value", "currency"),
    [
        ("Samir Duka paid 1,500 euros to Hamo on Friday.", "paid", "Samir Duka", "Hamo", 1500, "EUR"),
        ("I paid Hamo 500 eur for the car", "paid", ME, "Hamo", 500, "EUR"),
        ("Hamo got 300 euros from Samir", "paid", "Samir", "Hamo", 300, "EUR"),
        ("you owe me 2.500 euro brother", "agreed", YOU, ME, 2500, "EUR"),
        ("Hamo was paid 900 dollars by Arben Gashi.", "paid", "Arben Gashi", "Hamo", 900, "USD"),
        ("Yesterday Edi returned 200 euros to Samir", "refunded", "Samir", "Edi", 200, "EUR"),
        ("platio sam 400 evra", "paid", ME, "", 400, "EUR"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_who_paid_whom(
    text: str, kind: str, payer: str, payee: str, value: float, currency: str
) -> None:
    told = one(text)
    assert (told.kind, told.payer, told.payee) == (kind, payer, payee)
    assert (told.value, told.currency) == (value, currency)
    assert text[told.start : told.end] == told.quote


def test_money_left_with_somebody_is_a_deposit() -> None:
    told = one("Samir left 3,000 euros with Hamo for Arben.")
    assert (told.kind, told.payer, told.holder, told.payee) == (
        "deposited",
        "Samir",
        "Hamo",
        "Arben",
    )


def test_money_released_comes_from_who_held_it() -> None:
    told = one("Hamo released 3,000 euros to Arben after the code was given.")
    assert (told.kind, told.holder, told.payee) == ("released", "Hamo", "Arben")


def test_a_hedge_is_kept() -> None:
    assert one("Samir paid about 1,500 euros to Hamo.").hedge == "about"


@pytest.mark.parametrize(
    "text",
    [
        "The migrants paid 1,500 euros each to the smugglers.",
        "Samir never paid 1,500 euros to Hamo.",
        "If Samir paid 1,500 euros to Hamo, we go.",
        "Police seized 1,500 euros from the driver.",
        "Samir paid between 1,000 and 1,500 euros to Hamo.",
        "Samir paid 15 people.",
        "Samir left the house. The rent is 300 euros.",
    ],
)
def test_a_sentence_that_names_nobody_denies_or_wavers_tells_no_payment(text: str) -> None:
    assert list(told_sums(text)) == []
