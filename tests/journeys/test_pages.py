"""Every page of the demo, on a telephone and on a desk: readable by all, usable by keyboard."""

import html
import re
from urllib.parse import urlsplit

import pytest

from iod.demo import PASSWORD
from tests.journeys.conftest import Installation
from tests.journeys.visitor import DESK, PHONE

MEMBERS = {"coach": "coach@demo.example", "administrator": "admin@demo.example"}

# Whatever the keyboard reaches must show that it is there. The page is told that the keyboard is
# used (Tab was pressed), then each control in turn is focused and compared with itself.
WITHOUT_FOCUS = """() => {
  const CONTROLS = 'a[href], button, input, select, textarea, summary';
  const look = (e) => { const s = getComputedStyle(e); return [s.outline, s.boxShadow].join() };
  const reachable = [...document.querySelectorAll(CONTROLS)]
    .filter((e) => e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility());
  const blind = [];
  for (const e of reachable) {
    document.activeElement.blur();
    const before = look(e);
    e.focus();
    if (document.activeElement !== e || look(e) === before) blind.push(e.outerHTML.slice(0, 120));
  }
  return blind;
}"""


@pytest.fixture(scope="module")
def story(browser, tmp_path_factory):
    """Serve the demo, and return it with its ready links."""
    house = Installation(tmp_path_factory.mktemp("demo"), "", 0)
    with house.serving("demo"):
        printed = (house.folder / "log.txt").read_text("utf8")
        links = re.findall(r"^  (\S.*?)\s+http://[^/]+(/l/\S+)$", printed, re.MULTILINE)
        yield house, dict(links)


def sign_in(visitor, email):
    visitor.open("/sign-in").write({"Adresse": email, "Mot de passe": PASSWORD})
    visitor.press("Se connecter", "main")


def kind(link):
    """Return what two addresses of the same page share."""
    parts = urlsplit(link)
    return re.sub(r"[0-9a-f-]{36}", "ID", re.sub(r"=[^&]*", "", f"{parts.path}?{parts.query}"))


def look_around(visitor, start):
    """Open one page of each kind that can be reached from a first one, and look at it closely."""
    waiting, met = [start], set()
    while waiting:
        visitor.open(waiting.pop(0))
        look_closely(visitor)
        for link in re.findall(r'href="([^"#]+)', visitor.page.content()):
            parts = urlsplit(link := html.unescape(link))
            leaves = parts.scheme or "static" in link or parts.path.endswith("/export")
            if not (leaves or kind(link) in met):  # an export is a file, not a page
                met.add(kind(link))
                waiting.append(link)
    return met


def look_closely(visitor):
    """Look at the page in front on both screens, and go over it with the keyboard."""
    page = visitor.page
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.className")
    if first != "skip":
        visitor.wrong.append(f"Tab does not reach the skip link first: {page.url}")
    for blind in page.evaluate(WITHOUT_FOCUS):
        visitor.wrong.append(f"no visible focus on {page.url}: {blind}")
    page.set_viewport_size(DESK)
    visitor.look()
    page.set_viewport_size(PHONE)


@pytest.mark.parametrize("role", MEMBERS)
def test_every_page_of_a_member_is_for_everybody(story, visitors, role):
    house, _links = story
    member = visitors(house.base)
    sign_in(member, MEMBERS[role])
    met = look_around(member, "/")
    assert len(met) > (45 if role == "coach" else 2), met


def test_every_page_on_a_link_is_for_everybody(story, visitors):
    house, links = story
    assert len(links) >= 3, links
    for path in links.values():
        look_around(visitors(house.base), path)


def test_the_pages_before_signing_in_are_for_everybody(story, visitors):
    house, _links = story
    stranger = visitors(house.base)
    assert {"/forgotten-password?"} <= look_around(stranger, "/sign-in")
    look_closely(stranger.open("/l/not-a-link", status=404))
    look_closely(stranger.open("/no-such-page", status=404))


def test_an_employer_answers_without_javascript(story, visitors):
    house, links = story
    employer = visitors(house.base, javascript=False)
    employer.open(links["employer link"])
    for line in employer.page.locator("fieldset.line").all():
        line.get_by_label("Garder notre demande").check()
    employer.press("Continuer vers le résumé").reads("Dites ce que le travail exige.")
    for line in employer.page.locator("fieldset.line").all():
        line.get_by_label("D’accord").first.check()
    employer.write({"Autre chose": "Le quai est au nord."}).press("Continuer vers le résumé")
    employer.reads("Le profil, tel qu’il est").follow("Modifier mes réponses")
    assert employer.page.locator("fieldset.line input[value=agree]:checked").count() >= 1


def test_a_worker_answers_without_javascript(story, visitors):
    house, links = story
    worker = visitors(house.base, javascript=False)
    worker.open(links["worker link"]).follow("Voir mes offres")
    worker.press("Peut-être plus tard").reads("Votre réponse est gardée", "Vous pouvez la changer")
    worker.open(links["voice link"])
    worker.tick("Ça va bien", "On peut en parler", within="#topic-work")
    worker.press("Envoyer mes réponses").reads("Merci")
    assert worker.page.locator("#topic-work").get_by_label("Ça va bien").is_checked()
