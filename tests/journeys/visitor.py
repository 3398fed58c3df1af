"""Somebody in front of a browser, who notices what is wrong with every page she opens."""

from functools import cache
from importlib import resources
from urllib.parse import urljoin, urlsplit

AXE = """axe.run({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']
})"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1280, "height": 900}


@cache
def axe():
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf8")


class Visitor:
    """One browser of one person: pages are opened by what is written on links and buttons."""

    def __init__(self, browser, base, *, size=PHONE, javascript=True, with_axe=True):
        self.base = base
        self.with_axe = with_axe and javascript  # axe waits for timers, which are scripts too
        self.seen = []
        self.wrong = []
        self.context = browser.new_context(
            viewport=size, locale="fr-BE", java_script_enabled=javascript
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", self._note_request)

    def _note_console(self, message):
        if message.type in {"error", "warning"}:
            self.wrong.append(f"console: {message.text} ({self.page.url})")

    def _note_request(self, request):
        address = urlsplit(request.url)
        if address.scheme != "data" and address.netloc != urlsplit(self.base).netloc:
            self.wrong.append(f"request to another host: {request.url}")

    # --- going about -------------------------------------------------------------------------

    def open(self, address, status=200):
        """Open an address, whole or on this site."""
        return self._arrived(self.page.goto(urljoin(self.base, address)), status)

    def follow(self, words, within="body"):
        """Follow the link that says this."""
        return self.go(self.page.locator(within).get_by_role("link", name=words).first)

    def press(self, words, within="body"):
        """Press the button that says this."""
        return self.go(self.page.locator(within).get_by_role("button", name=words).first)

    def go(self, control):
        """Use a link or a button that leads to another page."""
        with self.page.expect_navigation() as arrival:
            control.click()
        return self._arrived(arrival.value)

    def _arrived(self, answer, status=200):
        assert answer.status == status, (answer.status, self.page.url)
        if status != 200:  # the browser itself notes each error page on its console
            self.wrong = [each for each in self.wrong if "Failed to load resource" not in each]
        self.look()
        return self

    # --- typing ------------------------------------------------------------------------------

    def write(self, given, within="main"):
        """Type into fields, found by their labels."""
        for label, words in given.items():
            self.page.locator(within).get_by_label(label).first.fill(str(words))
        return self

    def choose(self, label, option):
        """Choose in a list by what the option says."""
        self.page.get_by_label(label).first.select_option(label=option)
        return self

    def tick(self, *labels, within="main"):
        """Tick boxes and answers by what stands beside them."""
        for label in labels:
            self.page.locator(within).get_by_label(label).first.check()
        return self

    def unfold(self, words):
        """Open a part of the page that is folded."""
        self.page.locator("summary").filter(has_text=words).first.click()
        return self

    def text(self):
        """Return what the page says, with plain spaces."""
        return " ".join(self.page.locator("body").inner_text().split())

    def reads(self, *sentences):
        """Make sure that the page says this."""
        text = self.text()
        for sentence in sentences:
            assert sentence in text, f"“{sentence}” is not on {self.page.url}:\n{text[:2000]}"
        return self

    # --- what every page owes ----------------------------------------------------------------

    def look(self):
        """Note what is wrong with the page in front."""
        self.seen.append(urlsplit(self.page.url).path)
        wide = self.page.evaluate(TOO_WIDE)
        if wide > 0:
            self.wrong.append(f"{wide} px too wide: {self.page.url}")
        if not self.with_axe:
            return
        self.page.evaluate(axe())
        for violation in self.page.evaluate(AXE)["violations"]:
            where = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            self.wrong.append(f"axe {violation['id']} on {self.page.url}: {where}")

    def close(self):
        """Close the browser of this person; nothing may have been wrong."""
        self.context.close()
        assert self.wrong == []
