"""Forms of the employer's page."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional

from iod.reviews.models import Reply
from iod.web import Form, choices

REPLY_WORDS = {
    Reply.AGREE: _("Agreed"),
    Reply.KEEP: _("Keep what we asked"),
    Reply.PROPOSE: _("Another proposal"),
}


class SendForm(Form):
    """To whom the profile goes."""

    recipient = EmailField(
        _("The employer’s e-mail address"),
        description=_("Leave empty to give the link by hand: QR code or short address."),
        validators=[Optional(), Email(_("This is not an e-mail address.")), Length(max=254)],
    )


class LineForm(Form):
    """What the employer answers to one line; drawn once per requirement, with its own prefix."""

    reply = RadioField(
        _("Your answer"),
        choices=choices(REPLY_WORDS),
        coerce=lambda value: Reply(value) if value else None,
        validators=[Optional()],
    )
    words = StringField(_("Your reason or your proposal"), validators=[Length(max=500)])


class AnswersForm(Form):
    """Remarks that go with the answers."""

    comment = TextAreaField(
        _("Anything else about the tasks, the conditions or the welcome?"),
        validators=[Length(max=2000)],
    )


class ApprovalForm(Form):
    """The employer's yes."""

    seen = HiddenField()  # the fingerprint of the profile on his page
    name = StringField(
        _("Your first and last name"),
        validators=[InputRequired(_("Enter your name")), Length(max=120)],
    )
    function = StringField(
        _("Your function in the firm"),
        validators=[InputRequired(_("Enter your function")), Length(max=120)],
    )
