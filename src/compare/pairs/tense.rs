//! Whether a denial and what it denies can both hold.
//!
//! "We never sold any" speaks of what is done and over; "is in the process of buying" of what is
//! under way. Both can be so, and a reader must not take the one for the refutation of the other.

use super::proposition::Proposition;

/// What a denial covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    /// All of the allegation: "fake".
    Whole,
    /// How it was put: "not accurate".
    Wording,
    /// What was done.
    Past,
    /// What is being done.
    Present,
    /// What will be done.
    Future,
}

/// When the allegation has its act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alleged {
    /// Done.
    Past,
    /// Under way.
    UnderWay,
    /// To come.
    Future,
    /// The words do not say: "involvement in the raid".
    Unsaid,
}

const WHOLE: &[&str] = &[
    "not true",
    "untrue",
    "no truth",
    "fake",
    "false",
    "falsely",
    "fabricat*",
    "invent*",
    "lie",
    "lies",
    "lying",
    "hoax",
    "nonsense",
    "baseless",
    "groundless",
    "unfounded",
    "debunk*",
];

const WORDING: &[&str] = &[
    "not accurate",
    "inaccurate",
    "incorrect",
    "characteri*",
    "mischaracteri*",
    "misleading",
    "taken out of context",
    "not quite",
    "nothing new",
    "exaggerat*",
    "overstated",
];

const FUTURE: &[&str] = &[
    "will not",
    "wo n't",
    "will never",
    "not plan",
    "no plan",
    "no plans",
    "no intention",
    "not intend",
    "never intend",
    "not going to",
    "would not",
    "would never",
    "not seek",
];

const PAST: &[&str] = &[
    "never", "has not", "have not", "had not", "has n't", "have n't", "did not", "did n't",
    "was not", "were not", "was n't", "were n't", "having",
];

const PRESENT: &[&str] = &[
    "is not",
    "are not",
    "is n't",
    "are n't",
    "does not",
    "do not",
    "does n't",
    "do n't",
    "there is no",
    "there are no",
    "has no",
    "have no",
];

const UNDER_WAY: &[&str] =
    &["in the process of", "seeking to", "trying to", "preparing to", "negotiating", "in talks"];

const TO_COME: &[&str] = &["plans to", "plan to", "intends to", "intend to", "will", "about to"];

const DONE: &[&str] =
    &["was", "were", "had", "has", "have", "did", "been", "bought", "sold", "sent", "shot", "took"];

/// What this denial covers.
pub(super) fn denied(denial: &Proposition) -> Denied {
    if denial.says(WHOLE) {
        Denied::Whole
    } else if denial.says(WORDING) {
        Denied::Wording
    } else if denial.says(FUTURE) {
        Denied::Future
    } else if denial.says(PAST) {
        Denied::Past
    } else if denial.says(PRESENT) {
        Denied::Present
    } else {
        Denied::Whole
    }
}

/// When this allegation has its act.
pub(super) fn alleged(allegation: &Proposition) -> Alleged {
    if allegation.says(UNDER_WAY) || is_progressive(&allegation.wording) {
        Alleged::UnderWay
    } else if allegation.says(TO_COME) {
        Alleged::Future
    } else if allegation.says(DONE) || allegation.wording.split(' ').any(|it| it.ends_with("ed")) {
        Alleged::Past
    } else {
        Alleged::Unsaid
    }
}

/// Whether both cannot hold.
pub(super) const fn is_strict(denied: Denied, alleged: Alleged) -> bool {
    match (denied, alleged) {
        (Denied::Wording, _) => false,
        (Denied::Whole, _)
        | (_, Alleged::Unsaid)
        | (Denied::Past, Alleged::Past)
        | (Denied::Present, Alleged::UnderWay)
        | (Denied::Future, Alleged::UnderWay | Alleged::Future) => true,
        (Denied::Past | Denied::Present | Denied::Future, _) => false,
    }
}

/// `is buying`, `were secretly building`.
fn is_progressive(wording: &str) -> bool {
    let words: Vec<&str> = wording.split(' ').collect();
    words.iter().enumerate().any(|(at, word)| {
        let next = words.iter().skip(at + 1).take(2);
        matches!(*word, "is" | "are" | "was" | "were" | "be" | "been" | "'s" | "'re")
            && next.take_while(|it| it.ends_with("ly") || it.ends_with("ing")).any(|it| {
                it.ends_with("ing") && it.len() > 5 && !matches!(*it, "nothing" | "something")
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn strict(denial: &str, allegation: &str) -> bool {
        let read = |text: &str| Proposition::read(text, &[Span::new(0, text.len())], None);
        is_strict(denied(&read(denial)), alleged(&read(allegation)))
    }

    #[test]
    fn what_never_was_can_still_be_under_way() {
        assert!(!strict("We never sold tanks", "Oslo is in the process of buying tanks"));
        assert!(!strict("They have not sold tanks", "they were selling tanks"));
        assert!(strict("We never sold tanks", "Oslo sold tanks in May"));
    }

    #[test]
    fn what_is_not_planned_cannot_be_under_way() {
        assert!(strict("we have no plans to sell tanks", "Oslo is quietly selling tanks"));
        assert!(!strict("we will not sell tanks", "Oslo sold tanks in May"));
        assert!(strict("Oslo does not sell tanks", "the sale of tanks by Oslo"));
    }

    #[test]
    fn fake_is_all_of_it_and_not_accurate_is_its_wording() {
        assert!(strict("the reports are fake", "Oslo is selling tanks"));
        assert!(!strict("his account is not accurate", "Oslo is selling tanks"));
    }
}
