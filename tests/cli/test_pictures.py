"""--out of the terminal: the end of the name says what is written, and nothing is written over."""

from pathlib import Path

import networkx as nx
import pytest

from tests.cli.running import clew, clew_json, passengers

LINKS = "source,target,weight\nAgim,Besim,2\nBesim,Cane,1\nCane,Agim,3\nDritan,Agim,1\n"


@pytest.fixture
def links(tmp_path: Path) -> Path:
    path = tmp_path / "links.csv"
    path.write_text(LINKS)
    return path


@pytest.mark.parametrize("kind", ["svg", "png", "pdf", "gexf", "csv", "xlsx", "md"])
def test_a_network_is_written_as_the_name_ends(links: Path, tmp_path: Path, kind: str) -> None:
    begins = {
        "svg": b"<svg",
        "png": b"\x89PNG",
        "pdf": b"%PDF",
        "gexf": b"<?xml",
        "csv": b"\xef\xbb\xbfsource",
        "xlsx": b"PK",
        "md": b"# ",
    }
    out = tmp_path / f"net.{kind}"
    assert clew_json("network", links, "--out", out) == {"file": str(out), "nodes": 4, "ties": 4}
    assert out.read_bytes().lstrip().startswith(begins[kind])


def test_a_measure_asked_for_stands_in_what_is_written(links: Path, tmp_path: Path) -> None:
    out = tmp_path / "net.graphml"
    clew("network", links, "--measure", "pagerank", "--out", out)
    told = nx.read_graphml(out)
    assert sum(value for _, value in told.nodes(data="pagerank")) == pytest.approx(1)
    assert sum(value for *_, value in told.edges(data="weight")) == 7


def test_a_name_that_does_not_say_what_it_is_to_be_is_refused(links: Path, tmp_path: Path) -> None:
    done = clew("network", links, "--out", tmp_path / "net.docx")
    assert done.exit_code != 0
    assert ".graphml" in done.stderr
    assert not (tmp_path / "net.docx").exists()


def test_a_file_that_is_there_is_not_written_over(links: Path, tmp_path: Path) -> None:
    out = tmp_path / "net.svg"
    out.write_text("mine")
    assert "is there already" in clew("network", links, "--out", out).stderr
    assert out.read_text() == "mine"


def test_key_players_are_no_network_to_write(links: Path, tmp_path: Path) -> None:
    done = clew("network", links, "--key-players", "1", "--out", tmp_path / "net.svg")
    assert "--key-players" in done.stderr


def test_the_links_of_a_case_and_detections_are_drawn(tmp_path: Path) -> None:
    case, table = tmp_path / "case", tmp_path / "detections.csv"
    clew("add", case, passengers(tmp_path / "list.csv", 3), "--agency", "rs-police")
    clew("chart", case, "--out", tmp_path / "chart.pdf")
    assert (tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF")
    table.write_text("route,n,month\nNorth,5,2015-01\nNorth,7,2015-02\n")
    clew("borders", table, "--out", tmp_path / "borders.svg")
    assert "detections, not persons" in (tmp_path / "borders.svg").read_text("utf-8")
    assert clew("money", case, "--out", tmp_path / "money.md").exit_code == 0
    assert (tmp_path / "money.md").read_text("utf-8").startswith("# case · money")
