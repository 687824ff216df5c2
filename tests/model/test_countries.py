"""Countries by code and name."""

import subprocess
import sys

from followthemoney.types import registry

from clew.model.countries import _OURS, _usual, country_code


def test_the_usual_words_are_read_as_followthemoney_reads_them() -> None:
    said = {word: registry.country.clean(word) for word in _usual() if word not in _OURS}
    assert said == {word: code for word, code in _usual().items() if word not in _OURS}


def test_a_word_that_is_not_usual_is_asked_of_followthemoney() -> None:
    assert country_code("Côte d'Ivoire") == "ci"
    assert country_code("Ruritania") is None


def test_usual_countries_are_known_without_loading_followthemoney() -> None:
    ask = "import sys; from clew.model.countries import country_code as c; c('RS'), c('Albania')"
    check = f"{ask}; sys.exit('followthemoney' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
