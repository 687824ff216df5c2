"""The figure on people found in narratives counts what it says."""

from bench.mention_figures import counted


def row(narrative: str, **defendants: str) -> dict[str, str]:
    names = ("one", "two", "three", "four", "five", "six", "seven")
    empty = {f"defendant_{name}": "" for name in names}
    return {"narrative": narrative, **empty, **defendants}


def test_a_defendant_whose_surname_is_not_in_the_text_is_not_asked_for() -> None:
    said = counted([row("He was stopped.", defendant_one="Arber Hoti")])
    assert (said.named, said.found, said.spans) == (0, 0, 0)


def test_a_defendant_is_found_by_the_surname_and_a_missed_one_is_counted() -> None:
    rows = [
        row("Hoti admitted it.", defendant_one="Arber Hoti Jr."),
        row("Near Krasniqi they turned.", defendant_one="Vesa Krasniqi"),
        row("$500 were seized.", defendant_one="$500 in currency"),
    ]
    said = counted(rows)
    assert (said.named, said.found, said.spans, said.right) == (2, 1, 1, 1)


def test_a_span_that_covers_no_defendant_is_not_counted_as_right() -> None:
    said = counted([row("Zeka admitted it.", defendant_one="Arber Hoti")])
    assert (said.spans, said.right) == (1, 0)
