"""`clew prosecute`: one act at a time, and no bundle stands whose making is not in the log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from clew import audit
from clew.cli.main import main
from clew.matching.arrive import bring_in
from clew.model.asker import Asker
from clew.sources.intake import Wish
from clew.store import Case, Door, make_case

OFFICER = Asker("mira", "rs-police", "rehearsal of the bundle")
BORDER = """Surname;Given names;Birth date;Plate;Date;Place
Topalli;Genc;12.04.1988;TX4665XK;02.03.2026;Blace
"""


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """One border list, the person of its row 2 entered."""
    made = make_case(tmp_path / "case")
    path = tmp_path / "border.csv"
    path.write_text(BORDER, encoding="utf-8")
    list(bring_in(made, OFFICER, [path], Wish("xk-police", "XK")))
    said = asked(made, "Genc Topalli", "--json")[1]
    assert "not entered" in said
    yield made
    made.close()


def person(case: Case) -> str:
    from sqlalchemy import select

    from clew.store.tables import ENTITY

    with Door(case, OFFICER).quiet() as view:
        return str(view.conn.scalar(select(ENTITY.c.id).where(ENTITY.c.schema == "Person")))


def asked(case: Case, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["prosecute", str(case.folder), *words])
    return result.exit_code, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("P", "--enter", "at the wheel twice", "--withdraw", "it was his brother"), "two acts"),
        (("P", "--enter", "at the wheel twice", "--out", "OUT"), "two acts"),
        (("P", "--attach", "smuggling.intent", "--place", "1 row 2", "--detach", "1"), "two acts"),
        (("--elements", "--detach", "1"), "two acts"),
        (("P", "--place", "1 row 2"), "goes with --attach"),
        (("P", "--further-of", "2"), "goes with --enter"),
        (("P", "--permitted", "xk-police"), "goes with --out"),
        (("--enter", "at the wheel twice"), "says nobody"),
        (("P", "--detach", "1"), "by its NUMBER alone"),
    ],
)  # fmt: skip
def test_two_acts_at_once_and_words_of_another_act_are_refused(
    case: Case, words: tuple[str, ...], says: str
) -> None:
    before = lines(case)
    told = {"P": person(case), "OUT": str(case.folder.parent / "out")}
    code, said = asked(case, *(told.get(word, word) for word in words))
    assert (code, says in said) == (2, True), said
    assert lines(case) == before


def lines(case: Case) -> int:
    with Door(case, OFFICER).quiet() as view:
        return audit.head(view.conn)[0]


@pytest.mark.parametrize("name", ["bundle.zip", "bundle"])
def test_a_bundle_that_cannot_be_noted_in_the_log_does_not_stand(
    case: Case, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = case.folder.parent / "given" / name
    out.parent.mkdir()
    asked(case, person(case), "--enter", "at the wheel on two crossings")

    def full(*_: object) -> int:
        assert not out.exists()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("clew.store.custody.enter", full)
        assert asked(case, person(case), "--out", str(out))[0] == 1
    assert list(out.parent.iterdir()) == []
    code, said = asked(case, person(case), "--out", str(out))
    assert code == 0, said
    assert out.exists()


def test_a_proposal_is_not_accepted_and_rejected_at_once(case: Case) -> None:
    words = ["money", "answer", str(case.folder), "--accept", "1:0-4", "--reject", "1:0-4"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "accepted and rejected at once" in result.stderr
