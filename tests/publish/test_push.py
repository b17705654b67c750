"""Push: a plan, an outbox that survives, signed webhooks, mail that a real server takes, and guarded addresses."""

from __future__ import annotations

import base64
import hmac
import json
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from tests.publish.press import archive, report, told
from tests.publish.strangers import PAYLOADS, live

from coranto.cli import main
from coranto.errors import FetchError, SettingsError
from coranto.net.posting import Sender
from coranto.publish.cards import card_of
from coranto.publish.push.messages import MOST_STORIES, mail, message_of, ntfy, webhook
from coranto.publish.push.outbox import MOST_ATTEMPTS, Outbox, load_outbox, save_outbox
from coranto.publish.push.plan import Plan, Post, load_plan
from coranto.publish.push.round import Round, push_round, smtp
from coranto.stores.sql import open_store
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON, sample_assignment, sample_story

SECRET = "an-invented-secret-of-some-length"
LATER = NOON + timedelta(days=60)
ONE, TWO = report(1, "A Post", title="Ferry sails to Ostmark"), report(2, "B Courier", title="Strike ends in Karsk")
WEBHOOK = f"""
[[to]]
name = "desk"
webhook = "https://hooks.example/news"
secret = "{SECRET}"
every = "30m"
"""


def plan(tmp_path: Path, text: str = WEBHOOK, **environment: str) -> Plan:
    file = tmp_path / "plan.toml"
    file.write_text(text, "utf-8")
    return load_plan(file, environment)


@dataclass
class World:
    """What was sent, and what the other side answers."""

    status: int = 200
    posted: list[tuple[str, bytes, dict[str, str], bool]] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)
    kept: int = 0

    def post(self, url: str, body: bytes, headers: Mapping[str, str], private: bool) -> int:
        self.posted.append((url, body, dict(headers), private))
        if self.status == 0:
            raise FetchError("it did not answer", mend="later")
        return self.status

    def send(self, _post: Post, made: EmailMessage) -> None:
        self.mails.append(made)

    def keep(self, _outbox: Outbox) -> None:
        self.kept += 1

    def round(self, store: MemoryStore, told_to: Plan, outbox: Outbox, minutes: float = 0) -> Round:
        return push_round(
            store,
            told_to,
            outbox,
            now=LATER + timedelta(minutes=minutes),
            base="https://news.example/",
            post=self.post,
            send=self.send,
            keep=self.keep,
        )


def store() -> MemoryStore:
    return archive([(told("s1", ONE), [ONE]), (told("s2", TWO), [TWO])])


def grow(kept: MemoryStore, story_id: str, revision: int) -> None:
    kept.add_edition(told(story_id, ONE if story_id == "s1" else TWO, revision=revision))


def stories(body: bytes) -> list[tuple[str, int]]:
    return [(each["id"], each["revision"]) for each in json.loads(body)["data"]["stories"]]


def test_who_is_new_is_told_only_of_what_comes(tmp_path: Path) -> None:
    kept, world, outbox, to = store(), World(), Outbox(), plan(tmp_path)
    assert world.round(kept, to, outbox) == Round(sent=0, failed=0, given_up=0)
    grow(kept, "s1", 2)
    assert world.round(kept, to, outbox, 1).sent == 1
    assert [stories(body) for _, body, _, _ in world.posted] == [[("s1", 2)]]
    assert world.round(kept, to, outbox, 60).sent == 0


def test_news_is_grouped_and_comes_no_oftener_than_asked(tmp_path: Path) -> None:
    kept, world, outbox, to = store(), World(), Outbox(), plan(tmp_path)
    world.round(kept, to, outbox)
    grow(kept, "s1", 2)
    world.round(kept, to, outbox, 1)
    grow(kept, "s1", 3)
    grow(kept, "s2", 2)
    assert world.round(kept, to, outbox, 10).sent == 0
    assert world.round(kept, to, outbox, 31).sent == 1
    assert sorted(stories(world.posted[-1][1])) == [("s1", 3), ("s2", 2)]


def test_what_does_not_arrive_is_tried_again_and_keeps_its_id(tmp_path: Path) -> None:
    kept, world, outbox, to = store(), World(status=503), Outbox(), plan(tmp_path)
    world.round(kept, to, outbox)
    grow(kept, "s1", 2)
    assert world.round(kept, to, outbox, 1).failed == 1
    assert world.round(kept, to, outbox, 1.5).failed == 0, "its pause is not over"
    world.status = 0
    assert world.round(kept, to, outbox, 2.1).failed == 1
    assert outbox.waiting[0].trouble == "it did not answer"
    world.status = 204
    assert world.round(kept, to, outbox, 5).sent == 1
    assert len({headers["Webhook-Id"] for _, _, headers, _ in world.posted}) == 1


def test_after_many_attempts_a_message_is_given_up_and_kept_to_be_seen(tmp_path: Path) -> None:
    kept, world, outbox, to = store(), World(status=500), Outbox(), plan(tmp_path)
    world.round(kept, to, outbox)
    grow(kept, "s1", 2)
    rounds = [world.round(kept, to, outbox, 1 + 60 * 24 * n) for n in range(MOST_ATTEMPTS)]
    assert [each.given_up for each in rounds] == [0] * (MOST_ATTEMPTS - 1) + [1]
    assert outbox.given_up[0].trouble == "it answered 500"
    assert not outbox.waiting


def test_a_redirect_is_no_arrival(tmp_path: Path) -> None:
    kept, world, outbox, to = store(), World(status=302), Outbox(), plan(tmp_path)
    world.round(kept, to, outbox)
    grow(kept, "s1", 2)
    assert world.round(kept, to, outbox, 1).failed == 1


def test_only_what_fits_is_told(tmp_path: Path) -> None:
    text = WEBHOOK + 'query = "strike"\n' + '[[to]]\nname = "many"\nntfy = "https://ntfy.example/x"\norigins = 2\n'
    kept, world, outbox, to = store(), World(), Outbox(), plan(tmp_path, text)
    world.round(kept, to, outbox)
    for story_id in ("s1", "s2"):
        grow(kept, story_id, 2)
    world.round(kept, to, outbox, 1)
    assert [(url, stories(body)) for url, body, _, _ in world.posted] == [("https://hooks.example/news", [("s2", 2)])]


def test_the_outbox_is_kept_before_sending_and_after_each_attempt(tmp_path: Path) -> None:
    kept, world, outbox, to = store(), World(), Outbox(), plan(tmp_path)
    world.round(kept, to, outbox)
    assert world.kept == 1
    grow(kept, "s1", 2)
    world.round(kept, to, outbox, 1)
    assert world.kept == 3


def test_the_outbox_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    kept, world, outbox, to = store(), World(status=500), Outbox(), plan(tmp_path)
    world.round(kept, to, outbox)
    grow(kept, "s1", 2)
    world.round(kept, to, outbox, 1)
    file = tmp_path / "outbox.json"
    assert load_outbox(file) == Outbox()
    save_outbox(outbox, file)
    assert load_outbox(file) == outbox
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["outbox.json", "plan.toml"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form": "coranto/outbox-9"}', "\x00"])
def test_a_file_that_is_no_outbox_is_left_alone(tmp_path: Path, text: str) -> None:
    file = tmp_path / "outbox.json"
    file.write_text(text)
    with pytest.raises(SettingsError, match="--outbox"):
        load_outbox(file)


def test_a_webhook_is_signed_as_the_standard_says() -> None:
    message = message_of(_recipient(), [card_of(told("s1", ONE))], base="https://news.example/", now=LATER)
    body, headers = webhook(message, secret=SECRET, now=LATER)
    signed = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(SECRET.encode(), signed, "sha256")).decode()
    assert headers["Webhook-Signature"] == f"v1,{expected}"
    assert json.loads(body)["data"]["stories"][0]["address"] == "https://news.example/stories/s1/"
    raw = base64.b64encode(b"twenty-four bytes or so.").decode()
    other = webhook(message, secret=f"whsec_{raw}", now=LATER)[1]["Webhook-Signature"]
    assert other == f"v1,{base64.b64encode(hmac.digest(b'twenty-four bytes or so.', signed, 'sha256')).decode()}"


def test_more_stories_than_fit_are_counted() -> None:
    cards = [replace(card_of(told("s1", ONE)), story_id=f"s{n}") for n in range(MOST_STORIES + 7)]
    message = message_of(_recipient(), cards, base="", now=LATER)
    made = mail(message, sender="news@mail.example", address="ida@paper.example")
    assert made["Subject"] == f"Coranto: {MOST_STORIES + 7} stories new or changed"
    assert "7 more on the site." in made.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_strangers_stay_words_in_every_message(payload: str) -> None:
    edition = told("s1", ONE)
    card = card_of(replace(edition, headline=replace(edition.headline, text=payload)))
    message = message_of(_recipient(), [card], base="https://news.example/", now=LATER)
    body, _ = webhook(message, secret=SECRET, now=LATER)
    assert json.loads(body)
    for value in ntfy(message)[1].values():
        assert "\n" not in value
        assert "\r" not in value
    made = message_from_bytes(
        mail(message, sender="n@m.example", address="i@p.example").as_bytes(), policy=policy.default
    )
    assert set(made.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"
    }  # fmt: skip
    html = made.get_body(("html",))
    assert html is not None
    assert live(html.get_content()) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names nobody"),
        ("to = 3", "names nobody"),
        ("[[to]", "is not TOML"),
        ('[[to]]\nname = "a"\n', "told in 0 ways"),
        ('[[to]]\nname = "a"\nmail = "a@b.example"\nntfy = "https://n.example/"', "told in 2 ways"),
        ('[[to]]\nname = "A b"\nntfy = "https://n.example/"', "odd name"),
        ('[[to]]\nname = "a"\nntfy = "file:///etc/passwd"', "is no address"),
        ('[[to]]\nname = "a"\nmail = "a@b.example, c@d.example"', "is no address"),
        ('[[to]]\nname = "a"\nmail = "a@b.example"', "lacks"),
        ('[[to]]\nname = "a"\nwebhook = "https://h.example/"', "no secret"),
        ('[[to]]\nname = "a"\nwebhook = "https://h.example/"\nsecret = "env:NOPE"', "not in the environment"),
        ('[[to]]\nname = "a"\nntfy = "https://n.example/"\nevery = "often"', "no span of time"),
        ('[[to]]\nname = "a"\nntfy = "https://n.example/"\norigins = "two"', "no number"),
        ('[[to]]\nname = "a"\nntfy = "https://n.example/"\nquerry = "x"', "has no 'querry'"),
        ('[[to]]\nname = "a"\nntfy = "https://n.example/"\nprivate = "yes"', "neither true nor false"),
        ('[[to]]\nname = "a"\nntfy = "https://n.example/"\n[[to]]\nname = "a"\nntfy = "https://n.example/"', "two rec"),
        ('[smtp]\nport = 0\n[[to]]\nname = "a"\nntfy = "https://n.example/"', "is no port"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        plan(tmp_path, text)
    assert said in str(caught.value) or (said == "lacks" and "[smtp]" in str(caught.value))


def test_a_secret_comes_from_the_environment(tmp_path: Path) -> None:
    to = plan(tmp_path, WEBHOOK.replace(SECRET, "env:DESK"), DESK=SECRET)
    assert to.recipients[0].secret == SECRET


# --- over real sockets --------------------------------------------------------------------------------------


class _Keeps:
    """An SMTP handler that keeps what it is given."""

    def __init__(self) -> None:
        self.taken: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(envelope)
        return "250 taken"


def test_a_mail_server_takes_the_digest() -> None:
    handler = _Keeps()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        server = Post(host="127.0.0.1", port=port, security="none", user="", password="", sender="news@mail.example")
        message = message_of(_recipient(), [card_of(told("s1", ONE))], base="https://news.example/", now=LATER)
        smtp(server, mail(message, sender=server.sender, address="ida@paper.example"))
    finally:
        controller.stop()
    (envelope,) = handler.taken
    assert envelope.rcpt_tos == ["ida@paper.example"]
    taken = message_from_bytes(envelope.content, policy=policy.default)
    assert taken["Subject"] == told("s1", ONE).headline.text
    plain, html = taken.get_body(("plain",)), taken.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "https://news.example/stories/s1/" in plain.get_content()
    assert "https://news.example/stories/s1/" in html.get_content()


@pytest.fixture
def receiver() -> Iterator[tuple[int, list[tuple[dict[str, str], bytes]]]]:
    got: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return None

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port, got
    server.shutdown()
    thread.join()
    server.server_close()


def test_one_s_own_network_is_sent_to_only_where_the_plan_says_so(
    receiver: tuple[int, list[tuple[dict[str, str], bytes]]],
) -> None:
    port, got = receiver
    for host in ("127.0.0.1", "localhost", "[::1]", "0x7f000001", "169.254.169.254"):
        with pytest.raises(FetchError):
            Sender(seconds=5).post(f"http://{host}:{port}/", b"{}", {})
    assert got == []
    assert Sender().post(f"http://127.0.0.1:{port}/", b"{}", {"Webhook-Id": "msg_1"}, True) == 204
    assert got[0][0]["Webhook-Id"] == "msg_1"


def test_an_address_that_is_none_is_not_posted_to() -> None:
    for address in ("file:///etc/passwd", "ftp://h.example/", "https://", "nonsense"):
        with pytest.raises(FetchError, match="no address of the web"):
            Sender().post(address, b"", {})


def test_from_the_command_line(
    tmp_path: Path,
    receiver: tuple[int, list[tuple[dict[str, str], bytes]]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    port, got = receiver
    kept = open_store(str(tmp_path / "a.db"))
    kept.add_article(ONE)
    kept.place(sample_assignment(ONE, "s1"), sample_story("s1", ONE))
    kept.add_edition(told("s1", ONE))
    file = tmp_path / "plan.toml"
    file.write_text(WEBHOOK.replace("https://hooks.example/news", f"http://127.0.0.1:{port}/") + "private = true\n")
    command = ["push", str(file), "--store", str(tmp_path / "a.db"), "--base", "https://news.example"]
    assert main(command) == 0
    kept.add_edition(told("s1", ONE, revision=2))
    kept.close()
    assert main(command) == 0
    assert capsys.readouterr().out.endswith("1 sent, 0 to be tried again, 0 given up\n")
    assert stories(got[0][1]) == [("s1", 2)]
    assert main(command) == 0
    assert len(got) == 1


def _recipient() -> Any:
    from coranto.publish.push.plan import Recipient

    return Recipient(
        name="desk",
        kind="mail",
        address="ida@paper.example",
        every=timedelta(hours=1),
        query=None,
        origins=1,
        secret="",
        private=False,
    )
