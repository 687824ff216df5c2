"""Asking about one and asking about many give the same answers; who can be met by what."""

from pathlib import Path

import polars as pl
import pytest

from clew.matching.screening.asking import Hit, Question
from clew.matching.screening.index import Index
from clew.model.party import Party
from tests.matching.screening.parties import crowd_and_list, frame, indexed, parties_in

BIRTH = "1980-05-04"
LISTED = (
    Party("agim", names=("Agim Drinori", "Agimi i Vogël"), births=(BIRTH, "1981-06-07")),
    Party("mono", names=("Zarathuštran",), births=("1970-02-03",)),
    Party("unborn", names=("Xhevdet Gjonishtari",)),
    Party("paper", names=("Besnik Krasnovari",), documents=("PO0120567", "K-771 2999")),
    Party("phone", names=("Liridon Berishtari",), phones=("+38344000001",)),
    Party("body", "Company", names=("Beispielova Zvezda Spedition GmbH",)),
    Party("either", "LegalEntity", names=("Ottokar Nirgendwo",), births=(BIRTH,)),
    Party("vessel", "Vessel", names=("Proba Zvezda",)),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return indexed(tmp_path_factory.mktemp("asked") / "index", LISTED)


def ids(index: Index, *names: str, schema: str = "Person", **said: tuple[str, ...]) -> list[str]:
    """The listed ids that asking about one gives; asking about many must give the same."""
    person = Party("P", schema, names=names, **said)
    hits = Question(index).check(person)
    assert hits == Question(index).screen(frame(person))
    return [hit.list_id for hit in hits]


def test_somebody_who_is_not_listed_is_not_hit(index: Index) -> None:
    assert ids(index, "Wilhelmina Unbeteiligt", births=("1991-03-12",)) == []


def test_any_of_several_names_is_met(index: Index) -> None:
    assert ids(index, "Agimi i Vogel", births=(BIRTH,)) == ["agim"]


@pytest.mark.parametrize("birth", [BIRTH, "1981-06-07", "1981", "1980-04-05"])
def test_any_of_several_birth_dates_is_met(index: Index, birth: str) -> None:
    assert ids(index, "Agim Drinori", births=(birth,)) == ["agim"]


def test_any_of_the_birth_dates_of_who_is_asked_about_is_met(index: Index) -> None:
    assert ids(index, "Agim Drinori", births=("1950-11-12", BIRTH)) == ["agim"]


def test_another_birth_date_speaks_against_a_hit(index: Index) -> None:
    same, other = (
        Question(index, 0.0001).check(Party("P", names=("Agim Drinori",), births=(birth,)))
        for birth in (BIRTH, "1950-11-12")
    )
    assert other[0].log_odds < same[0].log_odds


def test_a_single_name_is_met_with_its_birth_date(index: Index) -> None:
    assert ids(index, "Zarathustran", births=("1970-02-03",)) == ["mono"]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Agimdrinori", "run together into one word"),
        ("Agimxdrinori", "run together with a letter for the blank"),
        ("Agim Dri Nori", "a word in two"),
        ("Haji Agim Drinori", "a form of address before it"),
        ("Agin Drimori", "a slip in each word"),
    ],
)
def test_a_name_written_badly_is_met_with_its_birth_date(
    index: Index, written: str, why: str
) -> None:
    assert ids(index, written, births=(BIRTH,)) == ["agim"], why


@pytest.mark.parametrize(
    "written", ["Zarathustran", "Haji Zarathustran", "Haji Mullah Zarathustran"]
)
def test_forms_of_address_do_not_hide_a_single_name(index: Index, written: str) -> None:
    found = Question(index, 0.0001).check(Party("P", names=(written,), births=("1970",)))
    assert [hit.list_id for hit in found] == ["mono"]


def test_a_name_that_lost_its_marks_is_met(tmp_path: Path) -> None:
    listed = Party("marks", names=("Horațel Țontisoaia",), births=(BIRTH,))
    lost = Party("P", names=("Horatel Tontisoaia",), births=(BIRTH,))
    assert [hit.list_id for hit in Question(indexed(tmp_path / "index", [listed])).check(lost)] == [
        "marks"
    ]


def test_one_without_a_birth_date_is_met_by_a_rare_name(index: Index) -> None:
    assert ids(index, "Gjonishtari Xhevdet", births=(BIRTH,)) == ["unborn"]
    assert ids(index, "Gjonishtari Xhevdet") == ["unborn"]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("PO0120567", "as written"),
        ("po 012-0567", "signs and capitals"),
        ("P00120567", "the letter O read as zero"),
        ("PO01205674", "with its check digit"),
        ("K7712999", "the second number"),
    ],
)
def test_a_document_is_met_under_any_name(index: Index, number: str, why: str) -> None:
    assert ids(index, "Besnik Krasnov", documents=(number,)) == ["paper"], why


def test_a_document_is_no_telephone(index: Index) -> None:
    assert ids(index, "Somebody Else", documents=("+38344000001",)) == []


def test_a_telephone_is_met(index: Index) -> None:
    assert ids(index, "Liridon B.", phones=("+38344000001",)) == ["phone"]


def test_a_body_is_met_whatever_its_legal_form(index: Index) -> None:
    assert ids(index, "BEISPIELOVA-ZVEZDA SPEDITION", schema="Company") == ["body"]
    assert ids(index, "BEISPIELOVA ZVEZDA SPEDITION GMBH", schema="Company") == ["body"]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("Beispielova Zvezda Spedition GmbH", "Person"),
        ("Proba Zvezda", "Person"),
        ("Agim Drinori", "Company"),
    ],
)
def test_a_person_is_not_a_body(index: Index, name: str, schema: str) -> None:
    assert ids(index, name, schema=schema) == []


@pytest.mark.parametrize("schema", ["Person", "LegalEntity"])
def test_what_may_be_either_meets_a_person(index: Index, schema: str) -> None:
    assert ids(index, "Ottokar Nirgendwo", schema=schema, births=(BIRTH,)) == ["either"]


@pytest.mark.parametrize("names", [(), ("",), ("\u200b",), ("...",)])
def test_somebody_without_a_name_is_no_error(index: Index, names: tuple[str, ...]) -> None:
    assert ids(index, *names, births=(BIRTH,)) == []


def test_nobody_asked_about_gives_no_hit(index: Index) -> None:
    assert Question(index).screen(frame()) == []


def test_every_name_of_somebody_with_many_names_is_met(tmp_path: Path) -> None:
    names = tuple(crowd_and_list("usual", 4, 60)[1]["names"].explode())
    index = indexed(tmp_path / "index", [Party("many", names=names, births=(BIRTH,))])
    missed = [name for name in names if ids(index, name, births=(BIRTH,)) != ["many"]]
    assert missed == []


def test_the_likeliest_hit_comes_first(tmp_path: Path) -> None:
    same, near = (
        Party(n, names=("Agim Drinori",), births=(b,))
        for n, b in (("a", "1980-05-05"), ("b", BIRTH))
    )
    index = indexed(tmp_path / "index", [same, near])
    hits = Question(index, 0.1).check(Party("P", names=("Agim Drinori",), births=(BIRTH,)))
    assert [hit.list_id for hit in hits] == ["b", "a"]
    assert hits[0].log_odds > hits[1].log_odds


def test_a_hit_below_the_line_is_not_given(index: Index) -> None:
    person = Party("P", names=("Agim Drinori",), births=("1980",))
    (hit,) = Question(index, 0.001).check(person)
    assert Question(index, hit.probability + 0.0001).check(person) == []


@pytest.fixture(scope="module", params=["usual", "hard"])
def crowd(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Index, pl.DataFrame, list[Hit]]:
    """An index, a crowd, and what screening it gave."""
    people, listed = crowd_and_list(request.param)
    index = indexed(tmp_path_factory.mktemp("crowd") / "index", listed)
    return index, people, Question(index, 0.3).screen(people)


def test_asking_one_by_one_gives_what_asking_about_all_gives(
    crowd: tuple[Index, pl.DataFrame, list[Hit]],
) -> None:
    index, people, hits = crowd
    question = Question(index, 0.3)
    assert [hit for person in parties_in(people) for hit in question.check(person)] == hits


@pytest.mark.parametrize("size", [1, 7, 250])
def test_the_size_of_the_batches_does_not_matter(
    crowd: tuple[Index, pl.DataFrame, list[Hit]], size: int
) -> None:
    index, people, hits = crowd
    question = Question(index, 0.3)
    assert [hit for batch in people.iter_slices(size) for hit in question.screen(batch)] == hits


def test_the_order_of_the_people_does_not_matter(
    crowd: tuple[Index, pl.DataFrame, list[Hit]],
) -> None:
    index, people, hits = crowd
    shuffled = people.sample(fraction=1, shuffle=True, seed=3)
    assert sorted(Question(index, 0.3).screen(shuffled)) == sorted(hits)


def test_the_order_of_the_list_does_not_matter(
    crowd: tuple[Index, pl.DataFrame, list[Hit]], tmp_path: Path
) -> None:
    index, people, hits = crowd
    listed = pl.concat([index.alive(0)]).sample(fraction=1, shuffle=True, seed=3)
    other = indexed(tmp_path / "index", listed)
    assert Question(other, 0.3).screen(people) == hits
