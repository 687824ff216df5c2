"""The chain of custody: one original, each handling an entry, nothing ever overwritten."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from clew.audit import lines
from clew.exchange.manifest import originals
from clew.matching.arrive import bring_in, read_again
from clew.model.custody import HandOver
from clew.policy import Scope
from clew.sources.intake import Wish
from clew.store import Case, Door, custody, open_case
from clew.store.custody_check import Verified, verify
from clew.store.originals import place_of
from clew.store.shelf import ComingIn
from clew.store.tables import CUSTODY
from tests.store.conftest import OFFICER

LIST = "surname;given names;phone\nTestić;Proba;+38163000111\n"
SAID = HandOver("Insp. Probna", "2026-03-01", "Order 12/26", "A-17", "E1")
Hand = Callable[..., list[dict[str, object]]]


@pytest.fixture
def hand(case: Case, tmp_path: Path) -> Hand:
    """Hand a file over: ``hand("list.csv", "rs-police", SAID)``."""

    def hand_over(
        name: str, agency: str = "rs-police", said: HandOver | None = None, text: str = LIST
    ) -> list[dict[str, object]]:
        file = tmp_path / name
        if not file.exists():
            file.write_text(text, encoding="utf-8")
        return list(bring_in(case, OFFICER, [file], Wish(agency), handed=said))

    return hand_over


def chain(door: Door) -> list[custody.Entry]:
    with door.quiet() as view:
        return list(custody.chains(view))


def the_original(door: Door) -> Path:
    return place_of(door.case, chain(door)[0].sha256)


def findings(verdict: Verified) -> list[str]:
    return [one.finding for one in verdict.wrong]


def test_who_handed_it_over_when_and_why_stands_in_the_chain(door: Door, hand: Hand) -> None:
    receipt = hand("list.csv", said=SAID)[0]
    (entry,) = chain(door)
    assert entry.act == "received"
    assert SAID.stated().items() <= entry.details.items()
    assert (entry.details["name"], entry.details["size"]) == ("list.csv", len(LIST.encode()))
    assert (entry.by, entry.sha256) == ("mira", receipt["sha256"])
    assert receipt["custody"] == SAID.stated()


def test_an_original_lies_read_only_under_its_hash(door: Door, hand: Hand) -> None:
    hand("list.csv")
    assert the_original(door).stat().st_mode & 0o777 == 0o444


def test_an_original_is_on_the_disk_before_it_stands_under_its_hash(
    door: Door, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def fsync(file: int) -> None:
        assert not [p for p in door.case.originals.rglob("*") if p.is_file() and not p.suffix]
        written.append(os.fstat(file).st_size)

    monkeypatch.setattr(os, "fsync", fsync)
    hand("list.csv")
    assert written == [len(LIST.encode())]


def test_the_same_hand_over_twice_changes_nothing(door: Door, hand: Hand) -> None:
    hand("list.csv", said=SAID)
    before = chain(door)
    again = hand("list.csv", said=SAID)[0]
    assert chain(door) == before
    assert "handed_over_again" not in again


@pytest.mark.parametrize(
    ("name", "agency", "said", "why"),
    [
        ("other.csv", "rs-police", None, "under another name"),
        ("list.csv", "al-police", None, "by another agency"),
        ("list.csv", "rs-police", SAID, "with what nobody said the first time"),
    ],
)
def test_a_file_handed_over_again_is_one_original_with_one_entry_more(
    door: Door, hand: Hand, name: str, agency: str, said: HandOver | None, why: str
) -> None:
    hand("list.csv")
    hand(name, agency, said)
    entries = chain(door)
    assert [e.act for e in entries] == ["received", "received"], why
    assert len({e.sha256 for e in entries}) == 1
    assert len([f for f in door.case.originals.rglob("*") if f.is_file()]) == 1


def test_a_correction_stands_beside_what_was_said(door: Door, hand: Hand) -> None:
    hand("list.csv", said=SAID)
    with door.act("custody") as view:
        corrected = {"seal": "A-71", "handed_over_for": "rs-police"}
        custody.enter(view, [custody.Entry(chain(door)[0].sha256, "noted", 1, corrected)])
    first, second = chain(door)
    assert (first.details["seal"], second.details["seal"]) == ("A-17", "A-71")
    assert custody.standing([first, second], "rs-police")["seal"] == "A-71"
    assert custody.standing([first, second], "al-police") == {}


def test_each_act_has_its_line_in_the_log_and_no_word_of_a_person_in_it(
    door: Door, hand: Hand
) -> None:
    hand("list.csv", said=SAID)
    hand("other.csv")
    verify(door)
    with door.quiet() as view:
        texts = {line.seq: line.text for line, _ in lines(view.conn)}
    assert all(b'"custody":{' in texts[entry.line] for entry in chain(door))
    assert not any(b"Probna" in text or b"A-17" in text for text in texts.values())


def test_a_member_of_an_archive_points_to_the_archive(
    door: Door, hand: Hand, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "kit.zip", "w") as kit:
        kit.writestr("list.csv", LIST)
    hand("kit.zip", said=SAID)
    hand("kit.zip", said=SAID)
    acts = {e.act: e for e in chain(door)}
    assert len(chain(door)) == 2
    assert acts["unpacked"].details["out_of"] == acts["received"].sha256
    assert "seal" not in acts["unpacked"].details


def kit_of_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "kit.zip", "w") as kit:
        kit.writestr("list.csv", LIST)


def containers(door: Door) -> dict[str, str | None]:
    """Give the name of each source and of the one it lay in."""
    with door.quiet() as view:
        rows = list(originals(view, custody.seen(view)))
    return {
        s["name"]: (s["container"] or {}).get("name")
        for original in rows
        for s in original["sources"]
    }


IN_KIT = {"kit.zip": None, "kit.zip!list.csv": "kit.zip"}


def test_a_member_lies_in_its_archive_and_in_the_archive_read_anew(
    case: Case, door: Door, hand: Hand, tmp_path: Path
) -> None:
    kit_of_one(tmp_path)
    hand("kit.zip")
    assert containers(door) == IN_KIT
    list(bring_in(case, OFFICER, [tmp_path / "kit.zip"], Wish("rs-police", "XK")))
    assert containers(door) == IN_KIT
    assert {e.act for e in chain(door)} == {"unpacked", "received", "read again"}


def test_a_member_lies_in_its_archive_though_the_intake_was_cut_off_between_them(
    door: Door, hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit_of_one(tmp_path)
    done = ComingIn.done

    def cut_off(self: ComingIn, receipt: dict[str, object]) -> None:
        if receipt["reader"] == "archive":
            raise KeyboardInterrupt
        done(self, receipt)

    monkeypatch.setattr(ComingIn, "done", cut_off)
    with pytest.raises(KeyboardInterrupt):
        hand("kit.zip")
    monkeypatch.undo()
    hand("kit.zip")
    assert containers(door) == IN_KIT


def test_a_file_read_anew_was_not_handed_over_anew(case: Case, door: Door, hand: Hand) -> None:
    hand("list.csv")
    list(read_again(case, OFFICER, 1))
    list(read_again(case, OFFICER, 2))
    assert [e.act for e in chain(door)] == ["received", "read again", "read again"]


def test_what_is_as_received_is_found_so_and_entered(door: Door, hand: Hand) -> None:
    hand("list.csv")
    verdict = verify(door)
    assert (verdict.good, verdict.originals, verdict.bytes) == (True, 1, len(LIST.encode()))
    assert chain(door)[-1].details["finding"] == "as received"


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[7] ^= 1
    file.chmod(0o644)
    file.write_bytes(data)
    file.chmod(0o444)


def cut(file: Path) -> None:
    file.chmod(0o644)
    os.truncate(file, 9)
    file.chmod(0o444)


def add(file: Path) -> None:
    (file.parent / "notes.txt").write_text("x")


def add_named(file: Path) -> None:
    (file.parent / ("ab" * 32)).write_text("x")


def link(file: Path) -> None:
    aside = file.parents[3] / "aside"
    file.rename(aside)
    file.symlink_to(aside)


@pytest.mark.parametrize(
    ("harm", "finding", "says"),
    [
        (flip, "altered", "it hashes to"),
        (cut, "altered", "has 9 bytes in place of"),
        (Path.unlink, "missing", "gone"),
        (link, "altered", "a link"),
        (add, "unexpected", "no original"),
        (add_named, "unexpected", "no source of the case"),
        (lambda file: file.chmod(0o644), "writable", "mode 644"),
    ],
)
def test_whatever_is_not_as_received_is_named_with_what_to_do(
    door: Door, hand: Hand, harm: Callable[[Path], None], finding: str, says: str
) -> None:
    hand("list.csv")
    harm(the_original(door))
    (wrong,) = verify(door).wrong
    assert wrong.finding == finding
    assert says in wrong.what
    assert wrong.do


def test_strays_are_not_looked_for_while_files_come_in(case: Case, door: Door, hand: Hand) -> None:
    hand("list.csv")
    add(the_original(door))
    with case.intake_lock():
        verdict = verify(door)
    assert (verdict.strays, verdict.good) == (False, True)


def test_an_entry_changed_behind_the_log_is_found(case: Case, door: Door, hand: Hand) -> None:
    hand("list.csv", said=SAID)
    with case.engine.begin() as conn:
        conn.execute(update(CUSTODY).values(details='{"seal": "B-1"}'))
    assert findings(verify(door)) == ["custody"]


def test_an_entry_taken_away_behind_the_log_is_found(case: Case, door: Door, hand: Hand) -> None:
    hand("list.csv", said=SAID)
    with case.engine.begin() as conn:
        conn.execute(delete(CUSTODY))
    assert findings(verify(door)) == ["custody"]


def test_a_case_made_before_gains_the_chain_and_verifies(
    case: Case, door: Door, hand: Hand
) -> None:
    hand("list.csv")
    with case.engine.begin() as conn:
        CUSTODY.drop(conn)
        conn.exec_driver_sql("DELETE FROM log")
        conn.exec_driver_sql(f"UPDATE log_head SET seq = 0, hash = '{'0' * 64}'")
        conn.exec_driver_sql("DELETE FROM log_note")
    later = open_case(case.folder)
    assert verify(Door(later, OFFICER)).good
    assert [e.act for e in chain(Door(later, OFFICER))] == ["verified"]
    later.close()


def test_an_agency_sees_nothing_of_how_another_handed_the_same_file_over(
    door: Door, hand: Hand
) -> None:
    hand("list.csv", "rs-police", SAID)
    hand("other.csv", "al-police")
    hand("third.csv", "rs-police", text=LIST + "Druga;Osoba;\n")
    door.scope = Scope(frozenset({"al-police"}))
    verify(door)
    assert [(e.act, e.details.get("name")) for e in chain(door)] == [
        ("received", "other.csv"),
        ("verified", None),
    ]


@pytest.mark.parametrize("word", ["1", "list.csv", "hash", "beginning"])
def test_an_item_is_meant_by_number_name_or_hash(door: Door, hand: Hand, word: str) -> None:
    digest = str(hand("list.csv")[0]["sha256"])
    words = {"hash": digest, "beginning": digest[:8].upper()}
    with door.quiet() as view:
        assert custody.items(view, words.get(word, word)) == [1]
