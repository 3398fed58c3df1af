"""One reader per kind of requirement: an offer in, findings out."""

from collections.abc import Callable, Iterable

from matching.document import Document
from matching.finding import Finding
from matching.readers.age import read_age
from matching.readers.availability import read_availability
from matching.readers.certificate import read_certificate
from matching.readers.cliche import read_cliche
from matching.readers.contract import read_contract
from matching.readers.diploma import read_diploma
from matching.readers.experience import read_experience
from matching.readers.health import read_health
from matching.readers.hours import read_hours
from matching.readers.language import read_language
from matching.readers.licence import read_licence, read_vehicle
from matching.readers.origin import read_origin
from matching.readers.pay import read_pay
from matching.readers.sex import read_sex
from matching.readers.software import read_software
from matching.readers.status import read_eligibility, read_family, read_residence
from matching.types import Kind

# The lexicon file of each reader and the kind it reads; the order is that of ``Kind``.
_BY_KIND: dict[Kind, Callable[[Document], Iterable[Finding]]] = {
    Kind.LANGUAGE: read_language,
    Kind.CERTIFICATE: read_certificate,
    Kind.DIPLOMA: read_diploma,
    Kind.EXPERIENCE: read_experience,
    Kind.LICENCE: read_licence,
    Kind.VEHICLE: read_vehicle,
    Kind.AGE: read_age,
    Kind.SEX: read_sex,
    Kind.ORIGIN: read_origin,
    Kind.HEALTH: read_health,
    Kind.FAMILY: read_family,
    Kind.RESIDENCE: read_residence,
    Kind.ELIGIBILITY: read_eligibility,
    Kind.AVAILABILITY: read_availability,
    Kind.SOFTWARE: read_software,
    Kind.PAY: read_pay,
    Kind.CONTRACT: read_contract,
    Kind.HOURS: read_hours,
    Kind.CLICHE: read_cliche,
}
READERS = tuple(_BY_KIND.values())
KINDS = {str(kind): kind for kind in _BY_KIND}
