from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.read.urls import canonical_url, page_key, publisher_of


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        (
            "HTTPS://News.Lowport.Example:443/A/b/?utm_source=x&id=5&b=1#top",
            "https://news.lowport.example/A/b?b=1&id=5",
        ),
        ("http://lowport.example:80", "http://lowport.example/"),
        ("http://lowport.example:8080/x", "http://lowport.example:8080/x"),
        ("https://amp.lowport.example/story/amp/", "https://lowport.example/story"),
        ("https://amp.example/story", "https://amp.example/story"),
        ("https://lowport.example/amp/story?outputType=amp", "https://lowport.example/story"),
        ("https://lowport.example/story.amp.html", "https://lowport.example/story.html"),
        ("https://lowport.example/camp/story", "https://lowport.example/camp/story"),
        ("https://lowport.example/s?outputType=comment", "https://lowport.example/s?outputType=comment"),
        ("https://lowport.example/s?12345", "https://lowport.example/s?12345"),
        ("https://lowport.example/s?a=%20b&a=1", "https://lowport.example/s?a=%20b&a=1"),
        ("https://ann:secret@lowport.example/s", "https://lowport.example/s"),
        (' https://lowport.example/a b"><i\n', "https://lowport.example/a%20b%22%3E%3Ci"),
    ],
)
def test_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "name", ["utm_campaign", "fbclid", "GCLID", "ref", "cmpid", "ocid", "amp", "at_medium", "xtor"]
)
def test_tracking_parameters_do_not_identify(name: str) -> None:
    assert canonical_url(f"https://lowport.example/s?{name}=1&id=2") == "https://lowport.example/s?id=2"


@pytest.mark.parametrize(
    "url",
    ["", "lowport", "javascript:alert(1)", "file:///etc/hosts", "//lowport.example/s", "http://", "http://[::1", "http://a..b/",
     "https://lowport.example:99999/", "https://lowport.example/" + "a" * 5_000, "java\x00script:alert(1)", "http://<b>/"],
)  # fmt: skip
def test_nonsense_is_no_address(url: str) -> None:
    assert canonical_url(url) is None
    assert publisher_of(url) == "unknown"


@given(st.text() | st.from_regex(r"https?://[a-z.]{1,9}(:\d{0,6})?/\S*", fullmatch=True))
def test_never_raises_and_is_settled_at_once(url: str) -> None:
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once
    assert page_key(url) == page_key(once or url)


def test_a_page_key_unites_forms_that_a_link_must_keep_apart() -> None:
    forms = ["http://lowport.example/s/", "https://www.lowport.example/s", "https://m.lowport.example/s?utm_id=3"]
    assert {page_key(form) for form in forms} == {"lowport.example/s"}
    assert len({canonical_url(form) for form in forms}) == 3


def test_publisher_is_the_host() -> None:
    assert publisher_of("https://www.lowport-gazette.example:8443/a?b=1") == "lowport-gazette.example"
