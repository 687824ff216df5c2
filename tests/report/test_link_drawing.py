"""A drawing of links shows every line with what it says, apart from its neighbours, and what it leaves out."""

from xml.etree import ElementTree as ET

from clew.report.link_drawing import MOST_SPOTS, Framing, Line, Spot, draw_links

SVG = "{http://www.w3.org/2000/svg}"
FRAMING = Framing("Try", ("Sources: a.csv", "Handling: H0"), "No more than that.")


def drawn(spots: list[Spot], lines: list[Line]) -> ET.Element:
    return ET.fromstring(draw_links(spots, lines, FRAMING))


def texts(root: ET.Element) -> list[str]:
    return [str(one.text) for one in root.iter(f"{SVG}text")]


def some(count: int) -> list[Spot]:
    return [Spot(f"p{n}", f"Person {n}", "Person", "xk-police") for n in range(count)]


def line(a: int, b: int, label: str = "call", is_open: bool = False) -> Line:
    return Line(f"p{a}", f"p{b}", label, f"p{a} – {label} – p{b} [H0] a.csv, row 2", is_open)


def test_each_line_says_its_source_and_two_of_the_same_pair_lie_apart() -> None:
    root = drawn(some(3), [line(0, 1), line(1, 0, "payment"), line(1, 2)])
    ends = [tuple(sorted(one.attrib.items())) for one in root.iter(f"{SVG}line")]
    assert len(set(ends)) == len(ends) == 3
    titles = [one.text or "" for one in root.iter(f"{SVG}title")]
    assert sum("a.csv, row 2" in title for title in titles) == 3


def test_notes_legend_and_warning_stand_below() -> None:
    said = texts(drawn(some(2), [line(0, 1)]))
    for wanted in (
        "Try",
        "Agencies: XK xk-police",
        "Sources: a.csv",
        "Handling: H0",
        "No more than that.",
        "Person",
    ):
        assert wanted in said


def test_an_open_question_is_dashed_and_the_legend_says_so() -> None:
    root = drawn(some(3), [line(0, 1), line(1, 2, "may be the same", is_open=True)])
    assert ["stroke-dasharray" in one.attrib for one in root.iter(f"{SVG}line")] == [False, True]
    assert any("dashed" in text for text in texts(root))


def test_what_does_not_fit_is_counted_and_who_has_most_links_stays() -> None:
    spots = some(MOST_SPOTS + 5)
    root = drawn(spots, [line(0, n) for n in range(1, MOST_SPOTS + 5)])
    assert "5 further entities with fewer links are not drawn." in texts(root)
    assert "Person 0" in texts(root)


def test_parts_lie_beside_each_other_and_all_of_it_lies_on_the_page() -> None:
    root = drawn(some(12), [line(0, 1), line(2, 3), line(4, 5), line(5, 6)])
    _, _, width, height = (float(n) for n in root.attrib["viewBox"].split())
    places = set()
    for group in root.iter(f"{SVG}g"):
        if told := group.attrib.get("transform", ""):
            x, y = (float(n) for n in told.removeprefix("translate(").split(")")[0].split())
            assert 0 < x < width
            assert 0 < y < height
            places.add((round(x), round(y)))
    assert len(places) == 12


def test_the_same_links_give_the_same_drawing() -> None:
    spots, lines = some(8), [line(n, (n * 3 + 1) % 8) for n in range(8) if n != (n * 3 + 1) % 8]
    assert draw_links(spots, lines, FRAMING) == draw_links(spots, lines, FRAMING)


def test_a_name_that_looks_like_markup_stays_a_name() -> None:
    root = drawn([Spot("p0", '<b>&"x"'), Spot("p1", "B")], [line(0, 1)])
    assert '<b>&"x"' in texts(root)


def test_where_nothing_is_linked_the_page_still_says_its_sources() -> None:
    assert "Sources: a.csv" in texts(drawn([], []))
