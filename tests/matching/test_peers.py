"""The matchers clew is measured against."""

import pytest

from clew.matching.peers import PEERS, peer


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_finds_a_name_like_itself(name: str) -> None:
    assert peer(name).score(["Dragan Petkov"], ["Dragan Petkov"], True).score == pytest.approx(1)


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_tells_strangers_apart(name: str) -> None:
    assert peer(name).score(["Dragan Petkov"], ["Wu Xiaoling"], True).score < 0.7


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_scores_organisations_too(name: str) -> None:
    assert peer(name).score(["Blue Harbour Ltd"], ["Blue Harbour Ltd"], False).score >= 0.9


def test_jaro_winkler_takes_the_two_names_most_alike() -> None:
    found = peer("jaro-winkler").score(["A. Novak", "Ana Novak"], ["ANA NOVAK"], True)
    assert (found.score, found.a) == (1.0, "Ana Novak")


def test_jaro_winkler_gives_the_published_value_for_dixon() -> None:
    found = peer("jaro-winkler").score(["dixon"], ["dicksonx"], True)
    assert found.score == pytest.approx(0.8133, abs=1e-4)
