"""Where the system has no Chromium, the one among the desk's npm packages does the walk."""

import pytest

from tests.browser import PACKAGE, UNPACKED, packaged_chromium, running


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_from_npm_draws_a_page() -> None:
    if not PACKAGE.is_dir():
        pytest.skip("desk/node_modules holds no Chromium: run `make desk`")
    with running(packaged_chromium(UNPACKED)) as browser:
        page = browser.new_page()
        page.set_content("<title>desk</title>")
        assert page.title() == "desk"
