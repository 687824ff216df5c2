"""Photographs of documents: zones any way round, what cameras write, and damaged pictures."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cv2")
pytest.importorskip("onnxruntime")
from PIL import Image

from clew.errors import BrokenRecord, NotFound, SourceError
from clew.exercise.bearers import Bearer, zone
from clew.exercise.photographs import photograph
from clew.matching.documents.likeness import FEW_BITS
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.model.mrz_letters import ALPHABET
from clew.sources.mrz_pictures import zones
from clew.sources.ocr import Eye, Looking, eye
from clew.sources.pictures import picture_hash, pictures
from clew.sources.reader import read_records
from clew.sources.readers.picture import PICTURE

ANA = Bearer("HOTI", "ANA", "F", date(1990, 1, 1), "RKS", "P", "P00000102", date(2030, 2, 1))
Items = list[Found | Refusal]


def evidence_of(folder: Path, raw: bytes, name: str = "photo.png") -> Evidence:
    path = folder / name
    path.write_bytes(raw)
    return Evidence(path, name, "0" * 64, path.stat().st_size, "rs-police")


def read(evidence: Evidence) -> Items:
    return [i for record in read_records(PICTURE, evidence, Guesses()) for i in record]


def of(items: Items, schema: str) -> list[Found]:
    return [i for i in items if isinstance(i, Found) and i.schema == schema]


def said(found: Found, prop: str) -> list[str]:
    return [value.text for value in found.values if value.prop == prop]


def jpeg(exif: Image.Exif | None = None, size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    shades = Image.linear_gradient("L").resize(size).convert("RGB")
    shades.save(out, "JPEG", **({"exif": exif} if exif else {}))
    return out.getvalue()


def camera(taken: str = "", offset: str = "", gps: dict[int, Any] | None = None) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Exercise"
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    if gps:
        exif.get_ifd(0x8825).update(gps)
    return exif


@pytest.mark.parametrize("turned", [0, 90, 180, 270, 8, -17, 40])
def test_a_passport_is_read_any_way_round(tmp_path: Path, turned: float) -> None:
    items = read(evidence_of(tmp_path, photograph(ANA, "TD3", turned=turned)))
    (passport,) = of(items, "Passport")
    assert (said(passport, "number"), said(passport, "endDate")) == (["P00000102"], ["2030-02-01"])


@pytest.mark.parametrize(("form", "code"), [("TD1", "ID"), ("TD2", "ID"), ("MRV-A", "V")])
def test_cards_and_visas_are_read(tmp_path: Path, form: str, code: str) -> None:
    told = {name: getattr(ANA, name) for name in ANA.__slots__}
    items = read(evidence_of(tmp_path, photograph(Bearer(**{**told, "code": code}), form)))
    (document,) = of(items, "Identification")
    assert said(document, "number") == ["P00000102"]


def test_a_document_has_its_picture_as_proof_and_what_is_printed_is_kept(tmp_path: Path) -> None:
    items = read(evidence_of(tmp_path, photograph(ANA, "TD3")))
    (image,), (passport,) = of(items, "Image"), of(items, "Passport")
    assert said(passport, "proof") == [image.key]
    assert "HOTI" in said(image, "bodyText")[0]


def test_a_zone_can_be_opened_with_its_lines(tmp_path: Path) -> None:
    evidence = evidence_of(tmp_path, photograph(ANA, "TD3"))
    lines = PICTURE.excerpt(evidence, "picture, zone 1 line 2").lines
    assert [cells for _, cells, here in lines if here] == [(zone(ANA, "TD3")[1],)]
    with pytest.raises(NotFound, match="there is no 'picture, zone 2'"):
        PICTURE.excerpt(evidence, "picture, zone 2")


def test_a_zone_that_is_cut_off_is_refused_with_what_could_be_read(tmp_path: Path) -> None:
    whole = Image.open(io.BytesIO(photograph(ANA, "TD3")))
    out = io.BytesIO()
    whole.crop((0, 0, whole.width - 180, whole.height)).save(out, "PNG")
    refused = [i for i in read(evidence_of(tmp_path, out.getvalue())) if isinstance(i, Refusal)]
    assert refused
    assert refused[0].value.startswith("P<RKSHOTI")


def test_time_and_place_of_the_camera_become_values(tmp_path: Path) -> None:
    gps = {1: "N", 2: (42.0, 12.0, 36.0), 3: "E", 4: (20.0, 44.0, 24.0)}
    items = read(evidence_of(tmp_path, jpeg(camera("2026:11:22 13:00:00", "+01:00", gps)), "a.jpg"))
    (image,), (place,) = of(items, "Image"), of(items, "Address")
    assert said(image, "authoredAt") == ["2026-11-22T12:00:00"]
    assert said(place, "full") == ["42.210000, 20.740000"]


def test_a_time_without_offset_gives_its_day(tmp_path: Path) -> None:
    (image,) = of(
        read(evidence_of(tmp_path, jpeg(camera("2026:11:22 13:00:00")), "a.jpg")), "Image"
    )
    assert said(image, "authoredAt") == ["2026-11-22"]


@pytest.mark.parametrize(
    ("exif", "reason"),
    [
        (camera("1970:01:01 00:03:00"), "is the day a clock shows that was never set"),
        (camera("2026:02:31 00:03:00"), "is no date"),
        (
            camera(gps={1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}),
            "the place 0, 0 stands where a camera knew none",
        ),
    ],
)
def test_what_a_camera_cannot_have_known_is_refused(
    tmp_path: Path, exif: Image.Exif, reason: str
) -> None:
    items = read(evidence_of(tmp_path, jpeg(exif), "a.jpg"))
    assert [reason in i.reason for i in items if isinstance(i, Refusal)] == [True]


def test_a_picture_made_smaller_keeps_nearly_the_same_hash() -> None:
    whole = Image.open(io.BytesIO(photograph(ANA, "TD3"))).convert("RGB")
    hashes = [
        picture_hash(eye()._np.array(whole.resize(size))) for size in ((640, 448), (320, 224))
    ]
    differing = (int(hashes[0], 16) ^ int(hashes[1], 16)).bit_count()
    assert differing <= 4


def test_one_portrait_on_two_passports_is_alike_and_another_is_not(tmp_path: Path) -> None:
    def portrait(face: int, turned: float, number: str) -> int:
        told = {**{name: getattr(ANA, name) for name in ANA.__slots__}, "number": number}
        raw = photograph(Bearer(**told), "TD3", width=800, turned=turned, face=face)
        (passport,) = of(read(evidence_of(tmp_path, raw)), "Passport")
        return int(said(passport, "portraitHash")[0], 16)

    one, other = portrait(0, 0, "P00000102"), portrait(0, 12, "P55500103")
    assert (one ^ other).bit_count() <= FEW_BITS < (one ^ portrait(2, 0, "P00000104")).bit_count()


def test_a_picture_of_one_colour_has_no_hash() -> None:
    assert picture_hash(eye()._np.full((20, 20, 3), 90, "uint8")) == ""


def test_a_picture_cut_short_is_refused(tmp_path: Path) -> None:
    raw = jpeg(size=(800, 600))
    with pytest.raises(BrokenRecord, match="cannot be opened whole"):
        list(pictures(evidence_of(tmp_path, raw[: len(raw) // 2])))


def test_pages_of_a_tiff_are_pictures_each_and_what_is_not_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clew.sources.pictures._MOST_PAGES", 20)
    pages = [Image.new("L", (40, 30), shade * 11) for shade in range(22)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    items = read(evidence_of(tmp_path, out.getvalue(), "scan.tif"))
    assert [image.spot for image in of(items, "Image")][::19] == ["picture", "picture 20"]
    assert [i.reason for i in items if isinstance(i, Refusal)] == [
        "the file holds 22 pictures, the first 20 of them are read"
    ]


def test_without_its_libraries_the_reader_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(SourceError, match="onnxruntime is missing") as caught:
        Eye()
    assert "clew[pictures]" in caught.value.do


@pytest.mark.slow
def test_of_fully_legible_pictures_at_most_one_in_nine_fails_a_digit(shared: Path) -> None:
    folder = shared / "data/travel/mrz_images"
    failed = []
    for path in sorted(folder.glob("100_*")):
        items = read(evidence_of_file(path))
        papers = [*of(items, "Passport"), *of(items, "Identification")]
        if not papers or any(isinstance(i, Refusal) for i in items):
            failed.append(path.name)
    assert len(failed) <= 1, failed


@pytest.mark.slow
def test_no_real_picture_breaks_the_reader(shared: Path) -> None:
    paths = sorted((shared / "data/travel/mrz_images").iterdir())
    assert all(of(read(evidence_of_file(path)), "Image") for path in paths)


def evidence_of_file(path: Path) -> Evidence:
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")


def test_a_line_that_surely_lies_as_it_was_read_is_not_read_upside_down(tmp_path: Path) -> None:
    (picture,) = pictures(evidence_of(tmp_path, photograph(ANA, "TD3", width=900)))
    looking = Looking(eye(), picture.pixels)
    boxes = eye().lines(picture.pixels)
    assert [seen.mended.mrz.is_good for seen in zones(looking, boxes)] == [True]
    assert not [box for box in looking.seen if box not in boxes]


def test_a_line_is_looked_at_once_whatever_letters_are_sought_in_it(tmp_path: Path) -> None:
    (picture,) = pictures(evidence_of(tmp_path, photograph(ANA, "TD3", width=900)))
    looking = Looking(eye(), picture.pixels)
    box = max(eye().lines(picture.pixels), key=lambda one: one.length)
    assert looking.glance(box) is looking.glance(box)
    for alphabet in ("", ALPHABET):
        once, anew = (
            looking.glance(box).read(alphabet),
            eye().read(eye().crop(picture.pixels, box), alphabet),
        )
        assert (once.text, once.sure) == (anew.text, anew.sure)
