"""Right to left: the style names no left and no right where the reading direction decides."""

from __future__ import annotations

import re

from coranto.publish.folder import static_file


def test_the_style_follows_the_direction_of_reading() -> None:
    style = re.sub(r"/\*.*?\*/", "", static_file("coranto.css"), flags=re.DOTALL)
    named = re.findall(
        r"(?:(?:margin|padding|border)-(?:left|right)|text-align: ?(?:left|right)|[;{ ](?:left|right):)", style
    )
    assert named == []
