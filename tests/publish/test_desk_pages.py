"""The desk over the web: who may act, from where, and what comes of it, by form and by API (group J: J4, J5, J7)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told
from tests.publish.strangers import PAYLOADS, hostile, live

from coranto.cli import main
from coranto.errors import FetchError, OutputError, SettingsError
from coranto.net.fetch import WebFetcher
from coranto.publish.app import create_app
from coranto.publish.web.tokens import add_token, load_tokens
from coranto.publish.web.writing import LONGEST_BODY, Hands
from coranto.stores.sql import open_store
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON
from coranto.types import Feed

TODAY = date(2026, 6, 1)
ONE, TWO, THREE = report(1, "A Post"), report(2, "B Courier"), report(3, "C Mail")
HOST = {"base_url": "http://127.0.0.1:8000", "follow_redirects": False}


@dataclass
class Site:
    store: MemoryStore
    client: TestClient
    secrets: dict[str, str]
    refreshed: list[int] = field(default_factory=list)

    def bearer(self, name: str = "ida") -> dict[str, str]:
        return {"authorization": f"Bearer {self.secrets[name]}"}

    def page(self, path: str, name: str = "ida") -> html.HtmlElement:
        answer = self.client.get(path, headers=self.bearer(name))
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert live(answer.text) == []
        return html.fromstring(answer.text)

    def sign(self, name: str = "ida") -> str:
        path = "/admin/feeds/" if name == "feeder" else "/admin/"
        (first, *_) = self.page(path, name).xpath("//input[@name='sign']/@value")
        return str(first)

    def send(
        self, form: dict[str, str | list[str]], path: str = "/admin/acts", name: str = "ida", **headers: str
    ) -> str:
        answer = self.client.post(path, data=form, headers={**self.bearer(name), **headers})
        assert answer.status_code == 303, answer.text
        shown = self.client.get(answer.headers["location"], headers=self.bearer(name))
        return str(html.fromstring(shown.text).xpath("string(//p[@role='status'])"))


def refuse(url: str) -> tuple[Feed, bool]:
    WebFetcher().fetch(url)
    raise AssertionError("it was read")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    file = tmp_path / "tokens"
    kept = archive([(told("s1", ONE, TWO), [ONE, TWO]), (told("s2", THREE), [THREE])])
    kept.add_feed(Feed(url="https://post.example/feed", added_at=NOON, next_at=None, trouble="gone", detail="410"))
    secrets = {
        "ida": add_token(file, "ida", ("desk", "feeds"), TODAY),
        "feeder": add_token(file, "feeder", ("feeds",), TODAY),
        "reader": add_token(file, "reader", ("read",), TODAY),
        "past": add_token(file, "past", ("desk",), date(2026, 5, 31)),
    }
    refreshed: list[int] = []
    hands = Hands(tokens=load_tokens(file, lambda: TODAY), refresh=lambda: refreshed.append(1), add_feed=refuse)
    client = TestClient(create_app(kept, hands=hands), **HOST)  # type: ignore[arg-type]
    return Site(store=kept, client=client, secrets=secrets, refreshed=refreshed)


# --- J4: who may write ----------------------------------------------------------------------------------------

DEED = {"kind": "lock", "stories": ["s1"]}


@pytest.mark.parametrize(("path", "method"), [("/admin/", "GET"), ("/admin/acts", "POST"), ("/api/v1/acts", "POST")])
def test_j4_without_a_token_that_may_nothing_is_done(site: Site, path: str, method: str) -> None:
    def status(**headers: str) -> int:
        sent = {"json": DEED} if method == "POST" else {}
        return site.client.request(method, path, headers=headers, **sent).status_code  # type: ignore[arg-type]

    assert status() == 401
    assert status(authorization="Bearer nonsense") == 401
    assert status(authorization="Basic !!!") == 401
    assert status(**site.bearer("past")) == 401
    assert status(**site.bearer("reader")) == 403
    assert status(**site.bearer("feeder")) == 403
    assert site.store.acts() == []


def test_j4_where_nobody_may_act_there_is_no_desk() -> None:
    client = TestClient(create_app(MemoryStore()), **HOST)  # type: ignore[arg-type]
    assert client.get("/admin/").status_code == 404
    assert client.post("/api/v1/acts", json=DEED).status_code == 413, "no body is taken anywhere"
    assert "/api/v1/acts" not in client.get("/openapi.json").json()["paths"]


def test_j4_a_holder_may_read_a_guarded_site_and_the_site_s_own_token_only_reads(site: Site, tmp_path: Path) -> None:
    hands = Hands(tokens=load_tokens(tmp_path / "tokens", lambda: TODAY), refresh=lambda: None)
    own = "an-invented-secret-of-some-length"
    client = TestClient(create_app(site.store, token=own, hands=hands), **HOST)  # type: ignore[arg-type]
    assert client.get("/").status_code == 401
    assert client.get("/", headers=site.bearer("reader")).status_code == 200
    assert client.get("/", headers={"authorization": f"Bearer {own}"}).status_code == 200
    assert client.post("/api/v1/acts", json=DEED, headers={"authorization": f"Bearer {own}"}).status_code == 401


def test_only_hashes_are_kept(site: Site, tmp_path: Path) -> None:
    kept = (tmp_path / "tokens").read_text("utf-8")
    assert not any(secret in kept for secret in site.secrets.values())
    assert (tmp_path / "tokens").stat().st_mode & 0o077 == 0


def test_a_token_is_made_from_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CORANTO_TOKENS", str(tmp_path / "tokens"))
    arguments = ["token", "ida", "--scope", "desk", "--scope", "feeds", "--days", "10", "--now", "2026-06-01T12:00:00Z"]
    assert main(arguments) == 0
    made = capsys.readouterr().out.strip()
    for today, there in ((date(2026, 6, 11), True), (date(2026, 6, 12), False)):
        holder = load_tokens(tmp_path / "tokens", lambda: today).holder(made)  # noqa: B023
        assert (holder is not None) == there
    assert main(["token", "Ida B", "--scope", "desk"]) == 2
    assert main(["token", "ida", "--scope", "everything"]) == 2
    monkeypatch.delenv("CORANTO_TOKENS")
    assert main(["token", "ida"]) == 2


def test_a_file_of_tokens_that_cannot_be_read_stops_the_program(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        load_tokens(tmp_path / "none", lambda: TODAY)
    (tmp_path / "odd").write_text("ida desk tomorrow 00\n")
    with pytest.raises(SettingsError):
        load_tokens(tmp_path / "odd", lambda: TODAY)
    with pytest.raises(OutputError):
        add_token(tmp_path / "no" / "folder", "ida", ("desk",), TODAY)


# --- J5: from where -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.elsewhere.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_j5_pages_of_other_sites_can_not_act(site: Site, headers: dict[str, str]) -> None:
    form = {"kind": "lock", "story": "s1", "sign": site.sign()}
    assert site.client.post("/admin/acts", data=form, headers={**site.bearer(), **headers}).status_code == 403
    assert site.client.post("/api/v1/acts", json=DEED, headers={**site.bearer(), **headers}).status_code == 403
    assert site.store.acts() == []


@pytest.mark.parametrize("sign", ["", "0" * 64, "é"])
def test_j5_a_form_that_is_not_ours_does_nothing(site: Site, sign: str) -> None:
    form = {"kind": "lock", "story": "s1", "sign": sign}
    assert site.client.post("/admin/acts", data=form, headers=site.bearer()).status_code == 403
    assert site.store.acts() == []


def test_j5_the_sign_of_another_holder_does_nothing(site: Site) -> None:
    form = {"kind": "lock", "story": "s1", "sign": site.sign("feeder")}
    assert site.client.post("/admin/acts", data=form, headers=site.bearer()).status_code == 403


def test_j9_a_large_or_shapeless_form_is_refused(site: Site) -> None:
    large = site.client.post("/admin/acts", content=b"a" * (LONGEST_BODY + 1), headers=site.bearer())
    assert large.status_code == 413
    for kind in ("application/json", "multipart/form-data; boundary=x"):
        headers = {**site.bearer(), "content-type": kind}
        assert site.client.post("/admin/acts", content=b"--x", headers=headers).status_code == 403
    many = "&".join(f"a{n}=1" for n in range(500)).encode()
    headers = {**site.bearer(), "content-type": "application/x-www-form-urlencoded"}
    assert site.client.post("/admin/acts", content=many, headers=headers).status_code == 403


# --- what is done ---------------------------------------------------------------------------------------------


def test_a_reader_merges_locks_and_takes_back_by_forms(site: Site) -> None:
    sign = site.sign()
    assert (
        site.send({"kind": "merge", "story": ["s1", "s2"], "reason": "One\naffair", "sign": sign}) == "Act 1 is done."
    )
    (act,) = site.store.acts()
    assert (act.kind, act.actor, act.reason) == ("merge", "ida", "One affair")
    assert site.refreshed == [1]
    assert site.send({"kind": "unlock", "story": "s1", "sign": sign}) == "Nothing was to be done."
    page = site.page("/admin/")
    assert page.xpath("//button[@aria-label='Undo act 1']")
    assert site.send({"kind": "undo", "act": "1", "sign": sign}) == "Act 2 is done."
    assert not site.page("/admin/").xpath("//button[starts-with(@aria-label, 'Undo')]")
    assert site.store.story("s2") is not None


def test_a_story_is_split_moved_and_locked_by_forms(site: Site) -> None:
    page = site.page("/admin/stories/s1/")
    assert {box.get("value") for box in page.xpath("//input[@type='checkbox']")} == {ONE.id, TWO.id}
    sign = page.xpath("//input[@name='sign']/@value")[0]
    assert site.send({"kind": "split", "story": "s1", "article": [TWO.id], "sign": sign}) == "Act 1 is done."
    assert site.send({"kind": "move", "story": "s2", "article": TWO.id, "sign": sign}) == "Act 2 is done."
    placed = site.store.assignment(TWO.id)
    assert placed is not None
    assert placed.story_id == "s2"
    assert site.send({"kind": "lock", "story": "s2", "sign": sign}) == "Act 3 is done."
    assert "Let it take articles again" in site.client.get("/admin/stories/s2/", headers=site.bearer()).text
    assert "is locked" in site.send({"kind": "move", "story": "s2", "article": ONE.id, "sign": sign})


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "lock", "story": "nobody"},
        {"kind": "lock"},
        {"kind": "split", "story": "s1"},
        {"kind": "split", "story": "s1", "article": "a0"},
        {"kind": "move", "story": "s1"},
        {"kind": "delete", "story": "s1"},
        {"kind": "undo", "act": "99"},
        {"kind": "undo", "act": "x"},
        {},
    ],
)
def test_what_cannot_be_done_is_said(site: Site, form: dict[str, str | list[str]]) -> None:
    assert site.send({**form, "sign": site.sign()}) not in {"", "Act 1 is done."}
    assert site.store.acts() == []


def test_the_api_does_the_same(site: Site) -> None:
    def send(**deed: object) -> tuple[int, dict[str, object]]:
        answer = site.client.post("/api/v1/acts", json=deed, headers=site.bearer())
        return answer.status_code, answer.json() if answer.content else {}

    status, done = send(kind="merge", stories=["s1", "s2"], reason="One affair")
    assert (status, done["number"], done["actor"], done["articles"]) == (201, 1, "ida", [THREE.id])
    assert site.refreshed == [1]
    assert send(kind="unlock", stories=["s1"])[0] == 204
    assert send(kind="lock", stories=["nobody"])[0] == 404
    assert send(kind="split", stories=["s1"])[0] == 409
    assert send(kind="burn", stories=["s1"])[0] == 400
    assert send(kind="lock", stories=["s1"], extra=1)[0] == 400
    assert send(kind="undo", act="1")[0] == 400
    assert send(kind="undo", act=True)[0] == 400
    wrong = site.client.request("PUT", "/api/v1/acts", content=b"{}", headers=site.bearer())
    assert wrong.status_code == 405
    assert send(kind="undo")[1]["undoes"] == 1
    described = site.client.get("/openapi.json").json()["paths"]["/api/v1/acts"]["post"]["responses"]
    assert {"201", "204", "400", "401", "403", "404", "409", "413"} == set(described)


# --- J7: feeds ------------------------------------------------------------------------------------------------


def test_feeds_are_shown_with_their_trouble_and_removed(site: Site) -> None:
    text = site.page("/admin/feeds/", "feeder").text_content()
    assert "gone" in text
    assert "asked no more" in text
    form = {"do": "remove", "url": "https://post.example/feed", "sign": site.sign("feeder")}
    assert site.send(form, "/admin/feeds", "feeder") == "The feed is removed."
    assert site.store.feeds() == []


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/feed.xml", "http://localhost/", "file:///etc/passwd", "http://[::1]/", "http://0/"]
)
def test_j7_an_address_of_one_s_own_network_is_no_feed(site: Site, url: str) -> None:
    with pytest.raises(FetchError):
        refuse(url)
    said = site.send({"do": "add", "url": url, "sign": site.sign("feeder")}, "/admin/feeds", "feeder")
    assert "added" not in said
    assert len(site.store.feeds()) == 1


# --- J11: strangers' words on the desk ------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS[::7])
def test_j11_words_of_strangers_stay_words_on_the_desk(payload: str, tmp_path: Path) -> None:
    edition = hostile(payload, told("s1", ONE))
    kept = archive([(edition, [ONE])])
    kept.add_feed(
        Feed(url="https://x.example/", added_at=NOON, next_at=None, title=payload, trouble="x", detail=payload)
    )
    secret = add_token(tmp_path / "tokens", "ida", ("desk", "feeds"), TODAY)
    hands = Hands(tokens=load_tokens(tmp_path / "tokens", lambda: TODAY), refresh=lambda: None)
    client = TestClient(create_app(kept, hands=hands), headers={"authorization": f"Bearer {secret}"}, **HOST)  # type: ignore[arg-type]
    for path in ("/admin/", "/admin/stories/s1/", "/admin/feeds/"):
        answer = client.get(path, params={"said": payload.encode("utf-8", "replace")})
        assert answer.status_code == 200
        assert live(answer.text) == []


def test_it_works_over_a_real_store(tmp_path: Path) -> None:
    kept = open_store(str(tmp_path / "a.db"))
    secret = add_token(tmp_path / "tokens", "ida", ("desk",), TODAY)
    hands = Hands(tokens=load_tokens(tmp_path / "tokens", lambda: TODAY), refresh=lambda: None)
    with TestClient(create_app(kept, hands=hands), **HOST) as client:  # type: ignore[arg-type]
        answer = client.get("/admin/", headers={"authorization": f"Bearer {secret}"})
    kept.close()
    assert "Nothing was done yet." in answer.text
