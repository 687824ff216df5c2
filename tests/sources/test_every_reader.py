"""What every reader promises. A new reader is covered the moment its file exists."""

import itertools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import ClewError
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.model.ftm import model
from clew.model.hashing import hash_of
from clew.sources.reader import Reader, all_readers, read_records
from clew.sources.recognising import recognise

SAMPLES = Path(__file__).parent / "samples"
every_reader = pytest.mark.parametrize("reader", all_readers().values(), ids=lambda r: r.name)


def evidence_of(path: Path) -> Evidence:
    return Evidence(path, path.name, hash_of(path), path.stat().st_size, "rs-police", "RS")


def read_all(reader: Reader[Any], path: Path) -> tuple[list[Found | Refusal], Guesses]:
    guesses = Guesses()
    records = read_records(reader, evidence_of(path), guesses)
    return list(itertools.chain.from_iterable(records)), guesses


def found_in_sample(reader: Reader[Any]) -> list[Found]:
    return [f for f in read_all(reader, SAMPLES / reader.sample[0])[0] if isinstance(f, Found)]


@every_reader
def test_counts_in_its_sample_what_its_card_says(reader: Reader[Any]) -> None:
    items, guesses = read_all(reader, SAMPLES / reader.sample[0])
    counted = dict(guesses.counts)
    seen: set[str] = set()
    for found in (f for f in items if isinstance(f, Found)):
        if found.keep == "record" or found.key not in seen:
            for name in found.counts:
                counted[name] = counted.get(name, 0) + 1
        seen.add(found.key)
    assert counted == reader.sample[1]


@every_reader
def test_recognises_its_own_sample_before_any_other_reader(reader: Reader[Any]) -> None:
    evidence = evidence_of(SAMPLES / reader.sample[0])
    assert recognise(evidence, evidence.head()) is reader


@every_reader
def test_gives_only_schemata_its_card_names_and_the_model_knows(reader: Reader[Any]) -> None:
    given_now = {f.schema for f in found_in_sample(reader)}
    assert given_now <= reader.yields
    assert all(model().get(schema) for schema in reader.yields)


@every_reader
def test_gives_only_properties_the_model_knows(reader: Reader[Any]) -> None:
    strange = [
        (f.schema, v.prop)
        for f in found_in_sample(reader)
        for v in f.values
        if v.prop not in model()[f.schema].properties
    ]
    assert strange == []


@every_reader
def test_every_entity_says_where_it_stands(reader: Reader[Any]) -> None:
    assert [f for f in found_in_sample(reader) if not f.spot] == []


@every_reader
def test_links_only_to_entities_it_gives(reader: Reader[Any]) -> None:
    found = found_in_sample(reader)
    keys = {f.key for f in found}
    assert [v.text for f in found for v in f.values if v.entity and v.text not in keys] == []


@every_reader
def test_reading_twice_says_the_same(reader: Reader[Any]) -> None:
    path = SAMPLES / reader.sample[0]
    assert read_all(reader, path)[0] == read_all(reader, path)[0]


@every_reader
def test_opens_the_spot_of_every_entity_of_its_sample(reader: Reader[Any]) -> None:
    evidence = evidence_of(SAMPLES / reader.sample[0])
    for spot in {f.spot for f in found_in_sample(reader)}:
        lines = reader.excerpt(evidence, spot).lines
        assert any(here for _, _, here in lines), spot


@every_reader
def test_refuses_and_never_breaks_on_a_damaged_file(reader: Reader[Any], tmp_path: Path) -> None:
    whole = (SAMPLES / reader.sample[0]).read_bytes()

    @given(st.integers(0, len(whole)), st.binary(max_size=8), st.integers(0, 64))
    def damaged(at: int, put: bytes, cut: int) -> None:
        path = tmp_path / "damaged"
        path.write_bytes(whole[:at] + put + whole[at + cut :])
        said = True
        try:
            for _ in read_records(reader, evidence_of(path), Guesses()):
                pass
        except ClewError as exc:
            said = bool(exc.what and exc.do)
        assert said

    damaged()


@every_reader
def test_recognises_nothing_in_an_empty_head(reader: Reader[Any], tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    assert reader.recognise(evidence_of(path), b"") == 0
