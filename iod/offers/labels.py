"""What the codes of the engine are called, as English message ids."""

from iod.offers.words import N_

KINDS = {
    "language": N_("Language"),
    "certificate": N_("Certificate"),
    "diploma": N_("Diploma"),
    "experience": N_("Experience"),
    "licence": N_("Driving licence"),
    "vehicle": N_("Vehicle"),
    "age": N_("Age"),
    "sex": N_("Sex"),
    "origin": N_("Origin"),
    "health": N_("Health"),
    "family": N_("Family"),
    "residence": N_("Place of living"),
    "eligibility": N_("Conditions of access"),
    "availability": N_("Availability"),
    "software": N_("Software"),
    "pay": N_("Pay"),
    "contract": N_("Contract"),
    "hours": N_("Hours"),
    "cliche": N_("Quality"),
}
STRENGTHS = {
    "mandatory": N_("mandatory"),
    "preferred": N_("a plus"),
    "offered": N_("offered"),
}
CRITERIA = {
    "age": N_("age"),
    "sexe": N_("sex"),
    "nationalite": N_("nationality"),
    "origine": N_("origin"),
    "langue": N_("language"),
    "handicap": N_("disability and health"),
    "apparence": N_("appearance"),
    "famille": N_("family"),
    "conviction": N_("belief"),
    "syndicat": N_("union"),
    "residence": N_("place of living"),
    "fortune": N_("fortune and social condition"),
}
