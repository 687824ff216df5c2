"""What of masked people is covered in other records of their file, and in texts of others."""

from hypothesis import given
from hypothesis import strategies as st

from clew.model.asker import Asker
from clew.model.evidence import Found
from clew.store import Case, Door
from clew.store.covering import Veil, squeezed
from clew.store.reading import parties, values
from tests.store.conftest import Bring, person

WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9).map(str.capitalize)


def victim(category: str = "victim") -> Found:
    found = person("Vesa Shtepia", row=3).add("phone", "+38344100900")
    found.category = category
    return found


def account(row: int, number: str) -> Found:
    return Found("UserAccount", f"account {row}", f"row {row}").add("phone", number)


def said(door: Door, *entities: int) -> str:
    with door.quiet() as view:
        shown = parties(view, entities)
        return str([[one.value, one.written] for one in values(view, list(entities))]) + str(shown)


def test_an_account_and_a_message_of_her_file_do_not_name_her(door: Door, bring: Bring) -> None:
    message = Found("Message", "message", "row 5").add(
        "bodyText", "Shtepia, Vesa: ring 044 100 900"
    )
    bring("rs-police", victim(), account(4, "+38344100900"), message, account(6, "+38344100111"))
    told = said(door, 1, 2, 3, 4)
    assert "+38344100111" in told
    for name in ("Vesa", "Shtepia", "100900", "100 900"):
        assert name not in told, name


def test_a_text_of_another_file_covers_a_victim_and_leaves_who_shares_a_number(
    door: Door, bring: Bring
) -> None:
    bring("rs-police", victim())
    message = Found("Message", "message", "row 5").add("bodyText", "Vesa Shtepia rang Arben")
    bring("mk-police", message, account(4, "+38344100900"))
    told = said(door, 2, 3)
    assert "Vesa" not in told
    assert "rang Arben" in told
    assert "+38344100900" in told, "a number of another agency's record stands by that record"


def test_a_text_of_another_file_names_smuggled_people(door: Door, bring: Bring) -> None:
    bring("rs-police", victim("migrant"))
    bring("mk-police", Found("Message", "message", "row 5").add("bodyText", "Vesa Shtepia rang"))
    assert "Vesa Shtepia rang" in said(door, 2)


def test_who_asks_with_a_reason_sees_them(case: Case, bring: Bring) -> None:
    bring("rs-police", victim(), account(4, "+38344100900"))
    told = said(Door(case, Asker("mira", "rs-police", "hearing of the witness", unmask=True)), 1, 2)
    assert "Vesa Shtepia" in told
    assert told.count("+38344100900") > 2


def test_what_came_in_since_is_covered_too(door: Door, bring: Bring) -> None:
    bring("rs-police", victim())
    bring("mk-police", Found("Message", "message", "row 5").add("bodyText", "Nora Fshat rang"))
    assert "Nora" in said(door, 2)
    nora = person("Nora Fshat")
    nora.category = "victim"
    bring("mk-police", nora)
    assert "Nora" not in said(door, 2)


@given(st.lists(WORDS, min_size=2, max_size=4, unique=True), st.data())
def test_a_name_is_covered_however_its_words_are_turned_and_parted(
    words: list[str], data: st.DataObject
) -> None:
    turned = data.draw(st.permutations(words))
    cells = [
        part
        for word in turned
        for part in (data.draw(st.sampled_from([word, word.upper(), f"{word},"])), "F", "17")
    ]
    covered = Veil([], [" ".join(words)]).cells(cells)
    assert len(covered) == len(cells)
    assert not any(squeezed(word) in squeezed(cell) for word in words for cell in covered)
    assert covered[1::3] == cells[1::3]
