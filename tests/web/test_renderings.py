"""A translation beside its original on the desk, and a voice message that can be listened to."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from fastapi import FastAPI

from clew.exercise.formats.sounds import opus
from clew.matching.arrive import bring_in
from clew.matching.renderings import bring_in_rendering
from clew.model.rendering import translation
from clew.sources.intake import Wish
from clew.store import Case
from clew.web.app import STATIC
from tests.web.conftest import OFFICER, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCREENS = Path(__file__).parents[2] / "build" / "screens"
LETTER = "Deklaratë EXERCISE.\n\nShoferi Xhevdet Gjoni tha: +383 44 100 200.\n\nVesa Shtepia ishte aty.\n"
ENGLISH = "Statement EXERCISE.\n\nThe driver Xhevdet Gjoni said: +383 44 100 200.\n\nVesa Shtepia was there.\n"
PLAYED = """() => new Promise((done, failed) => {
  const player = document.querySelector("audio");
  player.onerror = () => failed(player.error.message);
  player.ontimeupdate = () => player.currentTime > 0.2 && done([player.duration, player.currentTime]);
  player.play().catch(failed);
})"""
needs_desk = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="the desk is not built: make desk"
)


def brought(case: Case, file: Path) -> int:
    (receipt,) = bring_in(case, OFFICER, [file], Wish("xk-police"))
    from clew.store import Door
    from clew.store.kept import number_of

    with Door(case, OFFICER).quiet() as view:
        return number_of(view, str(receipt["sha256"]), "xk-police")


@pytest.fixture
def letter(case: Case, tmp_path: Path) -> int:
    """An Albanian statement with its English translation, unchecked."""
    original, english = tmp_path / "letter.txt", tmp_path / "letter_en.txt"
    original.write_text(LETTER, encoding="utf-8")
    english.write_text(ENGLISH, encoding="utf-8")
    number = brought(case, original)
    said = translation("A. Përkthyes", "sq", "en", "2026-03-01")
    bring_in_rendering(case, OFFICER, number, english, said)
    return number


@pytest.fixture
def recording(case: Case, tmp_path: Path) -> int:
    """A voice message of two seconds."""
    sound = tmp_path / "PTT-20260301-WA0001.opus"
    sound.write_bytes(opus(2, "EXERCISE"))
    return brought(case, sound)


def renderings(desk: httpx.Client, source: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"/api/sources/{source}/renderings").json()
    return found


def test_both_texts_stand_side_by_side_in_their_order(desk: httpx.Client, letter: int) -> None:
    (one,) = renderings(desk, letter)
    places = [(p["original"]["where"], p["text"]["where"]) for p in one["pairs"]]
    assert places == [(f"paragraph {n}", f"paragraph {n}") for n in (1, 2, 3)]
    assert one["pairs"][0]["original"]["text"] == "Deklaratë EXERCISE."
    assert one["pairs"][0]["text"]["text"] == "Statement EXERCISE."


def test_a_place_in_a_translation_leads_back_to_the_place_in_its_original(
    desk: httpx.Client, letter: int
) -> None:
    text = renderings(desk, letter)[0]["text"]
    where = {"where": "paragraph 2"}
    opened = desk.get(f"/api/sources/{text}/excerpt", params=where).json()["rendering"]
    assert (opened["original"], opened["beside"], opened["mark"]) == (
        letter, "paragraph 2", "translation, unchecked",
    )  # fmt: skip
    assert desk.get(f"/api/sources/{letter}/excerpt", params=where).json()["rendering"] is None


def test_a_value_from_a_translation_is_marked_as_such(desk: httpx.Client, letter: int) -> None:
    found = desk.get("/api/search", params={"q": "+383 44 100 200"}).json()["results"]
    one = next(r for r in found if r["file"] == "letter_en.txt")
    values = desk.get(f"/api/entities/{one['entity']}").json()["values"]
    assert {value["source"]["rendering"] for value in values} == {"translation, unchecked"}


def test_the_translator_cannot_check_at_the_desk_and_another_can(
    desk: httpx.Client, case: Case, letter: int, tmp_path: Path
) -> None:
    own = tmp_path / "letter_sr.txt"
    own.write_text("Izjava EXERCISE.\n", encoding="utf-8")
    mine = bring_in_rendering(case, OFFICER, letter, own, translation(OFFICER.who, "sq", "sr"))
    assert desk.post(f"/api/renderings/{mine.rendering}/check", json={}).status_code == 400
    checked = desk.post("/api/renderings/1/check", json={"note": "as it reads"}).json()
    assert checked["checks"][0] | {"at": ""} == {
        "by": OFFICER.who, "at": "", "note": "as it reads", "entered_by": OFFICER.who,
    }  # fmt: skip


def test_a_typed_translation_becomes_a_file_of_its_own(desk: httpx.Client, letter: int) -> None:
    typed = {
        "kind": "translation",
        "by": "B. Proba",
        "spoken": "sq",
        "written": "sr",
        "text": "Izjava.",
    }
    made = desk.post(f"/api/sources/{letter}/renderings", json=typed).json()
    assert made["text_file"] == "letter.txt.translation.srp.txt"
    assert desk.get(f"/api/sources/{made['text']}").json()["counts"] == {"documents": 1}


def test_a_victim_s_words_are_covered_in_both_texts(case: Case, letter: int) -> None:
    from sqlalchemy import update

    from clew.store import Door
    from clew.store.renderings import one
    from clew.store.tables import ENTITY
    from clew.web.renderings import shown

    door = Door(case, OFFICER)
    with door.step() as view:
        from clew.store.search import search

        found = [r for r in search(view, "Vesa Shtepia") if r.file == "letter.txt"]
        assert found
        named = [r.party.no for r in found if r.party.schema == "Person"]
        view.conn.execute(update(ENTITY).where(ENTITY.c.no.in_(named)).values(category="victim"))
    with door.quiet() as view:
        last = shown(view, one(view, 1))["pairs"][-1]  # type: ignore[index]
    assert "Vesa" not in str(last)


def test_a_recording_is_served_in_the_pieces_a_player_asks_for(
    desk: httpx.Client, recording: int
) -> None:
    whole = desk.get(f"/api/sources/{recording}/sound")
    assert (whole.status_code, whole.headers["content-type"]) == (200, "audio/ogg")
    assert whole.headers["x-content-type-options"] == "nosniff"
    piece = desk.get(f"/api/sources/{recording}/sound", headers={"Range": "bytes=4-9"})
    assert (piece.status_code, piece.content) == (206, whole.content[4:10])
    assert piece.headers["content-range"] == f"bytes 4-9/{len(whole.content)}"


def test_nothing_but_a_recording_is_given_out_as_it_is(desk: httpx.Client, letter: int) -> None:
    assert desk.get(f"/api/sources/{letter}/sound").status_code == 404


def test_a_saved_page_is_shown_as_text_and_never_given_out_as_a_page(
    desk: httpx.Client, case: Case
) -> None:
    samples = Path(__file__).parents[1] / "sources" / "samples"
    number = brought(case, samples / "page.mhtml")
    shown = desk.get(f"/api/sources/{number}/excerpt", params={"where": "paragraph 2"}).json()
    assert shown["kind"] == "text"
    assert "a script ran" not in str(shown)
    assert desk.get(f"/api/sources/{number}/sound").status_code == 404


def test_a_translation_of_one_place_stands_beside_that_place_alone(
    desk: httpx.Client, case: Case, letter: int, tmp_path: Path
) -> None:
    part = tmp_path / "part_sr.txt"
    part.write_text("Vozač Xhevdet Gjoni je rekao.\n", encoding="utf-8")
    said = translation("B. Proba", "sq", "sr", where="paragraph 2")
    bring_in_rendering(case, OFFICER, letter, part, said)
    one = renderings(desk, letter)[-1]
    assert [p["original"]["where"] for p in one["pairs"]] == ["paragraph 2"]


def test_listening_leaves_a_line_in_the_record(desk: httpx.Client, recording: int) -> None:
    desk.get(f"/api/sources/{recording}/sound")
    lines = desk.get("/api/log").json()
    assert any(f"recording · source {recording}" in line["on"] for line in lines)


def test_a_recording_in_a_file_about_victims_is_not_played(
    desk: httpx.Client, case: Case, tmp_path: Path
) -> None:
    from clew.model.evaluation import Marking

    sound = tmp_path / "victim.opus"
    sound.write_bytes(opus(3, "EXERCISE victim"))
    marking = Marking("X4", "H0", "", "victim")
    (receipt,) = bring_in(case, OFFICER, [sound], Wish("xk-police"), marking)
    listed = desk.get("/api/sources").json()
    number = next(s["id"] for s in listed if s["sha256"] == receipt["sha256"])
    assert desk.get(f"/api/sources/{number}/sound").status_code == 403


def test_a_list_of_sources_says_what_is_a_translation_and_what_nobody_has_heard(
    desk: httpx.Client, letter: int, recording: int
) -> None:
    listed = {s["id"]: s for s in desk.get("/api/sources").json()}
    text = renderings(desk, letter)[0]["text"]
    assert listed[text]["rendering"] == "translation, unchecked"
    assert [no for no, one in listed.items() if one["unread"]] == [recording]


@pytest.mark.browser
@needs_desk
def test_an_officer_reads_the_translation_beside_its_original_and_checks_it(
    browser: "Browser", app: FastAPI, letter: int
) -> None:
    with served(app) as here:
        page = browser.new_context(viewport={"width": 1360, "height": 1100}).new_page()
        page.goto(f"{here}/#/source/{letter}")
        page.get_by_role("heading", name="Translation beside the original").wait_for()
        row = page.get_by_role("row").filter(has_text="Deklaratë EXERCISE")
        assert "Statement EXERCISE." in row.inner_text()
        page.get_by_text("? unchecked").wait_for()
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / "translation.png", full_page=True)
        page.get_by_label("What you found").fill("reads as the original")
        page.get_by_role("button", name="I read both; note it").click()
        page.get_by_text("✓ checked").wait_for()
        page.context.close()


@pytest.mark.browser
@needs_desk
def test_a_value_of_a_translation_opens_with_the_way_back_to_the_original(
    browser: "Browser", app: FastAPI, letter: int
) -> None:
    with served(app) as here, httpx.Client(base_url=here) as asked:
        text = asked.get(f"/api/sources/{letter}/renderings").json()[0]["text"]
        page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
        page.goto(f"{here}/#/source/{text}?src={text}&at=paragraph%202")
        page.get_by_text("by A. Përkthyes, unchecked.").wait_for()
        page.screenshot(path=SCREENS / "translation-place.png")
        page.get_by_role("button", name="Open the original beside it").click()
        page.get_by_role("complementary").get_by_text("Shoferi Xhevdet Gjoni tha").wait_for()
        page.context.close()


@pytest.mark.browser
@needs_desk
def test_an_officer_plays_a_voice_message(browser: "Browser", app: FastAPI, recording: int) -> None:
    with served(app) as here:
        page = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
        page.goto(f"{here}/#/source/{recording}")
        page.get_by_role("heading", name="Recording").wait_for()
        assert page.get_by_text("not read", exact=True).count() >= 1
        lasted, at = page.evaluate(PLAYED)
        assert lasted == pytest.approx(2.0, abs=0.1)
        assert at > 0.2
        page.screenshot(path=SCREENS / "recording.png", full_page=True)
        page.context.close()
