"""Verbs are told by their base, and read in all their forms."""

import pytest

from clew.analysis.figures.forms import forms_of, irregular_forms
from clew.analysis.figures.reading import read_figures


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("nab", ["nab", "nabs", "nabbed", "nabbing"]),
        ("charge", ["charge", "charges", "charged", "charging"]),
        ("carry_off", ["carry_off", "carries_off", "carried_off", "carrying_off"]),
        ("take_in", ["take_in", "takes_in", "took_in", "taken_in", "taking_in"]),
        ("refer", ["refer", "refers", "referred", "referring"]),
        ("traffic", ["traffic", "traffics", "trafficked", "trafficking"]),
        ("free", ["free", "frees", "freed", "freeing"]),
        ("detain", ["detain", "detains", "detained", "detaining"]),
    ],
)
def test_a_verb_has_the_forms_its_base_gives(verb: str, forms: list[str]) -> None:
    assert forms_of(verb, irregular_forms("take:took:taken refer:referred")) == forms


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Gendarmes took five suspects into custody after a chase.", "arrests", 5),
        ("Thirteen persons were deprived of their liberty.", "arrests", 13),
        ("Police in three cities rounded up 18 people.", "arrests", 18),
        ("Rescuers brought 44 survivors ashore.", "victims_safeguarded", 44),
        ("Six minors were placed in the care of social services.", "victims_safeguarded", 6),
        ("The number of people arrested rose to 61.", "arrests", 61),
        ("Arrested suspects – 57", "arrests", 57),
        ("Two minors were among the victims.", "victims_identified", 2),
        ("Thirteen Moldovan women were forced into prostitution.", "victims_identified", 13),
        ("Police are hunting nine men.", "suspects", 9),
    ],
)
def test_verbs_are_read_in_every_form_and_with_their_words_apart(
    text: str, kind: str, value: float
) -> None:
    facts = read_figures(f"The police said so in the report.\n{text}").facts
    assert (kind, value) in [(fact.kind, fact.value) for fact in facts]
