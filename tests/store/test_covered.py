"""What a victim's record says stays covered wherever it stands in the file."""

from clew.model.asker import Asker
from clew.model.evidence import Found
from clew.store import Case, Door
from clew.store.covered import covered
from clew.store.reading import values
from tests.store.conftest import Bring, person


def victim(name: str, row: int) -> Found:
    found = person(name, row=row, nationality="SY")
    found.category = "victim"
    return found


def test_a_victims_words_and_place_are_covered_and_nobody_elses(door: Door, bring: Bring) -> None:
    bring("rs-police", victim("Vesa Shtepia", 3), person("Arben Hoxha", row=4))
    with door.quiet() as view:
        hidden = covered(view, 1)
    assert hidden.spots == {"row 3"}
    assert hidden.texts == ("Vesa Shtepia",)


def test_an_officer_who_may_see_victims_sees_the_file(case: Case, bring: Bring) -> None:
    bring("rs-police", victim("Vesa Shtepia", 3))
    asker = Asker("mira", "rs-police", "hearing of the witness", unmask=True)
    with Door(case, asker).quiet() as view:
        assert covered(view, 1).texts == ()


def test_a_thing_told_in_two_places_keeps_the_place_of_each_value(door: Door, bring: Bring) -> None:
    first = Found("Person", "one", "paragraph 1", keep="shared").add("name", "Arben Hoxha")
    second = Found("Person", "one", "paragraph 2", keep="shared").add("alias", "Beni")
    bring("rs-police", first, second)
    with door.quiet() as view:
        places = {told.prop: told.where for told in values(view, [1])}
    assert places == {"name": "paragraph 1", "alias": "paragraph 2"}
