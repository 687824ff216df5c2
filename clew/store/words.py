"""The search keys of a value: words of names and texts, and the sounds of names."""

from functools import lru_cache

from clew.model.text import skeletons, tokens

NAME_PROPS = frozenset({"name", "alias", "previousName", "weakAlias"})
"""Properties whose words and sounds can be searched, and whose sounds find candidates."""

TEXT_PROPS = frozenset(
    {
        *(
            "biography",
            "bodyText",
            "decisionReason",
            "description",
            "goodsDescription",
            "indexText",
        ),
        *("notes", "purpose", "reason", "summary", "translatedText"),
        *("title", "subject", "fileName", "fatherName", "motherName", "username", "model", "full"),
    }
)
"""Properties whose words can be searched: the model's texts, and some short ones."""

_REMEMBERED = 80  # characters up to which a text is likely to come again

Key = tuple[str, str]


def search_keys(prop: str, value: str) -> tuple[Key, ...]:
    """Give (key, kind) of a value: "w" word of a name, "n" sound of a name, "t" word of a text.

    >>> search_keys("name", "Agim")
    (('KM', 'n'), ('agim', 'w'))
    """
    if prop in NAME_PROPS:
        return _name_keys(value)
    if prop in TEXT_PROPS:
        return _text_keys(value) if len(value) < _REMEMBERED else _text_keys.__wrapped__(value)
    return ()


@lru_cache(maxsize=100_000)
def _text_keys(text: str) -> tuple[Key, ...]:
    return tuple({(word, "t") for word in tokens(text) if len(word) > 2})


@lru_cache(maxsize=200_000)
def _name_keys(text: str) -> tuple[Key, ...]:
    words = tokens(text)
    spelt = {(word, "w") for word in words}
    sounds = {(key, "n") for word in words if len(word) > 1 for key in skeletons(word) if key}
    return tuple(sorted(spelt | sounds))
