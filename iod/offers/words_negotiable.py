"""The words of each rule of the negotiable family, as English message ids."""

from iod.offers.words import N_, Words

NEGOTIABLE = {
    "diploma-above-post": Words(
        title=N_("Diploma to be discussed"),
        reason=N_("A diploma that no task calls for shuts out people who do this work well."),
        source=N_("Burning Glass, 2014; Harvard Business School, “Dismissed by Degrees”, 2017"),
        question=N_("Which task is learnt at this level (%(asked)s)?"),
        rewording=N_("%(asked)s, or equivalent experience."),
    ),
    "title-of-competence": Words(
        title=N_("A certificate of skills would do"),
        reason=N_(
            "A certificate of skills shows, by a practical test, what a person can do in "
            "this trade."
        ),
        source=N_("Validation of skills, French-speaking Belgium"),
        question=N_("Would a certificate of skills do?"),
        rewording=N_("%(asked)s, or certificate of skills."),
    ),
    "too-much-experience": Words(
        title=N_("Experience to be discussed"),
        reason=N_("Experience is the demand that shuts out most people in shortage trades."),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_(
            "What can a person do after “%(asked)s” that she cannot do after three months here?"
        ),
        rewording=N_("In-house training of … weeks; experience welcome."),
    ),
    "diploma-and-experience": Words(
        title=N_("Diploma and experience"),
        reason=N_(
            "Asking for both shuts out those who learnt at work and those who have just learnt."
        ),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_("Which of the two counts most?"),
        rewording=N_("%(asked)s or %(other)s."),
    ),
    "contradiction": Words(
        title=N_("Two sentences disagree"),
        reason=N_("“%(quote)s” and “%(second)s” do not say the same thing."),
        source=N_("Method: tasks before requirements"),
        question=N_("Which of the two is right?"),
        rewording=N_("Keep one: “%(quote)s” or “%(second)s”."),
    ),
    "licence-without-driving": Words(
        title=N_("Driving licence without driving"),
        reason=N_("None of the tasks noted on site is done at the wheel."),
        source=N_("Forem, 118,840 offers: diploma, experience and licence lead the demands"),
        question=N_("Who drives, when, and for what?"),
        rewording=N_("Leave out “%(quote)s”."),
    ),
    "own-car": Words(
        title=N_("Own car"),
        reason=N_("What counts is being there on time, whatever the means."),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_("And if the person arrives on time another way?"),
        rewording=N_("Have a way to be on site at … o’clock."),
    ),
    "language-without-task": Words(
        title=N_("Language without a task"),
        reason=N_("The language is asked for without a task or a level that explains it."),
        source=N_("Forem, 2017: 11%% of job-seekers know Dutch, 25%% English"),
        question=N_("With whom is this language used, and how many times a day?"),
        rewording=N_(
            "Instead of “%(asked)s”: name the level and the situation, for instance A2, "
            "written orders."
        ),
    ),
    "certificate-employer-can-give": Words(
        title=N_("Certificate you can have the person take"),
        reason=N_(
            "A short course after the hire gives this paper; asked at the door, it shuts "
            "people out."
        ),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_("Could you pay for this training when the person starts?"),
        rewording=N_("%(asked)s: possible after the hire, training paid."),
    ),
    "software-mastery": Words(
        title=N_("Mastery of a program"),
        reason=N_("A few screens are often enough, and they can be shown."),
        source=N_("Method: tasks before requirements"),
        question=N_("Which operations are done in this program?"),
        rewording=N_(
            "Instead of “%(asked)s”: name the operations; the screens are shown on arrival."
        ),
    ),
    "soft-skill-list": Words(
        title=N_("List of qualities"),
        reason=N_("%(count)s qualities are asked for, and no task shows them: %(all)s."),
        source=N_("Field trials on offers without optional demands (AEA registers 2963 and 6522)"),
        question=N_("For each one: in which situation of the work does it show?"),
        rewording=N_(
            "Name the situation, for instance: “open the shop at 7.30”, “serve 40 meals "
            "in two hours”."
        ),
    ),
    "five-legged-sheep": Words(
        title=N_("Too many demands together"),
        reason=N_("%(count)s demands are all mandatory; together they leave very few people."),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_("Which are the three without which the answer is no?"),
        rewording=N_("Three demands; for the rest: “learnt here”."),
    ),
    "availability-stack": Words(
        title=N_("Hard hours, without pay or timetable"),
        reason=N_(
            "Several hard hours are asked for (%(all)s), and neither the pay nor the "
            "timetable is given."
        ),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_(
            "How many Sundays, evenings or nights a month, and when is the timetable known?"
        ),
        rewording=N_("Written timetable, given … weeks ahead; … Sundays a month."),
    ),
    "demands-above-pay": Words(
        title=N_("Demands above the pay"),
        reason=N_("The pay is close to the minimum, and this is asked for: %(demands)s."),
        source=N_("Assises de l’insertion: demands that do not match the pay"),
        question=N_("If the pay stays at the minimum, what can be left out?"),
        rewording=N_("Leave out or move to training: %(demands)s; or state a higher pay."),
    ),
    "pay-missing": Words(
        title=N_("Pay missing or vague"),
        reason=N_("People who count each euro cannot answer without an amount."),
        source=N_("Directive (EU) 2023/970 on pay transparency"),
        question=N_("What is the pay range, and which joint committee?"),
        rewording=N_("From … to … EUR an hour, joint committee …."),
    ),
    "short-contract-long-demands": Words(
        title=N_("Short contract, long demands"),
        reason=N_("For “%(last)s”, this is asked for: %(demands)s."),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_("For a contract this short, what is needed from the first day?"),
        rewording=N_("Keep only what serves from the first day; “%(asked)s” becomes a plus."),
    ),
    "immediate-start": Words(
        title=N_("Start at once"),
        reason=N_("A person in notice, in training or with a child to place needs two weeks."),
        source=N_("Method: tasks before requirements"),
        question=N_("What would two weeks change?"),
        rewording=N_("Start on …, or two weeks after the agreement."),
    ),
    "vague-bar": Words(
        title=N_("Vague bar"),
        reason=N_("Nobody can tell whether “%(quote)s” is met: careful people do not apply."),
        source=N_("Field trials on offers without optional demands (AEA registers 2963 and 6522)"),
        question=N_("How much exactly, or which one?"),
        rewording=N_("Say it in months or by name, for instance: “6 months in a dining room”."),
    ),
    "test-beyond-post": Words(
        title=N_("Test unlike the work"),
        reason=N_("A test on paper shows something other than the work of the hands."),
        source=N_("Collective agreement (CCT) 38, article 11"),
        question=N_("Would a practical try-out be enough?"),
        rewording=N_("A one-hour try-out on site."),
    ),
    "application-barrier": Words(
        title=N_("Barrier to applying"),
        reason=N_("A letter or an online form stops people who would do this work well."),
        source=N_("CEPAG and FGTB wallonne, 2017: 1,575 offers read"),
        question=N_("Would a call or a visit be enough?"),
        rewording=N_("Call …, or come by on …."),
    ),
    "requirement-without-task": Words(
        title=N_("Requirement without a task"),
        reason=N_("None of the tasks noted on site calls for “%(asked)s”."),
        source=N_("Method: tasks before requirements"),
        question=N_("Which task is it for?"),
        rewording=N_("Leave out “%(quote)s”, or name the task."),
    ),
    "holder-has-less": Words(
        title=N_("Who does it today has less"),
        reason=N_("The person who does this work well had less than “%(asked)s” when hired."),
        source=N_("Block “who does it today”, noted with you"),
        question=N_("This person does the work well: what would have changed?"),
        rewording=N_("Ask for what the person in post had when hired."),
    ),
}
