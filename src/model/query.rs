//! [`Query`]: which briefs are meant, and which claims in them.
//!
//! What a user types is read by `query`; `store` finds the briefs. Nothing here refers to today:
//! "older than two weeks" has become a day.

use std::fmt;

use crate::model::{Date, Relation, SourceClass, Stance, TimelineEntry, code::codes};

/// A condition on briefs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Query {
    /// Every brief.
    #[default]
    All,
    /// Briefs that all of these hold of; two or more. Conditions on claims that stand side by side
    /// here speak of one and the same claim.
    And(Vec<Query>),
    /// Briefs that any of these holds of; two or more.
    Or(Vec<Query>),
    /// Briefs that this does not hold of.
    Not(Box<Query>),
    /// One condition.
    Test(Test),
}

/// One condition on a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// It stands in the title, the text (and so in the claims), or a note.
    Words(Words),
    /// The pattern is found in the text.
    Text(Match),
    /// In the headline.
    Title(Match),
    /// In the name of the outlet.
    Site(Match),
    /// In the byline.
    Author(Match),
    /// The language, BCP 47: `en`.
    Language(String),
    /// A section has this topic: an id of the taxonomy.
    Topic(String),
    /// It has a tag that this is found in.
    Tag(Match),
    /// How it stands.
    Is(Is),
    /// What it has.
    Has(Has),
    /// The day of publication lies within.
    Published(Days),
    /// The text dates an event that lies within.
    Date(Days),
    /// The text has a date of this precision.
    Precision(Precision),
    /// A claim is like this.
    Claim(ClaimTest),
}

/// One condition on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimTest {
    /// In the name of who said it.
    Speaker(Match),
    /// In the name of who carried it.
    Via(Match),
    /// In the words by which it is said.
    Verb(Match),
    /// The class of who said it.
    Class(SourceClass),
    /// What is done by saying it.
    Stance(Stance),
    /// It stands in this relation to another claim; in any that is a conflict, where none is named.
    Conflict(Option<Relation>),
}

/// How a word of the brief is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// The words stand in it, whatever their case and accents.
    Contains(String),
    /// The regular expression is found in it.
    Pattern(String),
}

/// Words to be found by the full-text index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// One word, or several in a row.
    pub words: String,
    /// The last word may go on: `export*`.
    pub beginning: bool,
}

/// Days in a row, both ends included; an open end is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

codes! {
    /// How a brief stands.
    Is {
        /// New or open: no verdict yet.
        Unread "unread",
        /// Nobody looked at it.
        New "new",
        /// Opened, no verdict.
        Open "open",
        /// Read.
        Read "read",
        /// Read, and every claim has a verdict.
        Done "done",
        /// Set aside until a day to come.
        Later "later",
        /// Not wanted.
        Dropped "dropped",
        /// On the shortlist.
        Shortlist "shortlist",
        /// To be verified, itself or one of its findings.
        Verify "verify",
        /// Its day of publication is not known.
        Undated "undated",
        /// One of the samples.
        Sample "sample",
        /// Came since the reader was last closed.
        Fresh "fresh",
    }
}

codes! {
    /// What a brief has.
    Has {
        /// A claim.
        Claim "claim",
        /// A claim without a verdict.
        Unreviewed "unreviewed",
        /// A note.
        Note "note",
        /// A highlight.
        Highlight "highlight",
        /// A tag.
        Tag "tag",
        /// Two claims in conflict.
        Conflict "conflict",
        /// An older text.
        Revision "revision",
    }
}

codes! {
    /// How precisely a date is given.
    Precision {
        /// Within a day, or a day.
        Day "day",
        /// A week.
        Week "week",
        /// A month.
        Month "month",
        /// A year.
        Year "year",
        /// Other days in a row: a season, a decade.
        Span "span",
        /// No days that could be counted.
        Vague "vague",
    }
}

codes! {
    /// The order of a list of briefs.
    Order {
        /// Newest publication first.
        Newest "newest",
        /// Oldest publication first; the undated before them.
        Oldest "oldest",
        /// Last come, first.
        Added "added",
        /// By headline.
        Title "title",
        /// By outlet.
        Site "site",
        /// Most claims first.
        Claims "claims",
        /// Most denials first.
        Denials "denials",
        /// Without a verdict first.
        Unread "unread",
    }
}

#[expect(clippy::derivable_impls, reason = "lists of codes derive no default")]
impl Default for Order {
    fn default() -> Self {
        Self::Newest
    }
}

/// The order of a list, and whether it is turned round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The order.
    pub order: Order,
    /// The last comes first.
    pub reversed: bool,
}

impl Match {
    /// The words that stand in it; none where it is a regular expression.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Contains(words) => Some(words),
            Self::Pattern(_) => None,
        }
    }
}

impl Precision {
    /// How precisely an entry of a timeline is dated.
    pub fn of(entry: &TimelineEntry) -> Self {
        let Some(period) = entry.period else { return Self::Vague };
        let value = entry.when.value.as_deref().unwrap_or_default().as_bytes();
        let like = |shape: &[u8]| {
            value.len() == shape.len()
                && value.iter().zip(shape).all(|(it, kind)| match kind {
                    b'0' => it.is_ascii_digit(),
                    kind => it == kind,
                })
        };
        if period.from == period.to {
            Self::Day
        } else if like(b"0000-W00") {
            Self::Week
        } else if like(b"0000-00") {
            Self::Month
        } else if like(b"0000") {
            Self::Year
        } else {
            Self::Span
        }
    }
}

impl Query {
    /// All of these; none of them is every brief.
    #[must_use]
    pub fn and(mut all: Vec<Self>) -> Self {
        all.retain(|it| *it != Self::All);
        match all.len() {
            0 => Self::All,
            1 => all.swap_remove(0),
            _ => Self::And(all),
        }
    }

    /// Any of these.
    #[must_use]
    pub fn or(mut any: Vec<Self>) -> Self {
        if any.len() == 1 { any.swap_remove(0) } else { Self::Or(any) }
    }

    /// Whether it says anywhere how a brief should stand. Where it does not, dropped briefs and
    /// those set aside are not meant.
    pub fn says_how_it_stands(&self) -> bool {
        match self {
            Self::All => false,
            Self::And(list) | Self::Or(list) => list.iter().any(Self::says_how_it_stands),
            Self::Not(inner) => inner.says_how_it_stands(),
            Self::Test(test) => matches!(
                test,
                Test::Is(Is::Dropped | Is::Later | Is::Read | Is::Done | Is::New | Is::Open)
            ),
        }
    }
}

impl fmt::Display for Query {
    /// As a user may type it; reading it gives the same query.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(list) => joined(f, list, " "),
            Self::Or(list) => joined(f, list, " or "),
            Self::Not(inner) => {
                f.write_str("not ")?;
                grouped(f, inner)
            }
            Self::Test(test) => test.fmt(f),
        }
    }
}

/// The members with `between` between them, each in brackets where it has members of its own.
fn joined(f: &mut fmt::Formatter<'_>, list: &[Query], between: &str) -> fmt::Result {
    for (index, member) in list.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        grouped(f, member)?;
    }
    Ok(())
}

fn grouped(f: &mut fmt::Formatter<'_>, member: &Query) -> fmt::Result {
    if matches!(member, Query::And(_) | Query::Or(_)) {
        write!(f, "({member})")
    } else {
        write!(f, "{member}")
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(it) => it.fmt(f),
            Self::Text(Match::Pattern(it)) => write_pattern(f, it),
            Self::Text(it) => write!(f, "text:{it}"),
            Self::Title(it) => write!(f, "title:{it}"),
            Self::Site(it) => write!(f, "site:{it}"),
            Self::Author(it) => write!(f, "author:{it}"),
            Self::Language(it) => write!(f, "lang:{it}"),
            Self::Topic(it) => write!(f, "topic:{it}"),
            Self::Tag(it) => write!(f, "tag:{it}"),
            Self::Is(it) => write!(f, "is:{}", it.code()),
            Self::Has(it) => write!(f, "has:{}", it.code()),
            Self::Published(it) => write!(f, "published:{it}"),
            Self::Date(it) => write!(f, "date:{it}"),
            Self::Precision(it) => write!(f, "precision:{}", it.code()),
            Self::Claim(it) => it.fmt(f),
        }
    }
}

impl fmt::Display for ClaimTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Speaker(it) => write!(f, "speaker:{it}"),
            Self::Via(it) => write!(f, "via:{it}"),
            Self::Verb(it) => write!(f, "verb:{it}"),
            Self::Class(it) => write!(f, "class:{}", it.code()),
            Self::Stance(it) => write!(f, "stance:{}", it.code()),
            Self::Conflict(it) => write!(f, "conflict:{}", it.map_or("any", Relation::code)),
        }
    }
}

impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contains(words) if is_plain(words) => f.write_str(words),
            Self::Contains(words) => write_quoted(f, words),
            Self::Pattern(pattern) => write_pattern(f, pattern),
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_plain(&self.words) {
            f.write_str(&self.words)?;
        } else {
            write_quoted(f, &self.words)?;
        }
        if self.beginning { f.write_str("*") } else { Ok(()) }
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => write!(f, "{from}..{to}"),
            (Some(from), None) => write!(f, "{from}.."),
            (None, Some(to)) => write!(f, "..{to}"),
            (None, None) => f.write_str(".."),
        }
    }
}

/// Whether a word can stand without quotation marks.
fn is_plain(word: &str) -> bool {
    let joins = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | '.' | '\'' | '’' | '@');
    word.chars().all(joins)
        && word.starts_with(char::is_alphanumeric)
        && !["and", "or", "not"].iter().any(|it| word.eq_ignore_ascii_case(it))
}

fn write_quoted(f: &mut fmt::Formatter<'_>, words: &str) -> fmt::Result {
    write!(f, "\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

fn write_pattern(f: &mut fmt::Formatter<'_>, pattern: &str) -> fmt::Result {
    write!(f, "/{}/", pattern.replace('/', "\\/"))
}
