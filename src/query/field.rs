//! The fields of the query language: their names, what each takes, and words about it.
//!
//! Declared once; parser, completion, help and the README's table are read off it.

use crate::model::{Has, Is, Precision, Relation, SourceClass, Stance};

/// What the values of a field are.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// Words that stand in something, or a pattern between slashes.
    Words,
    /// Days: `2022-09`, `2022-09..2022-10`, `>2022-09-01`, `2w`.
    Days,
    /// A length of time: `2w`.
    Length,
    /// One of these codes; underscores may be written as dashes.
    Codes(fn() -> Vec<&'static str>),
    /// The id of a topic of the taxonomy.
    Topic,
    /// The code of a language.
    Language,
}

/// Declares the fields.
macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $takes:expr,)*) => {
        /// A field that a condition can name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Field { $($(#[doc = $doc])+ $variant,)* }

        impl Field {
            /// All of them, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// As it is typed, without the colon.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it asks, in a few words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_start(),)* }
            }

            /// What its values are.
            pub fn takes(self) -> Takes {
                match self { $(Self::$variant => $takes,)* }
            }
        }
    };
}

/// The codes of a list.
macro_rules! codes_of {
    ($list:ident) => {
        Takes::Codes(|| $list::ALL.iter().map(|it| it.code()).collect())
    };
}

fields! {
    /// words in the headline
    Title "title" Takes::Words,
    /// words in the text, without the index: a part of a word counts
    Text "text" Takes::Words,
    /// the outlet
    Site "site" Takes::Words,
    /// the byline
    Author "author" Takes::Words,
    /// the language, en
    Language "lang" Takes::Language,
    /// a section is about it
    Topic "topic" Takes::Topic,
    /// your tag
    Tag "tag" Takes::Words,
    /// where it stands: unread, read, done, later, dropped, shortlist, verify ...
    Is "is" codes_of!(Is),
    /// the same as is:
    State "state" codes_of!(Is),
    /// what it has: note, highlight, unreviewed, conflict ...
    Has "has" codes_of!(Has),
    /// a claim is by this source
    Speaker "speaker" Takes::Words,
    /// a claim is carried by this source
    Via "via" Takes::Words,
    /// a claim is by a source of this class
    Class "class" codes_of!(SourceClass),
    /// a claim is made by this verb
    Verb "verb" Takes::Words,
    /// a claim does this: denies, alleges, confirms ...
    Stance "stance" codes_of!(Stance),
    /// a claim stands in this relation to another; any
    Conflict "conflict" Takes::Codes(|| {
        let relations = Relation::ALL.iter().map(|it| it.code());
        std::iter::once("any").chain(relations).collect()
    }),
    /// the text dates an event then
    Date "date" Takes::Days,
    /// published then
    Published "published" Takes::Days,
    /// published longer ago: 2w
    Older "older" Takes::Length,
    /// published since: 2w
    Newer "newer" Takes::Length,
    /// the text has a date of this precision: day, week, month, year, span, vague
    Precision "precision" codes_of!(Precision),
}

impl Field {
    /// The field of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }
}
