"""Numbers a machine may have misread are asked about; the text stays as it was read."""

import pytest

from clew.sources.scan_doubts import questions


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Telephone +381 64 OOO 0lll was called.", "phone"),
        ("IBAN XK05 1212 0123 4567 89O6", "iban"),
        ("IMEI 49O154203237518", "imei"),
        ("Се јавува од телефонски број -90-532-0000111.", "phone"),
    ],
)
def test_a_number_read_with_letters_for_digits_is_a_question(text: str, kind: str) -> None:
    (asked,) = questions(text, "RS", "page 1, line 1", "document")
    assert asked.reason.endswith(f"a valid {kind} number")
    assert asked.value in text


@pytest.mark.parametrize(
    "text",
    [
        "Telephone +381 64 000 0111 was called.",
        "So 2019 and lB 12 are no numbers that can be checked.",
        "Olga bought 100 SIM cards.",
    ],
)
def test_what_is_right_or_no_number_at_all_is_not_asked_about(text: str) -> None:
    assert list(questions(text, "RS", "page 1, line 1", "document")) == []
