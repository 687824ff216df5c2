"""FollowTheMoney lines come in entity by entity; a bad line costs only itself."""

from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import NotFound
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.reader import read_records
from clew.sources.readers.ftm_json import ftm

PERSON = b'{"id": "p-1", "schema": "Person", "properties": {"name": ["Zoga"]}}'
SAMPLE = Path(__file__).parents[1] / "samples" / "entities.ftm.json"


def evidence(folder: Path, *lines: bytes) -> Evidence:
    path = folder / "entities.ftm.json"
    path.write_bytes(b"\n".join(lines))
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police")


def read(source: Evidence) -> tuple[list[Found], list[Refusal]]:
    items = [i for record in read_records(ftm, source, Guesses()) for i in record]
    return (
        [i for i in items if isinstance(i, Found)],
        [i for i in items if isinstance(i, Refusal)],
    )


def test_a_link_to_a_later_line_is_kept_as_a_link() -> None:
    found, refused = read(Evidence(SAMPLE, SAMPLE.name, "0" * 64, 0, "test-police"))
    links = {(f.key, v.prop, v.text) for f in found for v in f.values if v.entity}
    assert ("mem-1", "member", "p-1") in links
    assert refused == []


def test_an_entity_stands_at_its_id(tmp_path: Path) -> None:
    found, _ = read(evidence(tmp_path, PERSON))
    assert [(f.spot, f.key, f.schema) for f in found] == [("entity p-1", "p-1", "Person")]


@pytest.mark.parametrize(
    ("line", "where", "reason"),
    [
        (b'{"id": "x"', "line 2", "line 2 is not a JSON object"),
        (b"[1]", "line 2", "line 2 is not a JSON object"),
        (b"\xff{}", "line 2", "line 2 is not a JSON object"),
        (b'{"schema": "Person", "properties": {}}', "line 2", "line 2 is no entity: its 'id' is missing"),
        (b'{"id": "x", "properties": {}}', "line 2", "line 2 is no entity: its 'schema' is missing"),
        (b'{"id": "x", "schema": "Person"}', "line 2", "line 2 is no entity: its 'properties' is missing"),
        (b'{"id": "x", "schema": "Ghost", "properties": {}}', "line 2", "the model has no schema 'Ghost'"),
        (b'{"id": "x", "schema": "Thing", "properties": {}}', "line 2", "the model has no schema 'Thing'"),
    ],
)  # fmt: skip
def test_a_bad_line_is_refused_and_the_others_come_in(
    tmp_path: Path, line: bytes, where: str, reason: str
) -> None:
    found, refused = read(evidence(tmp_path, PERSON, line, PERSON.replace(b"p-1", b"p-2")))
    assert [f.key for f in found] == ["p-1", "p-2"]
    assert [(r.where, r.reason) for r in refused] == [(where, reason)]
    assert refused[0].value == line.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("prop", "value", "reason"),
    [
        ("shoeSize", ["44"], "a Person has no property 'shoeSize'"),
        ("handsets", ["h-1"], "a Person has no property 'handsets'"),
        ("name", [{"a": 1}], "name holds dict, not text"),
        ("name", [True], "name holds bool, not text"),
        ("name", [None], "name holds NoneType, not text"),
    ],
)
def test_a_bad_value_is_refused_and_the_entity_comes_in(
    tmp_path: Path, prop: str, value: list[object], reason: str
) -> None:
    entity = {"id": "p-1", "schema": "Person", "properties": {"gender": ["male"], prop: value}}
    found, refused = read(evidence(tmp_path, orjson.dumps(entity)))
    assert [f.key for f in found] == ["p-1"]
    assert [(r.where, r.reason, r.key, r.prop) for r in refused] == [
        ("entity p-1", reason, "p-1", prop)
    ]


def test_a_line_over_one_mebibyte_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    long = PERSON.replace(b"Zoga", b"Z" * 3_000_000)
    found, refused = read(evidence(tmp_path, long, PERSON))
    assert [f.key for f in found] == ["p-1"]
    assert [(r.where, r.reason) for r in refused] == [("line 1", "line 1 is longer than 1 MiB")]


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (PERSON + b"\n", True),
        (b"\xef\xbb\xbf" + PERSON, True),
        (b'{"id": "p", "schema": "Person", "properties": {"notes": ["cut', True),
        (b'{"version": 1}', False),
        (b"[]", False),
        (b"name;born\n", False),
        (b'{"schema": 1}', False),
    ],
)
def test_it_is_recognised_by_its_first_line(tmp_path: Path, head: bytes, sure: bool) -> None:
    assert (ftm.recognise(evidence(tmp_path), head) > 0.5) is sure


def test_an_entity_is_shown_by_its_values_and_a_line_by_its_neighbours(tmp_path: Path) -> None:
    source = evidence(tmp_path, *(PERSON.replace(b"p-1", b"p-%d" % n) for n in range(1, 30)))
    assert ftm.excerpt(source, "entity p-7").lines == (
        ("entity p-7", ("schema", "Person"), True),
        ("entity p-7", ("name", "Zoga"), True),
    )
    shown = ftm.excerpt(source, "line 20").lines
    assert [(spot, here) for spot, _, here in shown] == [
        (f"line {n}", n == 20) for n in range(15, 26)
    ]


@pytest.mark.parametrize("spot", ["entity p-9", "line 9", "row 1", "line x"])
def test_a_spot_that_is_not_there_is_said(tmp_path: Path, spot: str) -> None:
    with pytest.raises(NotFound, match="the file has nothing at"):
        ftm.excerpt(evidence(tmp_path, PERSON), spot)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["name", "alias", "notes"]),
            st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=3),
            min_size=1,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, people: list[dict[str, list[str]]]
) -> None:
    lines = [
        orjson.dumps({"id": f"p-{n}", "schema": "Person", "properties": props})
        for n, props in enumerate(people)
    ]
    found, refused = read(evidence(tmp_path_factory.mktemp("ftm"), *lines))
    assert refused == []
    said = [[(v.prop, v.text) for v in f.values] for f in found]
    assert said == [[(p, t.strip()) for p, ts in props.items() for t in ts] for props in people]


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_end_in_entities_or_refusals(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    found, refused = read(evidence(tmp_path_factory.mktemp("ftm"), *lines))
    assert all(r.reason and r.do for r in refused)
    assert all(f.spot for f in found)
