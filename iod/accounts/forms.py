"""Forms about the team."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from iod.access import Role
from iod.web import Form, choices

ROLE_WORDS = {
    Role.COACH: _("Job coach"),
    Role.MANAGER: _("Manager"),
    Role.ADMINISTRATOR: _("Administrator"),
}


INVITED = (Role.COACH, Role.MANAGER)


class MemberForm(Form):
    """Somebody who joins the team."""

    name = StringField(
        _("First and last name"), validators=[InputRequired(_("Enter the name")), Length(max=120)]
    )
    email = EmailField(
        _("E-mail address"),
        validators=[
            InputRequired(_("Enter the address")),
            Email(_("This is not an e-mail address.")),
            Length(max=254),
        ],
    )
    role = SelectField(_("Role"), choices=choices(ROLE_WORDS), coerce=Role)

    def offer_roles(self, inviting: Role) -> None:
        """Offer the roles a member may give: only an administrator makes another one."""
        if inviting is not Role.ADMINISTRATOR:
            kept = {role: words for role, words in ROLE_WORDS.items() if role in INVITED}
            self.role.choices = choices(kept)
