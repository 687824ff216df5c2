"""A page's own word on its encoding counts, unless its bytes show that it cannot be so."""

import pytest

from clew.sources.encoding import detect
from clew.sources.stated_encoding import settled


@pytest.mark.parametrize(
    ("stated", "page", "encoding", "why"),
    [
        ("windows-1251", "Возач".encode("cp1251"), "cp1251", "its own word counts"),
        ("windows-1251", "Возач рече".encode(), "utf-8", "four letters are not UTF-8 by chance"),
        (
            "iso-8859-1",
            "Žena".encode("cp1252"),
            "cp1252",
            "browsers take Latin-1 as its larger kin",
        ),
        ("us-ascii", "café".encode("cp1252"), "cp1252", "and ASCII too"),
        ("gb2312", "车牌".encode("gbk"), "gbk", "two characters may be UTF-8 by chance"),
        ("hex", "Возач".encode(), "utf-8", "a word for something else than letters is none"),
        ("idna", "Возач".encode(), "utf-8", "nor is what host names are written in"),
        ("unicode_escape", "Возач".encode(), "utf-8", "or programs"),
        ("x-unheard-of", "Возач".encode(), "utf-8", "nor is one nobody knows"),
        ("", "Возач".encode(), "utf-8", "without a word the bytes are asked"),
    ],
)
def test_what_a_page_says_of_its_letters_is_weighed_against_them(
    stated: str, page: bytes, encoding: str, why: str
) -> None:
    assert settled(stated, detect([page]), [page])[0] == encoding, why
