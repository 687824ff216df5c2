"""clew figures and clew measure figures, as an analyst types them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from clew.cli.main import main

ONE = "The police said that Operation Paper Lantern led to 236 arrests in Vienna on 3 May 2023."
TWO = "The police said that in Operation Paper Lantern 239 smugglers were arrested in the region."


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(words))
    return done.exit_code, done.stdout, done.stderr


def test_each_file_is_one_object_in_the_order_given(tmp_path: Path) -> None:
    for name, text in (("b.txt", ONE), ("a.txt", TWO)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    code, out, _ = run("figures", str(tmp_path / "b.txt"), str(tmp_path / "a.txt"), "--json")
    said = json.loads(out)
    assert code == 0
    assert [Path(each["file"]).name for each in said] == ["b.txt", "a.txt"]
    fact = said[0]["facts"][0]
    assert (fact["kind"], fact["value"], fact["date"], fact["operation"]) == (
        "arrests", 236, "2023-05-03", "Operation Paper Lantern",
    )  # fmt: skip
    assert ONE[fact["start"] : fact["end"]] == fact["quote"]
    assert [each["verdict"] for each in said[0]["against"]] == ["contradiction"]


def test_a_file_that_is_no_report_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)) * 20)
    code, out, err = run("figures", str(tmp_path / "b.bin"), str(tmp_path / "a.txt"), "--json")
    said = json.loads(out)
    assert code == 0
    assert "this is no report" in err
    assert said[0]["facts"] == []
    assert len(said[1]["facts"]) == 1


def test_a_web_page_is_read_as_a_person_sees_it(tmp_path: Path) -> None:
    page = f"<!doctype html><html><head><title>x</title></head><body><p>{ONE}</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    _, out, _ = run("figures", str(tmp_path / "a.html"), "--json")
    (fact,) = json.loads(out)[0]["facts"]
    assert (fact["value"], fact["spot"]) == (236, "paragraph 1")


def test_the_figures_of_a_case_name_their_source_and_spot(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    case = str(tmp_path / "case")
    assert run("add", case, str(tmp_path / "a.txt"), "--agency", "rs-police")[0] == 0
    code, out, _ = run("figures", case, "--json")
    (report,) = json.loads(out)["reports"]
    (fact,) = report["facts"]
    assert code == 0
    assert (report["file"], fact["value"], fact["spot"]) == ("a.txt", 236, "paragraph 1")


def test_a_table_of_sums_gives_verdicts(tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    table.write_text("event,source,kind,value,part_of\nE,a,arrests,5,\nE,b,arrests,6,\nE\n")
    code, out, err = run("figures", "sums", str(table), "--json")
    assert code == 0
    assert [each["verdict"] for each in json.loads(out)] == ["contradiction", None]
    assert "refused: line 4" in err


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    code, _, err = run("measure", "figures", str(tmp_path))
    assert code == 1
    assert "there are no label files here" in err


def test_two_currencies_are_held_together_by_a_rate_given(tmp_path: Path) -> None:
    table = tmp_path / "s.csv"
    table.write_text("event,source,kind,value\nF,a,fee,7000 EUR\nF,b,fee,7732 USD\n")
    _, asked, _ = run("figures", "sums", str(table))
    assert "what was the exchange rate of the day?" in asked
    _, out, _ = run("figures", "sums", str(table), "--rate", "EUR=1.1046USD", "--json")
    assert [each["verdict"] for each in json.loads(out)] == ["consistent"]
    code, _, err = run("figures", "sums", str(table), "--rate", "EUR")
    assert code == 2
    assert "'EUR' is no exchange rate" in err


def test_events_of_a_case_are_kept_and_shown(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    case = str(tmp_path / "case")
    assert run("add", case, str(tmp_path / "a.txt"), "--agency", "rs-police")[0] == 0
    code, out, err = run("figures", case, "--keep")
    assert code == 0
    assert "kept 1 events with 1 mentions; 0 values refused" in err
    assert "event kept: Operation Paper Lantern  2023-05-03" in out
    assert "kept 0 events" in run("figures", case, "--keep")[2]


def test_only_events_of_a_case_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    code, _, err = run("figures", str(tmp_path / "a.txt"), "--keep")
    assert code == 2
    assert "add the reports to a case" in err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_no_report_was_published_on_is_refused(tmp_path: Path, day: str) -> None:
    (tmp_path / "note.txt").write_text("Police arrested 12 people three months ago.", "utf-8")
    code, _, err = run("figures", str(tmp_path / "note.txt"), "--published", day)
    assert code != 0
    assert f"no report was published on {day}" in err
