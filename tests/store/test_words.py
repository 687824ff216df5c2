"""What can be searched of a value."""

from clew.model.ftm import model
from clew.store.words import NAME_PROPS, TEXT_PROPS, search_keys


def test_every_text_of_the_model_can_be_searched() -> None:
    props = [prop for schema in model() for prop in schema.properties.values()]
    texts = {prop.name for prop in props if prop.type.name == "text"}
    assert texts <= TEXT_PROPS


def test_a_searched_property_is_one_the_model_has() -> None:
    names = {prop.name for schema in model() for prop in schema.properties.values()}
    assert names >= NAME_PROPS | TEXT_PROPS


def test_spellings_of_one_name_share_a_sound() -> None:
    keys = [set(search_keys("name", n)) for n in ("Xhevdet", "Dževdet", "Џевдет", "Cevdet")]
    assert any(kind == "n" for _, kind in set.intersection(*keys))


def test_a_birth_date_is_no_search_word() -> None:
    assert search_keys("birthDate", "1980-01-01") == ()
