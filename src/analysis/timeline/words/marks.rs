//! What words do beside a date, from `assets/lexicon/timeline_marks.txt`.

use std::sync::LazyLock;

use super::{Buffer, Table, lowered};

/// One thing that a word can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Something is planned, "expects".
    Plan,
    /// It is planned whatever stands around it, "due".
    Sure,
    /// It ends like a past form and is none, "hundred".
    NotPast,
    /// No verb in the infinitive.
    NotVerb,
    /// No noun.
    NotNoun,
    /// "the", "its".
    Determiner,
    /// "in", "by".
    Preposition,
    /// A clause can begin with it, "he".
    Subject,
    /// The number before it counts something and is no year, "troops".
    Counted,
    /// Four digits after it are a year, "since".
    BeforeYear,
    /// Beside a date it tells when somebody spoke, "said".
    Report,
    /// What follows a date without being a noun that the date belongs to, "when".
    AfterDate,
}

impl Mark {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "plan" => Self::Plan,
            "sure" => Self::Sure,
            "notpast" => Self::NotPast,
            "notverb" => Self::NotVerb,
            "notnoun" => Self::NotNoun,
            "determiner" => Self::Determiner,
            "preposition" => Self::Preposition,
            "subject" => Self::Subject,
            "counted" => Self::Counted,
            "beforeyear" => Self::BeforeYear,
            "report" => Self::Report,
            "afterdate" => Self::AfterDate,
            _ => return None,
        })
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

static TABLE: &str = include_str!("../../../../assets/lexicon/timeline_marks.txt");

/// A bit for each mark.
static MARKS: LazyLock<Table<u16>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let word = fields.next()?;
            Some((word, fields.filter_map(Mark::named).fold(0, |bits, it| bits | it.bit())))
        })
        .collect()
});

/// Whether a word, in any case, carries a mark.
pub fn is_marked(word: &str, mark: Mark) -> bool {
    let mut buffer = Buffer::default();
    lowered(word, &mut buffer)
        .and_then(|it| MARKS.get(it))
        .is_some_and(|bits| bits & mark.bit() != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_of_the_table_has_a_meaning() {
        for line in TABLE.lines().filter(|it| !it.starts_with('#')) {
            for name in line.split(' ').skip(1) {
                assert!(Mark::named(name).is_some(), "{line}");
            }
        }
        assert!(is_marked("Due", Mark::Sure) && !is_marked("due", Mark::NotPast));
    }
}
