"""Rules that hold for the whole house."""

import re
from pathlib import Path

import pytest

from iod import config
from iod.access import OPEN_ENDPOINTS, Role, allowed_roles
from tests.factories import make_user

ROOT = Path(__file__).resolve().parent.parent
TEAM = {Role.COACH, Role.MANAGER}
ADMINISTRATION = {Role.MANAGER, Role.ADMINISTRATOR}
ALL_MEMBERS = TEAM | ADMINISTRATION

# Every page and who may open it. A route that is not here fails the test, and so does a line here
# whose route is gone. Keep it sorted.
ROUTES = {
    "accounts.follow": {Role.PUBLIC},
    "accounts.outbox": ADMINISTRATION,
    "accounts.team": ADMINISTRATION,
    "bootstrap.static": {Role.PUBLIC},
    "candidates.add": TEAM,
    "candidates.availability": TEAM,
    "candidates.census": TEAM,
    "candidates.change": TEAM,
    "candidates.close_links": TEAM,
    "candidates.edit": TEAM,
    "candidates.find_skill": TEAM,
    "candidates.finish": TEAM,
    "candidates.give_link": TEAM,
    "candidates.hand_over": TEAM,
    "candidates.index": TEAM,
    "candidates.link": TEAM,
    "candidates.new": TEAM,
    "candidates.notes": TEAM,
    "candidates.own_page": {Role.WORKER},
    "candidates.phase": TEAM,
    "candidates.remove": TEAM,
    "candidates.remove_note": TEAM,
    "candidates.show": TEAM,
    "employers.edit": TEAM,
    "employers.index": TEAM,
    "employers.log": TEAM,
    "employers.new": TEAM,
    "employers.new_contact": TEAM,
    "employers.new_site": TEAM,
    "employers.show": TEAM,
    "employers.take_over": TEAM,
    "employers.take_step": TEAM,
    "offers.accept": TEAM,
    "offers.conditions": TEAM,
    "offers.edit": TEAM,
    "offers.hand_over": TEAM,
    "offers.holder": TEAM,
    "offers.index": TEAM,
    "offers.ledger": TEAM,
    "offers.move_task": TEAM,
    "offers.new": TEAM,
    "offers.new_requirement": TEAM,
    "offers.new_task": TEAM,
    "offers.override": TEAM,
    "offers.remove_task": TEAM,
    "offers.reopen": TEAM,
    "offers.requirement": TEAM,
    "offers.show": TEAM,
    "offers.status": TEAM,
    "offers.task": TEAM,
    "offers.welcome": TEAM,
    "overview.board": TEAM,
    "overview.home": TEAM,
    "placements.add_milestone": TEAM,
    "placements.add_point": TEAM,
    "placements.ask": TEAM,
    "placements.edit": TEAM,
    "placements.end": TEAM,
    "placements.give_link": TEAM,
    "placements.index": TEAM,
    "placements.minutes": TEAM,
    "placements.move": TEAM,
    "placements.new": TEAM,
    "placements.note": TEAM,
    "placements.on_the_table": TEAM,
    "placements.point": TEAM,
    "placements.send": TEAM,
    "placements.shared": TEAM,
    "placements.show": TEAM,
    "placements.tick": TEAM,
    "placements.tick_milestone": TEAM,
    "placements.voice": {Role.EMPLOYER, Role.WORKER},
    "proposals.carving": TEAM,
    "proposals.compare": TEAM,
    "proposals.group": TEAM,
    "proposals.meeting": TEAM,
    "proposals.my_answer": {Role.WORKER},
    "proposals.my_choices": {Role.WORKER},
    "proposals.offers_for": TEAM,
    "proposals.outcome": TEAM,
    "proposals.present": TEAM,
    "proposals.presentation": TEAM,
    "proposals.presentation_sheet": TEAM,
    "proposals.print_sheet": TEAM,
    "proposals.record": TEAM,
    "proposals.sheet": TEAM,
    "proposals.shortlist": TEAM,
    "proposals.show_opening": TEAM,
    "proposals.withdraw": TEAM,
    "reference.bring_in": ADMINISTRATION,
    "reference.edit": ADMINISTRATION,
    "reference.export": ADMINISTRATION,
    "reference.index": ADMINISTRATION,
    "reference.new": ADMINISTRATION,
    "reference.remove": ADMINISTRATION,
    "reference.suggest": ALL_MEMBERS,
    "reference.table": ADMINISTRATION,
    "reviews.approve": {Role.EMPLOYER},
    "reviews.employer_page": {Role.EMPLOYER},
    "reviews.revoke": TEAM,
    "reviews.send": TEAM,
    "reviews.show": TEAM,
    "reviews.update": TEAM,
    "security.change_password": ALL_MEMBERS,
    "security.forgot_password": {Role.PUBLIC},
    "security.login": {Role.PUBLIC},
    "security.logout": {Role.PUBLIC},
    "security.reset_password": {Role.PUBLIC},
    "security.static": {Role.PUBLIC},
    "security.verify": set(),  # not used yet: closed
    "static": {Role.PUBLIC},
    "web.language": {Role.PUBLIC},
    "web.start": {Role.PUBLIC},
}


def test_every_route_is_listed_with_its_roles(app):
    with app.app_context():
        present = {
            rule.endpoint: set(allowed_roles(rule.endpoint)) for rule in app.url_map.iter_rules()
        }
    assert present == ROUTES
    assert OPEN_ENDPOINTS.keys() <= present.keys()


def a_url(app, rule):
    values = dict.fromkeys(rule.arguments, "00000000-0000-4000-8000-000000000000")
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def pages(app):
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.endswith("static"):
            yield rule


def test_a_stranger_opens_nothing_that_is_not_public(app, client):
    for rule in pages(app):
        if Role.PUBLIC in ROUTES[rule.endpoint]:
            continue
        method = "GET" if "GET" in rule.methods else "POST"
        answer = client.open(a_url(app, rule), method=method)
        assert answer.status_code in {302, 401, 403}, rule.endpoint
        if answer.status_code == 302:
            assert answer.location.startswith("/sign-in"), rule.endpoint


@pytest.mark.parametrize("role", sorted(ALL_MEMBERS))
def test_a_member_opens_only_the_pages_of_her_role(app, client, log_in, role):
    log_in(make_user(role=role))
    for rule in pages(app):
        if "GET" not in rule.methods or Role.PUBLIC in ROUTES[rule.endpoint]:
            continue
        code = client.get(a_url(app, rule)).status_code
        if role in ROUTES[rule.endpoint]:
            assert code in {200, 302, 404}, (rule.endpoint, code)
        else:
            assert code == 403, (rule.endpoint, code)


def test_addresses_are_kebab_case_english(app):
    for rule in app.url_map.iter_rules():
        fixed = re.sub(r"<[^>]*>", "", rule.rule)
        assert re.fullmatch(r"[a-z0-9/-]*", fixed), rule.rule


def test_every_template_compiles_and_none_is_unused(app):
    names = {
        str(file.relative_to(config.TEMPLATES))
        for file in config.TEMPLATES.rglob("*")
        if file.suffix in {".html", ".txt"}
    }
    with app.app_context():
        for name in names:
            app.jinja_env.get_template(name)
    code = "".join(f.read_text("utf8") for f in (ROOT / "iod").rglob("*.py"))
    markup = "".join(f.read_text("utf8") for f in config.TEMPLATES.rglob("*.*"))
    unused = {
        name
        for name in names
        if f'"{name}"' not in code + markup and not name.startswith(("security/", "errors/"))
    }
    assert unused == set()


def test_templates_hold_no_inline_script_style_or_handler():
    for file in config.TEMPLATES.rglob("*.html"):
        text = file.read_text("utf8")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text), file
