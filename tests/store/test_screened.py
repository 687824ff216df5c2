"""A screening leaves counts: by day, place and source, never twice for one run."""

from clew.store import Door
from clew.store.screened import Tally, count, numbers_of, statements_of, tallies
from tests.store.conftest import Bring, person

MARCH = Tally("2026-03-01", "Horgoš", "rs-border", 100, 2)


def counted(door: Door, *runs: tuple[str, Tally]) -> list[Tally]:
    with door.act("screen") as view:
        for run, tally in runs:
            count(view, run, tally)
        return tallies(view)


def test_runs_of_one_day_place_and_source_are_added_up(door: Door) -> None:
    assert counted(door, ("one", MARCH), ("two", MARCH)) == [
        Tally("2026-03-01", "Horgoš", "rs-border", 200, 4)
    ]


def test_one_run_on_one_occasion_counts_once(door: Door) -> None:
    assert counted(door, ("one", MARCH), ("one", MARCH)) == [MARCH]


def test_another_day_place_or_source_is_counted_apart(door: Door) -> None:
    others = [
        Tally("2026-03-02", "Horgoš", "rs-border", 7, 0),
        Tally("2026-03-01", "", "rs-border", 8, 0),
        Tally("2026-03-01", "Horgoš", "xk-border", 9, 0),
    ]
    found = counted(door, ("one", MARCH), *(("one", other) for other in others))
    assert set(found) == {MARCH, *others}
    assert found[0].day == "2026-03-02"


def test_entities_are_found_by_id_with_what_they_say(door: Door, bring: Bring) -> None:
    bring("rs-police", person("Besnik Krasniqi", birthDate="1975-11-23"))
    with door.quiet() as view:
        from clew.store.crossing import bearers

        (bearer,) = bearers(view)
        said = statements_of(view, [bearer.entity])[bearer.entity]
        assert numbers_of(view, ["no-such-id"]) == {}
    assert {(one.prop, one.value) for one in said} >= {
        ("name", "Besnik Krasniqi"),
        ("birthDate", "1975-11-23"),
    }
