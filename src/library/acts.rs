//! What the analyst does, and the history of it.

use crate::{
    library::{
        Among, Change, DayError, Deed, Library, Step, StepId, StoreError, Version, analyze, day,
    },
    model::{ArticleId, Date, Mark, MarkId, Triage},
};

/// What can be done to many briefs at once, as it is asked for on the screen and on the command
/// line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Reads them.
    Read,
    /// Puts them on the shortlist, and reads them.
    Shortlist,
    /// Drops them.
    Drop,
    /// Marks them as to be verified.
    Verify,
    /// Sets them aside until a day.
    Later(Date),
    /// Gives them some tags and takes others away.
    Tag {
        /// To be given.
        add: Vec<String>,
        /// To be taken away.
        take: Vec<String>,
    },
}

impl Act {
    /// What it does to one brief.
    fn deeds(&self) -> Vec<Deed> {
        match self {
            Self::Read => vec![Deed::Triage(Triage::Read)],
            Self::Shortlist => vec![Deed::Triage(Triage::Read), Deed::Shortlist(true)],
            Self::Drop => vec![Deed::Triage(Triage::Dropped)],
            Self::Verify => vec![Deed::Verify(true)],
            Self::Later(day) => vec![Deed::Triage(Triage::Later(*day))],
            Self::Tag { add, take } => {
                vec![Deed::Retag { add: add.clone(), take: take.clone() }]
            }
        }
    }

    /// What it would do: `drop 143 briefs`.
    pub fn words(&self, count: usize) -> String {
        let briefs = counted(count);
        match self {
            Self::Read => format!("mark {briefs} as read"),
            Self::Shortlist => format!("put {briefs} on the shortlist"),
            Self::Drop => format!("drop {briefs}"),
            Self::Verify => format!("mark {briefs} as to be verified"),
            Self::Later(day) => format!("set {briefs} aside until {day}"),
            Self::Tag { .. } => format!("tag {briefs}"),
        }
    }

    /// What the step is called: `dropped 143 briefs`.
    pub fn label(&self, count: usize) -> String {
        let briefs = counted(count);
        match self {
            Self::Read => format!("read {briefs}"),
            Self::Shortlist => format!("put {briefs} on the shortlist"),
            Self::Drop => format!("dropped {briefs}"),
            Self::Verify => format!("{briefs} to verify"),
            Self::Later(day) => format!("set {briefs} aside until {day}"),
            Self::Tag { .. } => format!("tagged {briefs}"),
        }
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 brief".to_owned() } else { format!("{count} briefs") }
}

impl Act {
    /// The verbs, with their words.
    pub const VERBS: [(&'static str, &'static str); 6] = [
        ("read", "mark all that a query means as read"),
        ("drop", "drop them"),
        ("shortlist", "put them on the shortlist"),
        ("verify", "mark them as to be verified"),
        ("later", "set them aside: a day, then a query"),
        ("tag", "change their tags: +a -b, then a query"),
    ];

    /// What a verb and the words after it mean: `later 2w is:new`, `tag +arms -old site:courier`.
    /// What is left is the query; there must be one, so that no slip means every brief.
    pub fn read<'a>(verb: &str, rest: &'a str, today: Date) -> Result<(Self, &'a str), ActError> {
        let rest = rest.trim();
        let (act, query) = match verb {
            "read" => (Self::Read, rest),
            "drop" => (Self::Drop, rest),
            "shortlist" => (Self::Shortlist, rest),
            "verify" => (Self::Verify, rest),
            "later" => {
                let ends = rest.match_indices(' ').map(|it| it.0).chain([rest.len()]).take(3);
                let said: Vec<_> =
                    ends.map(|end| (day(&rest[..end], today), &rest[end..])).collect();
                if said.iter().any(|it| it.0 == Err(DayError::Time)) {
                    return Err(ActError::Day(DayError::Time));
                }
                // "next month" before "next".
                let Some((until, query)) = said.iter().rfind(|it| it.0.is_ok()) else {
                    let first = said.first().and_then(|it| it.0.err());
                    return Err(ActError::Day(first.unwrap_or(DayError::NoDay)));
                };
                (Self::Later(until.map_err(ActError::Day)?), *query)
            }
            "tag" => {
                let (mut add, mut take, mut query) = (Vec::new(), Vec::new(), rest);
                while query.starts_with(['+', '-']) {
                    let (word, after) = query.split_once(' ').unwrap_or((query, ""));
                    let list = if word.starts_with('+') { &mut add } else { &mut take };
                    list.extend(Some(word[1..].to_owned()).filter(|it| !it.is_empty()));
                    query = after.trim_start();
                }
                if add.is_empty() && take.is_empty() {
                    return Err(ActError::Tags);
                }
                (Self::Tag { add, take }, query)
            }
            other => return Err(ActError::Verb(other.to_owned())),
        };
        match query.trim() {
            "" => Err(ActError::Query),
            query => Ok((act, query)),
        }
    }
}

/// Why words after a verb mean nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActError {
    /// There is no such verb.
    Verb(String),
    /// No day to come stands after `later`.
    Day(DayError),
    /// No tag stands after `tag`.
    Tags,
    /// No query stands at the end.
    Query,
}

impl ActError {
    /// What can be said instead.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Verb(_) => "verbs are read, drop, shortlist, verify, later and tag",
            Self::Day(error) => error.hint(),
            Self::Tags => "tags come first: +a gives one, -b takes one away",
            Self::Query => "say which briefs are meant: is:unread, site:courier, older:2w",
        }
    }
}

impl std::fmt::Display for ActError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Verb(verb) => write!(f, "there is no verb `{verb}`"),
            Self::Day(error) => error.fmt(f),
            Self::Tags => f.write_str("there is no tag"),
            Self::Query => f.write_str("there is no query"),
        }
    }
}

impl std::error::Error for ActError {}

impl Library {
    /// Notes that a brief was opened `today`: one that was new is open from then on. It is no step
    /// of the history, and it never counts as read.
    pub fn see(&mut self, id: ArticleId, today: Date) -> Result<(), StoreError> {
        self.store.see(id, today)
    }

    /// The texts of a brief in the order they came, the one that is shown last.
    pub fn versions(&self, id: ArticleId) -> Result<Vec<Version>, StoreError> {
        self.store.versions(id)
    }

    /// A mark as it was made: with the place that it was given, in the text that it was given in.
    pub fn made(&self, id: MarkId) -> Result<Option<Mark>, StoreError> {
        self.store.made(id)
    }

    /// Analyzes a brief again, after the program or the taxonomy changed. The analyst's verdicts,
    /// marks and corrections stay.
    pub fn reanalyze(&mut self, id: ArticleId) -> Result<(), StoreError> {
        let Some(opened) = self.store.brief(id)? else { return Err(StoreError::NoBrief(id)) };
        self.store.put_findings(id, &analyze(&opened.article, &self.taxonomy))
    }

    /// Does all of `changes`, as one step of the history. The ids of marks that were added come
    /// back in their order. Where one of them cannot be done, none is; and what another window changed
    /// since this one looked is not written over.
    #[expect(clippy::needless_pass_by_value, reason = "a change is done once")]
    pub fn apply(&mut self, label: &str, changes: Vec<Change>) -> Result<Vec<MarkId>, StoreError> {
        self.store.apply(label, &changes, self.seen)
    }

    /// Does something to many briefs at once, as one step; gives how many it changed.
    pub fn act(&mut self, act: &Act, among: &Among) -> Result<usize, StoreError> {
        self.store.apply_to_many(&|count| act.label(count), &act.deeds(), among)
    }

    /// Takes back the last step that is not undone; none where there is none.
    pub fn undo(&mut self) -> Result<Option<Step>, StoreError> {
        self.store.undo()
    }

    /// Does again the step undone last; none where something else was done since.
    pub fn redo(&mut self) -> Result<Option<Step>, StoreError> {
        self.store.redo()
    }

    /// Goes to where the library stood right after a step; gives how many steps were undone or done
    /// again.
    pub fn go_to_step(&mut self, to: StepId) -> Result<usize, StoreError> {
        self.store.go_to_step(to)
    }

    /// The newest steps, newest first.
    pub fn history(&mut self, limit: usize) -> Result<Vec<Step>, StoreError> {
        self.store.history(limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_what_they_need_and_leave_the_query() {
        // A Tuesday.
        let today: Date = "2026-11-24".parse().unwrap();
        let told = |line: &str| {
            let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
            match Act::read(verb, rest, today) {
                Ok((act, query)) => format!("{} < {query}", act.label(2)),
                Err(error) => error.to_string(),
            }
        };
        let table = [
            ("read is:new", "read 2 briefs < is:new"),
            ("later 2w is:new", "set 2 briefs aside until 2026-12-08 < is:new"),
            ("later next month older:2w", "set 2 briefs aside until 2026-12-01 < older:2w"),
            ("later soon is:new", "that is no day"),
            ("later mon 9:00 is:new", "no time of the day is kept"),
            ("tag +a -b site:courier", "tagged 2 briefs < site:courier"),
            ("tag site:courier", "there is no tag"),
            ("drop", "there is no query"),
            ("eat is:new", "there is no verb `eat`"),
        ];
        for (line, expected) in table {
            assert_eq!(told(line), expected, "{line}");
        }
    }
}
