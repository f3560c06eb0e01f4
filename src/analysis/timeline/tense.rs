//! Past or future: the tense of the clause around a date, by word lists.
//!
//! Words are looked at outwards from the date, those on the left first; the first that decides does.
//! Measured on news this is right often enough to choose between last Friday and next.

use super::words::{Class, Mark, Word};

/// Where the clause lies, as its verbs tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Before.
    Past,
    /// After.
    Future,
    /// No verb tells.
    Open,
}

fn any(word: &Word<'_>, list: &[&str]) -> bool {
    list.iter().any(|it| word.is(it))
}

/// "went", "killed"; not "hundred".
fn is_past_form(word: &Word<'_>) -> bool {
    let regular = word.text.len() > 4 && (word.text.ends_with("ed") || word.text.ends_with("ED"));
    if regular {
        return !word.marked(Mark::NotPast);
    }
    word.class == Class::PastTense
}

fn is_will(word: &Word<'_>) -> bool {
    any(word, &["will", "shall", "'ll", "’ll", "wo"])
}

fn cuts(word: &Word<'_>) -> bool {
    matches!(word.text, ";" | "--" | "—" | "”" | "\"" | "''") || word.is("but")
}

/// How far verbs are looked for, in words.
const REACH: usize = 60;

/// The tense of the clause around words `start..end` of a sentence.
pub fn tense(sentence: &[Word<'_>], start: usize, end: usize) -> Tense {
    let left = sentence.get(start.saturating_sub(REACH)..start).unwrap_or_default();
    let from = left.iter().rposition(cuts).map_or(0, |it| it + 1);
    let left = &left[from.max(left.len().saturating_sub(36))..];
    if left.last().is_some_and(|it| it.is("since")) {
        return Tense::Past;
    }
    let right = sentence.get(end..sentence.len().min(end + REACH)).unwrap_or_default();
    if is_deadline(left) {
        let until = left.last().is_some_and(|it| any(it, &["until", "till", "by", "through"]));
        let past = until && right.iter().take(6).any(|it| any(it, &["had", "was", "were"]));
        return if past { Tense::Past } else { Tense::Future };
    }
    match from_left(left) {
        Tense::Open if is_timetable(left) => Tense::Future,
        Tense::Open => from_right(right),
        Tense::Future if is_called_off(right) => Tense::Past,
        tense => tense,
    }
}

/// "the talks begin Monday", "the deadline expires on Friday": the present of timetables.
fn is_timetable(left: &[Word<'_>]) -> bool {
    const VERBS: &[&str] = &[
        "arrives", "begin", "begins", "close", "closes", "convene", "convenes", "depart",
        "departs", "ends", "expire", "expires", "goes", "leaves", "meet", "meets", "open", "opens",
        "reopen", "reopens", "resume", "resumes", "return", "returns", "start", "starts",
    ];
    let mut words = left.iter().rev().filter(|it| it.is_word()).take(5);
    // "the close of business Thursday": a noun.
    let noun = |it: Option<&Word<'_>>| it.is_some_and(|it| it.marked(Mark::Determiner));
    words.by_ref().take(4).any(|it| any(it, VERBS)) && !noun(words.next())
}

/// "planned for Saturday was canceled": the day may be over.
fn is_called_off(right: &[Word<'_>]) -> bool {
    const OFF: &[&str] = &["canceled", "cancelled", "called", "scrapped", "dropped", "foiled"];
    matches!(right, [a, b, ..] if any(a, &["was", "were"]) && any(b, OFF))
}

/// What moves a day into the future.
const PUT_OFF: &[&str] = &[
    "postponed",
    "delayed",
    "extended",
    "adjourned",
    "deferred",
    "rescheduled",
    "moved",
    "pushed",
];

/// "as early as", "postponed until", "by" before the date.
fn is_deadline(left: &[Word<'_>]) -> bool {
    let left = match left {
        [rest @ .., last] if last.is("on") => rest,
        all => all,
    };
    if left.last().is_some_and(|it| any(it, &["until", "till", "to"]))
        && left.iter().rev().take(10).any(|it| any(it, PUT_OFF))
    {
        return true;
    }
    let opens = match left {
        [.., a, b, c] if a.is("as") && any(b, &["soon", "early"]) && c.is("as") => true,
        [.., a, b] if a.is("of") && b.is("record") => true,
        [.., a] => any(a, &["effective", "payable", "due", "by", "through", "until", "till"]),
        [] => false,
    };
    let began = matches!(left, [.., a, b, _, _] if any(a, &["from", "since"]) && b.is("as"));
    opens && !began && !left.iter().rev().take(10).any(|it| any(it, &["was", "were", "had"]))
}

/// What is told to have been tried in vain after "could".
const TRIED: &[&str] =
    &["not", "n't", "n’t", "reached", "located", "found", "contacted", "confirmed", "verified"];

fn from_left(left: &[Word<'_>]) -> Tense {
    let mut infinitive = false;
    for (k, word) in left.iter().enumerate().rev() {
        if !word.is_word() {
            continue;
        }
        let previous = left[..k].iter().rev().find(|it| it.is_word());
        let next =
            left[k + 1..].iter().find(|it| it.is_word() || matches!(it.class, Class::Count(..)));
        if is_will(word) {
            return Tense::Future;
        }
        // "could not be reached on Friday", "nobody could be found on Friday": it was tried.
        if word.is("could") && left[k + 1..].iter().take(3).any(|it| any(it, TRIED)) {
            return Tense::Past;
        }
        if any(word, &["would", "could", "may", "might", "should", "must"])
            && !(word.is("may") && word.capital() && k > 0)
        {
            return if next.is_some_and(|it| it.is("have")) { Tense::Past } else { Tense::Future };
        }
        if word.is("going") && next.is_some_and(|it| it.is("to")) && infinitive {
            return Tense::Future;
        }
        if word.is("to") && next.is_some_and(is_infinitive) {
            infinitive = true;
        } else if word.is("due")
            && next.is_some_and(|it| it.is("to"))
            && !previous.is_some_and(|it| any(it, BEING))
        {
            // "due to the storm": a cause.
        } else if word.marked(Mark::Plan) {
            let aimed = left.last().is_some_and(|it| it.is("for")) && left.len() - k < 12;
            match planned(word, previous, next, infinitive || aimed, is_pluperfect(&left[..k])) {
                Tense::Open => {}
                tense => return tense,
            }
        } else if any(word, &["is", "are", "'s", "’s", "'re", "’re"])
            && infinitive
            && next.is_some_and(|it| it.is("to"))
        {
            return Tense::Future;
        } else if is_past_form(word) {
            if !is_adjective(word, &left[..k], next) {
                return Tense::Past;
            }
        } else if any(word, &["was", "were", "had", "did", "has", "have", "been"]) {
            return Tense::Past;
        }
    }
    Tense::Open
}

/// "had been", "had previously been" before a plan: it came to nothing.
fn is_pluperfect(left: &[Word<'_>]) -> bool {
    matches!(left, [.., a, b] if a.is("had") && b.is("been"))
        || matches!(left, [.., a, _, c] if a.is("had") && c.is("been"))
}

const BEING: &[&str] = &["is", "are", "was", "were", "be", "been", "'s", "’s", "'re", "’re"];

fn is_infinitive(word: &Word<'_>) -> bool {
    word.is_word() && !word.marked(Mark::NotVerb) && !word.text.ends_with("ing") && !word.capital()
}

/// Plans that are events themselves: "voted on Tuesday", "asked for help on Monday".
const DONE: &[&str] = &[
    "voted", "asked", "called", "calls", "agreed", "decided", "ordered", "urged", "wanted",
    "vowed", "promised", "pledged", "hoped",
];

fn planned(
    word: &Word<'_>,
    previous: Option<&Word<'_>>,
    next: Option<&Word<'_>>,
    infinitive: bool,
    pluperfect: bool,
) -> Tense {
    let outcome = &["expected", "scheduled", "planned", "set", "due", "slated"];
    if any(word, outcome)
        && (pluperfect
            || !infinitive
                && previous.is_some_and(|it| any(it, &["as", "previously", "originally", "had"])))
    {
        return Tense::Past;
    }
    if word.is("set") && next.is_some_and(|it| it.is("on")) && !infinitive {
        return Tense::Open;
    }
    let future = word.text.ends_with('s')
        || infinitive
        || word.marked(Mark::Sure)
        || next.is_some_and(|it| any(it, &["for", "on"])) && !any(word, DONE);
    if future { Tense::Future } else { Tense::Open }
}

/// "be killed" and "the reduced dividend" tell no past.
fn is_adjective(word: &Word<'_>, left: &[Word<'_>], next: Option<&Word<'_>>) -> bool {
    let mut before = left.iter().rev().filter(|it| it.is_word());
    let Some(previous) = before.next() else { return false };
    let adverb = previous.text.ends_with("ly") || any(previous, &["still", "long", "yet"]);
    if adverb && before.next().is_some_and(|it| it.marked(Mark::Determiner)) {
        return true;
    }
    let attribute = word.text.ends_with("ed")
        && next.is_some_and(|it| it.is_word() && !it.marked(Mark::NotNoun))
        && previous.marked(Mark::Preposition);
    any(previous, &["be", "being", "get", "getting"])
        || previous.marked(Mark::Determiner)
        || attribute
}

fn from_right(right: &[Word<'_>]) -> Tense {
    let mut words =
        right.iter().take_while(|it| !cuts(it)).filter(|it| it.is_word()).take(24).peekable();
    while let Some(word) = words.next() {
        let planned =
            word.marked(Mark::Sure) || word.marked(Mark::Plan) && word.text.ends_with('s');
        if is_will(word)
            || word.is("would")
            || planned && words.peek().is_some_and(|it| it.is("to"))
        {
            return Tense::Future;
        }
        if is_past_form(word) || any(word, &["was", "were", "had", "did", "has", "have"]) {
            return Tense::Past;
        }
    }
    Tense::Open
}
