"""clew translate and clew transcribe: a text beside its original, never instead of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from clew.exercise.formats.sounds import opus
from tests.cli.running import clew, clew_json

LETTER = "Deklaratë EXERCISE\n\nShoferi Xhevdet Gjoni u ndalua. Telefoni +383 44 100 200.\n"
IN_ENGLISH = (
    "Statement EXERCISE\n\nThe driver Xhevdet Gjoni was stopped. Telephone +383 44 100 200.\n"
)
BY = "A. Përkthyes"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with an Albanian statement and a voice message."""
    folder = tmp_path / "case"
    letter = written(tmp_path / "letter.txt", LETTER)
    sound = tmp_path / "PTT-1.opus"
    sound.write_bytes(opus(2, "EXERCISE"))
    assert clew("add", folder, letter, sound, "--agency", "xk-police").exit_code == 0
    return folder


@pytest.fixture
def english(tmp_path: Path) -> Path:
    return written(tmp_path / "letter_en.txt", IN_ENGLISH)


def translate(case: Path, english: Path, *more: str) -> Any:
    words = ("--by", BY, "--from", "sq", "--to", "en", *more)
    return clew("translate", "add", case, "letter.txt", english, *words)


def export(case: Path, tmp_path: Path) -> list[dict[str, Any]]:
    file = tmp_path / "out.ftm.json"
    assert clew("export", case, file).exit_code == 0
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_translation_is_a_source_of_its_own_that_says_whose_it_is(
    case: Path, english: Path
) -> None:
    translate(case, english, "--at", "2026-03-01")
    (kept,) = clew_json("translate", "show", case)
    assert (kept["original_file"], kept["text_file"]) == ("letter.txt", "letter_en.txt")
    assert (kept["by"], kept["at"], kept["from"], kept["to"]) == (BY, "2026-03-01", "sqi", "eng")
    assert kept["original"] != kept["text"]


def test_its_file_is_handed_over_by_its_translator(case: Path, english: Path) -> None:
    translate(case, english)
    (received,) = clew_json("custody", "show", case, "letter_en.txt")
    assert (received["act"], received["handed_over_by"]) == ("received", BY)


def test_it_is_unchecked_until_somebody_else_has_read_both(case: Path, english: Path) -> None:
    assert "unchecked" in translate(case, english).stdout
    own = clew("translate", "check", case, 1, "--by", "a. perkthyes")
    assert own.exit_code == 2
    assert "for somebody else" in own.stderr
    assert [k["checked"] for k in clew_json("translate", "show", case)] == [False]
    assert (
        clew("translate", "check", case, 1, "--by", "L. Provë", "--note", "as it reads").exit_code
        == 0
    )
    assert clew_json("translate", "show", case, "--unchecked") == []


def test_a_search_finds_both_and_says_which_is_the_translation(case: Path, english: Path) -> None:
    translate(case, english)
    found = {one["file"]: one["rendering"] for one in clew_json("search", case, "+383 44 100 200")}
    assert found == {"letter.txt": "", "letter_en.txt": "translation, unchecked"}


def test_a_hit_on_a_translation_says_so(case: Path, english: Path, tmp_path: Path) -> None:
    translate(case, english)
    listed = written(tmp_path / "list.csv", "surname,phone\nGjoni,+383 44 100 200\n")
    clew("add", case, listed, "--agency", "mk-police")
    sides = [c[side] for hit in clew_json("hits", case) for c in hit["clues"] for side in "ab"]
    marks = {side["file"]: side["rendering"] for side in sides}
    assert marks == {"list.csv": "", "letter.txt": "", "letter_en.txt": "translation, unchecked"}


def test_the_export_keeps_the_translation_beside_the_original_text(
    case: Path, english: Path, tmp_path: Path
) -> None:
    translate(case, english)
    papers = [one["properties"] for one in export(case, tmp_path) if one["schema"] == "PlainText"]
    original = next(p for p in papers if p["fileName"] == ["letter.txt"])
    assert "Deklaratë EXERCISE" in original["bodyText"]
    assert "Statement EXERCISE" in original["translatedText"]
    assert original["translatedLanguage"] == ["eng"]
    assert "translatedText" not in next(p for p in papers if p["fileName"] == ["letter_en.txt"])


def test_the_record_names_the_act_and_no_translator(case: Path, english: Path) -> None:
    translate(case, english)
    clew("translate", "check", case, 1, "--by", "L. Provë")
    lines = [one for one in clew_json("audit", "show", case) if one["act"] == "translate"]
    assert [one["of"]["what"] for one in lines] == ["check", "translation"]
    assert BY not in json.dumps([one["of"] for one in lines], ensure_ascii=False)
    assert clew("audit", "verify", case).exit_code == 0


def test_the_same_translation_twice_is_one(case: Path, english: Path) -> None:
    translate(case, english)
    translate(case, english)
    assert len(clew_json("translate", "show", case)) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("letter.txt", "--from", "sq", "--to", "sq"), "into the same is none"),
        (("letter.txt", "--from", "klingonish", "--to", "en"), "no language that is known"),
        (("nothing.txt", "--from", "sq", "--to", "en"), "no item 'nothing.txt'"),
    ],
)
def test_what_cannot_be_a_translation_is_refused_before_it_is_in(
    case: Path, english: Path, words: tuple[str, ...], said: str
) -> None:
    item, *more = words
    refused = clew("translate", "add", case, item, english, "--by", BY, *more)
    assert refused.exit_code in (1, 2)
    assert said in refused.stderr
    assert clew_json("translate", "show", case) == []


def test_the_original_is_no_translation_of_itself(case: Path, tmp_path: Path) -> None:
    refused = translate(case, tmp_path / "letter.txt")
    assert refused.exit_code == 2
    assert "the same file" in refused.stderr


def test_a_voice_message_counts_as_not_read_until_it_is_written_down(
    case: Path, tmp_path: Path
) -> None:
    assert [one["file"] for one in clew_json("transcribe", "show", case, "--missing")] == [
        "PTT-1.opus"
    ]
    words = written(tmp_path / "words.txt", "Takohemi nesër në orën pesë.\n")
    said = clew("transcribe", "add", case, "PTT-1.opus", words, "--by", BY, "--in", "sq")
    assert "transcript 1 of PTT-1.opus" in said.stdout
    assert clew_json("transcribe", "show", case, "--missing") == []


def test_bringing_recordings_in_says_how_many_nobody_has_read(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"PTT-{number}.opus").write_bytes(opus(number + 1, f"EXERCISE {number}"))
    said = clew("add", tmp_path / "case", *tmp_path.glob("*.opus"), "--agency", "xk-police")
    assert "3 voice messages or recordings not read" in said.stderr
