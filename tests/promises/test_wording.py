"""Say what the record shows, no more: such texts are quoted where they are believed.

Titles of readers, sentences of clues and words on the desk may not claim what a file cannot
show. A phrase that uses such a word rightly stands in wording.toml with its reason.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from clew.sources.reader import all_readers
from tests.own_files import ending, named, tree

CLAIMS = re.compile(
    r"\b(all|always|certainly|confirmed|confirms|definitely|every|guilty|must have|obviously"
    r"|proof|proved|proven|proves|the suspect|the user did|undoubtedly)\b",
    re.IGNORECASE,
)
ALLOWED = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
PHRASES: dict[str, str] = {entry["phrase"]: entry["reason"] for entry in ALLOWED["allowed"]}

CODE = re.compile(r"<(script|style)\b[^>]*>.*?</\1>", re.DOTALL)
REMARK = re.compile(r"<!--.*?-->|/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
LABEL = re.compile(r'\b(?:title|label|alt|placeholder|aria-[a-z]+)="([^"{]+)"')
BETWEEN_TAGS = re.compile(r">([^<>{}]+)<")
QUOTED = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`([^`]*)`")

CLUES = ending(".py", under="clew/matching") + ending(".py", under="clew/analysis")
DESK = ending(".svelte", ".ts", under="desk/src")


def too_strong(texts: Iterator[str]) -> list[str]:
    """The texts that claim too much, those with a reason to left out."""
    return [
        text
        for text in texts
        if CLAIMS.search(text) and not any(phrase in text for phrase in PHRASES)
    ]


def sentences(file: Path) -> Iterator[str]:
    """Texts a Python file can show: its strings with a space, docstrings left out."""
    whole = list(ast.walk(tree(file)))
    docstrings = {id(node.value) for node in whole if isinstance(node, ast.Expr)}
    for node in whole:
        match node:
            case ast.Constant(str(text)) if " " in text.strip() and id(node) not in docstrings:
                yield " ".join(text.split())


def labels(file: Path) -> Iterator[str]:
    """Texts a file of the desk can show: between tags, in labels, in strings with a space."""
    text = REMARK.sub(" ", file.read_text(encoding="utf-8"))
    if file.suffix == ".svelte":
        markup = CODE.sub(" ", text)
        yield from (" ".join(t.split()) for t in BETWEEN_TAGS.findall(markup) if t.strip())
        yield from LABEL.findall(markup)
    for groups in QUOTED.findall(text):
        phrase = " ".join("".join(groups).split())
        if " " in phrase:
            yield phrase


@pytest.mark.parametrize("name", sorted(all_readers()))
def test_the_title_of_a_reader_claims_nothing(name: str) -> None:
    assert not too_strong(iter([all_readers()[name].title]))


@pytest.mark.parametrize("file", CLUES, ids=named)
def test_a_clue_claims_no_more_than_two_records_show(file: Path) -> None:
    assert not too_strong(sentences(file))


@pytest.mark.parametrize("file", DESK, ids=named)
def test_the_desk_claims_no_more_than_the_files_show(file: Path) -> None:
    assert not too_strong(labels(file))


@pytest.mark.parametrize(
    "text", ["Every call he made", "This proves a meeting", "confirmed by the phone"]
)
def test_a_text_that_claims_too_much_is_seen(text: str) -> None:
    assert too_strong(iter([text])) == [text]


@pytest.mark.parametrize("phrase", sorted(PHRASES))
def test_an_allowed_phrase_has_a_reason_and_is_in_use(phrase: str) -> None:
    used = [t for f in CLUES for t in sentences(f)] + [t for f in DESK for t in labels(f)]
    used += [reader.title for reader in all_readers().values()]
    assert len(PHRASES[phrase]) > 10
    assert any(phrase in text for text in used), "the phrase is gone: take it out of wording.toml"
