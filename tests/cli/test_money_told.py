"""Money told in a report of a case: proposed by clew money, answered by clew money answer."""

import json
from pathlib import Path

from tests.cli.test_figures import run

REPORT = (
    "According to the witness, Samir Duka paid 1,500 euros to Hamo Leka in the spring of the year."
)


def test_money_told_is_proposed_and_counts_once_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    case = str(tmp_path / "case")
    assert run("add", case, str(tmp_path / "a.txt"), "--agency", "rs-police")[0] == 0
    _, out, _ = run("money", case, "--json")
    told = json.loads(out)
    assert (len(told["proposed"]), told["balances"]) == (1, [])
    assert "Samir Duka paid 1,500 euros to Hamo Leka" in run("money", case)[1]
    assert run("money", "answer", case, "--accept", told["proposed"][0]["id"])[0] == 0
    _, out, _ = run("money", case, "--json")
    told = json.loads(out)
    assert told["proposed"] == []
    assert [(e["payer"], e["minor"], e["told"]) for e in told["entries"]] == [
        ("Samir Duka", 150_000, True)
    ]


def test_an_answer_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    case = str(tmp_path / "case")
    assert run("add", case, str(tmp_path / "a.txt"), "--agency", "rs-police")[0] == 0
    assert run("money", "answer", case)[0] == 2
    code, _, err = run("money", "answer", case, "--reject", "7:0-3")
    assert code != 0
    assert "no proposed payment 7:0-3" in err
