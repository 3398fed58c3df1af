"""The words of each rule of the legal family, as English message ids."""

from iod.offers.words import N_, Words

LEGAL = {
    "age-bound": Words(
        title=N_("Age bound"),
        reason=N_("An age may be asked for only where a law sets it."),
        source=N_("Anti-discrimination Act of 10 May 2007"),
        question=N_("Which task calls for this age?"),
        rewording=N_("Leave out “%(quote)s”."),
    ),
    "youth-wording": Words(
        title=N_("Wording about youth"),
        reason=N_("These words tell older people that the post is not for them."),
        source=N_("Anti-discrimination Act of 10 May 2007"),
        question=N_("Would a beginner of any age suit you?"),
        rewording=N_("Beginners of any age are welcome."),
    ),
    "one-sex": Words(
        title=N_("Only one sex addressed"),
        reason=N_("An offer may not refer to one sex, directly or not."),
        source=N_("Gender Act of 10 May 2007"),
        question=N_("Would a woman and a man suit this post equally well?"),
        rewording=N_("Write both forms, or add H/F/X: “%(quote)s” (H/F/X)."),
    ),
    "nationality": Words(
        title=N_("Nationality or origin"),
        reason=N_("Only some posts of public authority may be kept for a nationality."),
        source=N_("Anti-racism Act of 30 July 1981"),
        question=N_("Is the right to work in Belgium enough?"),
        rewording=N_("Allowed to work in Belgium."),
    ),
    "mother-tongue": Words(
        title=N_("Mother tongue or accent"),
        reason=N_("A mother tongue says where a person comes from, not what she can do."),
        source=N_("Anti-racism Act of 30 July 1981"),
        question=N_("What must the person speak, read or write, and with whom?"),
        rewording=N_(
            "Name the level the tasks take, for instance: B1 when speaking, A2 when writing."
        ),
    ),
    "appearance": Words(
        title=N_("Appearance"),
        reason=N_("Everyone understands these words differently; they may hide a physical trait."),
        source=N_("Anti-discrimination Act of 10 May 2007"),
        question=N_("What would be a problem, in practice?"),
        rewording=N_("Work clothes provided; hygiene rules explained on arrival."),
    ),
    "health": Words(
        title=N_("Health or fitness"),
        reason=N_(
            "The state of health is protected; the occupational doctor judges fitness. "
            "The offer can say what is carried."
        ),
        source=N_("Anti-discrimination Act of 10 May 2007"),
        question=N_("How many kilos are there to carry, how often, with what help?"),
        rewording=N_("Loads up to … kg, with … provided (trolley, pallet truck, a colleague)."),
    ),
    "family-situation": Words(
        title=N_("Family situation"),
        reason=N_(
            "Family, pregnancy and the household are protected. What counts is the timetable."
        ),
        source=N_("Gender Act of 10 May 2007; Walloon decree of 6 November 2008"),
        question=N_("Which hours are there to be covered?"),
        rewording=N_("Hours from … to …, timetable known two weeks ahead."),
    ),
    "belief": Words(
        title=N_("Belief, politics or union"),
        reason=N_(
            "Beliefs and union membership are protected. Only a written rule, the same "
            "for all, may stand."
        ),
        source=N_("Anti-discrimination Act of 10 May 2007"),
        question=N_("Which written rule holds for everyone here?"),
        rewording=N_("Leave out “%(quote)s”."),
    ),
    "disability-bar": Words(
        title=N_("Barrier for a person with a disability"),
        reason=N_("An employer owes reasonable adjustments; the offer can say so."),
        source=N_("Anti-discrimination Act of 10 May 2007"),
        question=N_("Which adjustment of the post is possible?"),
        rewording=N_("Reasonable adjustments are possible; let us talk about it."),
    ),
    "criminal-record": Words(
        title=N_("Criminal record"),
        reason=N_("A criminal record may be asked for only where a law says so."),
        source=N_("General Data Protection Regulation, article 10; CCT 38"),
        question=N_("Which law asks for it in this post?"),
        rewording=N_(
            "Leave this demand out, or name the law (with children: extract under article 596.2)."
        ),
    ),
    "residence": Words(
        title=N_("Place of living"),
        reason=N_("What counts is being there on time; living near is one way among others."),
        source=N_("Anti-discrimination Act of 10 May 2007"),
        question=N_("Is the point to be there on time? At what time?"),
        rewording=N_("Start at …; bus stop or parking near the site: …."),
    ),
    "private-data": Words(
        title=N_("Private data asked for"),
        reason=N_("Private life may be asked about only if the work calls for it."),
        source=N_("Collective agreement (CCT) 38, article 11"),
        question=N_("What will this information be used for?"),
        rewording=N_("CV without a photo; no age and no civil status."),
    ),
    "pay-below-scale": Words(
        title=N_("Pay under the minimum"),
        reason=N_(
            "The amount, %(paid)s, is lower than the minimum known for these hours, %(least)s."
        ),
        source=N_("Minimum pay of the joint committee, or the national minimum (RMMMG)"),
        question=N_("Which joint committee and which pay category apply?"),
        rewording=N_("Joint committee …, category …: at least %(least)s."),
    ),
    "aid-status": Words(
        title=N_("Hiring aid as a condition"),
        reason=N_("Made a condition, the aid closes the post to everyone else."),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_(
            "Is the aid a condition of the post, or a help if the person has a right to it?"
        ),
        rewording=N_("A hiring aid is possible, depending on the person’s status."),
    ),
    "salary-history": Words(
        title=N_("Former pay asked for"),
        reason=N_("Past pay may not be asked for; the range of the post comes first."),
        source=N_("Directive (EU) 2023/970 on pay transparency"),
        question=N_("What is the pay range of the post?"),
        rewording=N_("Pay: from … to … EUR an hour."),
    ),
}
