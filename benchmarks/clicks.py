"""What a person waits for in a browser beside the app, by the page's own clock: from a press to the frame it shows in.

A press is timed when the page hears it, an answer in the first frame in which the page meets a condition, so neither
the steering of the browser nor a poll from outside counts. What goes over the app's websocket is noted between them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import sysconf
from pathlib import Path

from browsing import BROWSERS, FLAGS
from playwright.sync_api import Page, sync_playwright

PICKS = 8
OPENINGS = 3
_REST = 1200  # milliseconds between acts, till the page is still
_FORESEEN = 15_000  # milliseconds, in which the app finds what pages ask first of a store that was just opened
# Runs in the page before anything else of it.
_CLOCK = """
(() => {
  const Socket = window.WebSocket;
  window.wire = [];
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => window.wire.push({ at: performance.now(), out: false }));
    }
    send(data) {
      window.wire.push({ at: performance.now(), out: true });
      super.send(data);
    }
  };
  // Everything of a selector, in the app's own parts too.
  window.all = (selector) => {
    const hosts = document.querySelectorAll("[data-testid^=stBidiComponent] *, [data-testid^=stBidiComponent]");
    const roots = [document, ...[...hosts].map((host) => host.shadowRoot).filter(Boolean)];
    return roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  };
  window.shows = (met) => new Promise((done, fail) => {
    const last = performance.now() + 20000;
    const look = () => {
      const now = performance.now();
      if (met()) done(now);
      else if (now > last) fail(new Error(`after 20 s not met: ${met}`));
      else requestAnimationFrame(look);
    };
    look();
  });
  window.arm = (event, met) => {
    window.wire = [];
    const pressed = new Promise((done) => {
      window.addEventListener(event, () => done(performance.now()), { capture: true, once: true });
    });
    window.timed = pressed.then(async (start) => {
      const shown = await window.shows(met);
      const sent = window.wire.find(({ at, out }) => out && at >= start)?.at ?? start;
      const told = window.wire.filter(({ at, out }) => !out && at <= shown).at(-1)?.at ?? sent;
      return [sent - start, Math.max(told - sent, 0), shown - Math.max(told, sent)];
    });
  };
})();
"""
_TITLE = "all('.card .title')[0]?.textContent"
_COUNT = "all('.node').length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Seconds from a press until it was sent, then until the last that was told before it showed, then until then.

    `processor` is what the app's process took for it, to its end.
    """

    sent: float
    told: float
    drawn: float
    processor: float

    @property
    def whole(self) -> float:
        """From the press to the frame that shows what it asked for."""
        return self.sent + self.told + self.drawn


def typical(waits: list[Wait]) -> Wait:
    """The one in the middle, by the whole."""
    return sorted(waits, key=lambda wait: wait.whole)[len(waits) // 2]


@contextmanager
def looking() -> Iterator[Page]:
    """A window of a browser whose page keeps the time."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(_CLOCK)
        yield page
        browser.close()


def clicks(page: Page, address: str, entity: str) -> Iterator[tuple[str, Wait]]:
    """What is done on the canvas of an entity, by its name in addresses: each act with its typical wait."""
    page.goto(f"{address}/figures")
    page.get_by_role("heading", name="Figures").wait_for()
    page.wait_for_timeout(_FORESEEN)
    page.goto(f"{address}/explore?entity={entity}")
    page.locator(".node[transform]").first.wait_for()
    page.wait_for_timeout(_REST * 3)
    names = page.locator(".node").evaluate_all("all => all.map((mark) => mark.dataset.id)")
    near = [name for name in names if name != entity][:PICKS]
    yield "a node clicked, its card", typical([_pick(page, name) for name in near])
    yield "clicked again", typical([_pick(page, name) for name in near])
    edges = page.locator(".edge").evaluate_all("all => all.map((mark) => mark.dataset.id)")[:PICKS]
    yield "a line, its sentences", typical([_line(page, name) for name in edges])
    turns = [(_press(page, ".legend button"), _press(page, "button:has-text('Undo the last step')")) for _ in range(3)]
    yield "a kind hidden", typical([hidden for hidden, _ in turns])
    yield "undone", typical([undone for _, undone in turns])
    opened = [name for name in near if page.locator(f'.node[data-id="{name}"] .more').count()][:OPENINGS]
    if opened:  # a small store shows all at once
        yield "a node opened by a double click", typical([_open(page, name) for name in opened])


def _timed(page: Page, event: str, met: str, act: Callable[[], object]) -> Wait:
    """Do something, whose event the page hears, until it meets a condition; then let it rest."""
    page.evaluate(f"arm('{event}', {met})")
    before = _processor()
    act()
    sent, told, drawn = (float(ms) / 1000 for ms in page.evaluate("timed"))
    page.wait_for_timeout(_REST)
    return Wait(sent=sent, told=told, drawn=drawn, processor=_processor() - before)


def _processor() -> float:
    """Seconds of the processor that the apps took that this process started; Linux alone tells it, else it is 0."""
    children = {pid for told in Path("/proc/self/task").glob("*/children") for pid in told.read_text().split()}
    taken = 0
    for process in (Path("/proc") / pid for pid in children):
        if b"streamlit" in (process / "cmdline").read_bytes():
            user, system = (process / "stat").read_text().rpartition(")")[2].split()[11:13]
            taken += int(user) + int(system)
    return taken / sysconf("SC_CLK_TCK")


def _pick(page: Page, name: str) -> Wait:
    label = f"""all('.node[data-id="{name}"]')[0].getAttribute('aria-label')"""
    mark = page.locator(f'.node[data-id="{name}"] .outlined')
    return _timed(page, "pointerup", f"() => {label}.startsWith({_TITLE} + ': ')", mark.click)


def _line(page: Page, name: str) -> Wait:
    before = page.evaluate(_TITLE)
    mark = page.locator(".edge").and_(page.locator(f'[data-id="{name}"]'))
    mark.focus()
    return _timed(page, "keydown", f"() => {_TITLE} !== {before!r}", lambda: page.keyboard.press("Enter"))


def _press(page: Page, selector: str) -> Wait:
    before = page.evaluate(_COUNT)
    return _timed(page, "click", f"() => {_COUNT} !== {before}", page.locator(selector).first.click)


def _open(page: Page, name: str) -> Wait:
    before = page.evaluate(_COUNT)
    mark = page.locator(f'.node[data-id="{name}"] .outlined')
    return _timed(page, "dblclick", f"() => {_COUNT} > {before}", mark.dblclick)
