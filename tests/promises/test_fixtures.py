"""What the tests stand on: a database of their own, a browser, steady examples."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.slow
@pytest.mark.parametrize("turn", [1, 2])
def test_a_postgresql_database_is_fresh_for_each_test(postgresql: str, turn: int) -> None:
    engine = create_engine(postgresql)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE left_behind (turn integer)"))
        found = connection.execute(text("SELECT count(*) FROM pg_stat_user_tables")).scalar()
    engine.dispose()
    assert found == 1


@pytest.mark.browser
def test_the_browser_draws_a_page(browser: "Browser") -> None:
    page = browser.new_page()
    page.set_content("<title>desk</title><p dir=rtl>جودت</p>")
    assert page.title() == "desk"
    page.close()


def test_property_tests_try_the_same_examples_every_time() -> None:
    assert settings.default is not None
    assert settings.default.derandomize
