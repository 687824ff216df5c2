"""What happened, by a report's figures, and the same kept in the case with its mentions."""

from datetime import date
from pathlib import Path

from clew.analysis.figures.case_figures import case_figures
from clew.analysis.figures.events import events_of
from clew.analysis.figures.kept_events import keep_events, kept_events
from clew.analysis.figures.reading import read_figures
from clew.model.asker import Asker
from clew.store import Case, Door, make_case, ties
from clew.store.receipts import decide_mention, mentions
from tests.analysis.figures.reports import add_report

OFFICER = Asker("mira", "local", "")
RAID = (
    "On 14 May 2024 Europol said that 8 suspects were arrested in Latvia and 22 places were searched in Poland. "
    "Two years before, 40 people had been arrested."
)
NO_YEAR = "The police said that on 3 June 12 smugglers were arrested in Lemnara."


def with_reports(folder: Path, *texts: str) -> Case:
    case = make_case(folder / "case")
    for at, text in enumerate(texts):
        add_report(case, folder, f"report{at}.txt", text)
    return case


def test_figures_of_one_operation_and_day_are_one_event() -> None:
    text = (
        "In Operation Dry Ford on 5 May 2023 police arrested 19 people (11 in Serbia and 8 in Hungary) and "
        "searched 7 houses."
    )
    (event,) = events_of(read_figures(text))
    assert (event.name, event.date) == ("Operation Dry Ford", "2023-05-05")
    assert {"Serbia", "Hungary"} <= set(event.places)


def test_what_happened_on_two_days_are_two_events() -> None:
    text = "On 5 July 2024 the police arrested three drivers at Lipnica. On 6 July 2024 they seized 9 cars in Orasje."
    first, second = events_of(read_figures(text))
    assert (first.name, first.date) == ("Arrests, Lipnica", "2024-07-05")
    assert (second.name, second.date) == ("Seizures, Orasje", "2024-07-06")


def test_prices_and_background_are_no_events() -> None:
    text = "The migrants paid 2,000 euros each. In 2015, worldwide, 4,000 people were arrested."
    assert events_of(read_figures(text, date(2024, 1, 1))) == []


def test_kept_events_are_mentioned_at_their_words_and_point_to_their_report(tmp_path: Path) -> None:
    case = with_reports(tmp_path, RAID)
    door = Door(case, OFFICER)
    counts = keep_events(door)
    with door.quiet() as view:
        (event, *_) = kept_events(view)
        told = [m.text for m in mentions(view, 1) if m.kind == "event"]
        facts = case_figures(view).reports[0].reading.facts
    case.close()
    assert counts["events"] >= 1
    assert counts["mentions"] == len(told)
    assert event["dates"] == ["2024-05-14"]
    assert (event["file"], event["spot"]) == ("report0.txt", "paragraph 1")
    assert set(told) <= {fact.quote for fact in facts}


def test_an_event_of_an_earlier_report_points_to_that_report(tmp_path: Path) -> None:
    case = with_reports(tmp_path, NO_YEAR, RAID)
    door = Door(case, OFFICER)
    keep_events(door)
    with door.quiet() as view:
        proofs = [p for p in ties.pointers(view, ("Event",)) if p.prop == "proof"]
        documents = set(ties.of_schemas(view, ("PlainText",)))
        events = len(kept_events(view))
    case.close()
    assert len(proofs) == events
    assert {p.target for p in proofs} == documents


def test_events_are_kept_once(tmp_path: Path) -> None:
    case = with_reports(tmp_path, RAID, NO_YEAR)
    door = Door(case, OFFICER)
    assert keep_events(door)["events"] > 0
    assert keep_events(door) == {"events": 0, "mentions": 0, "refused": 0}
    case.close()


def test_a_date_without_a_year_is_refused_kept_and_shown(tmp_path: Path) -> None:
    case = with_reports(tmp_path, NO_YEAR)
    door = Door(case, OFFICER)
    assert keep_events(door)["refused"] == 1
    with door.quiet() as view:
        (event,) = kept_events(view)
    case.close()
    assert event["dates"] == []
    assert [each["value"] for each in event["refused"]] == ["--06-03"]


def test_an_event_whose_every_mention_is_rejected_is_gone(tmp_path: Path) -> None:
    case = with_reports(tmp_path, NO_YEAR)
    door = Door(case, OFFICER)
    keep_events(door)
    with door.quiet() as view:
        spans = [m.mention for m in mentions(view, 1) if m.kind == "event"]
    with door.act("mention") as view:
        for span in spans:
            decide_mention(view, span, "rejected")
    with door.quiet() as view:
        assert kept_events(view) == []
    case.close()
