"""Forms of choosing, presenting and meeting."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import Length

from iod.proposals.models import ChoiceAnswer
from iod.web import ChecksField, Form, choices

ANSWERS = {
    ChoiceAnswer.YES: _("Yes"),
    ChoiceAnswer.LATER: _("Later"),
    ChoiceAnswer.NOT_CHOSEN: _("Not chosen"),
    ChoiceAnswer.OPEN: _("No answer yet"),
}
OWN_ANSWERS = {
    ChoiceAnswer.YES: _("Yes, I want to meet them"),
    ChoiceAnswer.LATER: _("Maybe later"),
    ChoiceAnswer.NOT_CHOSEN: _("Not this one"),
}


class PassOverForm(Form):
    """Why somebody is not proposed this time."""

    reason = TextAreaField(
        _("Why is she not proposed this time?"),
        description=_("About the work and the moment, never about who she is."),
        validators=[Length(max=500)],
    )


class SheetForm(Form):
    """The offers put before a person, together."""

    offers = ChecksField(_("Offers to show"))
    fewer_reason = TextAreaField(
        _("Why fewer than three?"),
        description=_("Only when fewer than three offers are shown."),
        validators=[Length(max=500)],
    )


class AnswerForm(Form):
    """What the person says to one offer."""

    answer = RadioField(_("Answer"), choices=choices(ANSWERS), coerce=ChoiceAnswer)


class OwnAnswerForm(Form):
    """What she says herself, on her page; no reason is asked."""

    answer = RadioField(_("What do you say?"), choices=choices(OWN_ANSWERS), coerce=ChoiceAnswer)
