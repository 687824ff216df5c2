"""Reports as web pages: what a person sees, in which letters, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import SourceError, UnsafeSource
from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources import html_text
from clew.sources.reader import read_records
from clew.sources.readers.report_html import html as reader
from tests.sources.paper_maker import written


def items_of(evidence: Evidence, guesses: Guesses | None = None) -> list[Found | Refusal]:
    records = read_records(reader, evidence, guesses or Guesses())
    return [item for record in records for item in record]


def values(evidence: Evidence, prop: str) -> list[str]:
    found = (f for f in items_of(evidence) if isinstance(f, Found))
    return [v.text for f in found for v in f.values if v.prop == prop]


def page(inner: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{inner}</body></html>"


@pytest.mark.parametrize(
    ("inner", "seen", "why"),
    [
        ("<p>One<p>Two", ["One", "Two"], "paragraphs need no end"),
        ("a <b>bold</b>  word", ["a bold word"], "inline marks do not part words"),
        ("one<br>two", ["one\ntwo"], "a forced line end stays in its paragraph"),
        ("<ul><li>a<li>b</ul>", ["a", "b"], "list items are paragraphs"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a | b", "c"], "a table row is one"),
        ("<pre>x\n  y</pre>", ["x\ny"], "verbatim text keeps its lines"),
        ("<p>&euro;7&nbsp;000 &lt;</p>", ["€7 000 <"], "entities are characters"),
        ("a<script>b</script><style>c</style><template>d</template>e", ["ae"], "code is not seen"),
        ("a<div style='display:none'>b<p>c</div><p hidden>d</p>e", ["a", "e"], "nor what is hidden"),
        ("<!-- a -->b", ["b"], "nor comments"),
        ("<div><div>a</div></div>", ["a"], "nested blocks"),
    ],
)  # fmt: skip
def test_what_a_person_sees(tmp_path: Path, inner: str, seen: list[str], why: str) -> None:
    assert values(written(tmp_path, "a.html", page(inner)), "bodyText") == seen, why


def test_what_the_page_says_of_itself(tmp_path: Path) -> None:
    head = (
        "<title> A\nreport </title><meta name=author content='B. Zogaj'>"
        "<meta property='article:published_time' content='2014-09-24T08:30:00+02:00'>"
    )
    content = page("<p>x", head).replace("<html>", "<html lang=sq-XK>")
    evidence = written(tmp_path, "a.html", content)
    told = {prop: values(evidence, prop) for prop in ("title", "author", "publishedAt", "language")}
    assert told == {
        "title": ["A report"], "author": ["B. Zogaj"], "publishedAt": ["2014-09-24T06:30:00"],
        "language": ["sq"],
    }  # fmt: skip


def test_a_date_it_cannot_read_is_refused(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.html", page("<p>x", "<meta name=date content='last week'>"))
    refused = [i for i in items_of(evidence) if isinstance(i, Refusal)]
    assert [(r.prop, r.reason) for r in refused] == [
        ("publishedAt", "the file says 'last week' of itself, which is no date")
    ]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [
        ("windows-1251", "<meta charset=windows-1251>"),
        ("windows-1251", "<meta http-equiv=Content-Type content='text/html; charset=cp1251'>"),
        ("windows-1251", ""),
        ("utf-8", "<meta charset=utf-16>"),
        ("utf-8", "<meta charset=no-such>"),
        ("utf-16", "<meta charset=utf-8>"),
    ],
)
def test_letters_are_read_by_mark_word_or_looks(tmp_path: Path, encoding: str, meta: str) -> None:
    line = "Возило је чекало код Хоргоша, возач је дао број пасоша."
    evidence = written(tmp_path, "a.html", page(f"<p>{line}</p>", meta).encode(encoding))
    assert values(evidence, "bodyText") == [line]


def test_what_was_left_out_is_said(tmp_path: Path) -> None:
    guesses = Guesses()
    items_of(written(tmp_path, "a.html", page("a<script>b</script><p hidden>c</p>")), guesses)
    assert guesses.said["left out"] == "scripts, styles or hidden elements: 2"


def test_a_page_beyond_reason_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_text, "PAGE_BYTES", 1 << 20)
    with pytest.raises(UnsafeSource) as refusal:
        items_of(written(tmp_path, "a.html", page("x" * (2 << 20))))
    assert refusal.value.what == "the page is larger than 1 MiB"


def test_a_page_without_a_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there is no text in this report"):
        items_of(written(tmp_path, "a.html", page("<img src=a.png>")))


def test_other_xml_is_not_a_page(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.xml", "<?xml version='1.0'?><project><p>x</p></project>")
    assert reader.recognise(evidence, evidence.head()) == 0.0


def test_a_long_paragraph_comes_in_pieces_under_one_spot(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.html", page("<p>" + "word " * 60_000 + "<p>End"))
    found = (f for f in items_of(evidence) if isinstance(f, Found))
    spots = [f.spot for f in found for v in f.values if v.prop == "bodyText"]
    assert set(spots[:-1]) == {"paragraph 1"}
    assert spots[-1] == "paragraph 2"


def test_an_excerpt_shows_the_neighbours(tmp_path: Path) -> None:
    evidence = written(tmp_path, "a.html", page("".join(f"<p>Line {n}" for n in range(1, 20))))
    shown = reader.excerpt(evidence, "paragraph 2").lines
    assert [spot for spot, _, _ in shown] == [f"paragraph {n}" for n in range(1, 8)]


def text_or_refusal(evidence: Evidence) -> str:
    """Give "text" when there is some, or when the refusal says that there is none."""
    try:
        return "text" if values(evidence, "bodyText") else "nothing"
    except SourceError as exc:
        return "text" if exc.what == "there is no text in this report" else exc.what


TAGS = ["<p>", "</p>", "<div>", "</div>", "<td>", "<tr>", "<br>", "<script>", "</script>", "<!--",
        "-->", "<p hidden>", "&#0;", "&", "<", "]]>", "<svg><title>", "\ue000", "</html>"]  # fmt: skip


@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=5), max_size=30))
def test_any_page_at_all_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    content = ("<html>" + "".join(parts)).encode("utf-8", errors="replace")
    evidence = written(tmp_path_factory.mktemp("any"), "a.html", content)
    assert text_or_refusal(evidence) == "text"
