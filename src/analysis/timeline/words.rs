//! The words of one paragraph, each with its temporal class.
//!
//! One pass: the tokens of `text::tokens`, cut again at hyphens (`two-year`, `1914-1918`), and looked
//! up once in `assets/lexicon/timeline_words.txt`. Recognition starts only at words with a class, so
//! that its cost is linear and small.

mod digits;
mod marks;

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use crate::{
    model::Span,
    text::tokens::{Kind, tokens_in},
};

use super::holidays;

pub use self::marks::Mark;

/// What a word can be in a temporal expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Nothing; no expression begins here.
    None,
    /// The first word of expressions of several words: "the", "early", "at".
    Opener,
    /// A month, from 1.
    Month(u8),
    /// A month cut short, `Sept.`
    MonthShort(u8),
    /// A weekday, Monday 1, and whether it is in the plural.
    Weekday(u8, Grammatical),
    /// A weekday cut short, `Tues.`
    WeekdayShort(u8),
    /// A number in hundredths, and how many digits it is written with (0: in words or with a mark).
    Count(i32, u8),
    /// "twenty": a ten that a unit may follow.
    Ten(u8),
    /// "hundred", "thousand", "dozen".
    Power(i32),
    /// "third", "24th".
    Ordinal(u8),
    /// "1990s", "90s": the year it begins with.
    Decade(i16),
    /// "nineties": the digit.
    DecadeWord(u8),
    /// "16:30", "8pm", "4:30am": hour, minute and half of the day.
    Clock(u8, u8, Meridiem),
    /// "22T14:30": day, hour and minute.
    DayTime(u8, u8, u8),
    /// "9/22/2022".
    Numeric(i16, u8, u8),
    /// "week", "weeks".
    Unit(Unit, Grammatical),
    /// "spring".
    Season(Season),
    /// "morning".
    Part(Part),
    /// "yesterday": so many days from today.
    Near(i8),
    /// "several", "few".
    Vague,
    /// "now", "recently".
    Reference(Reference),
    /// "daily": one of these.
    Every(Unit, u8),
    /// "went": an irregular past tense; no expression begins here.
    PastTense,
}

/// Singular or plural.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammatical {
    /// One.
    Singular,
    /// More than one.
    Plural,
}

/// Which half of the day a clock time says it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meridiem {
    /// It does not say.
    Open,
    /// a.m.
    Morning,
    /// p.m.
    Afternoon,
    /// Neither: all 24 hours of the world's clock, "0900Z".
    World,
}

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $code:literal $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the words say it")]
        pub enum $name { $($variant,)* }

        impl $name {
            /// The code in a TIMEX3 value.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

named! {
    /// A unit of time.
    Unit {
        Second "S" "second",
        Minute "M" "minute",
        Hour "H" "hour",
        Day "D" "day",
        Weekend "WE" "weekend",
        Week "W" "week",
        Fortnight "W" "fortnight",
        Month "M" "month",
        Quarter "Q" "quarter",
        Year "Y" "year",
        Decade "DE" "decade",
        Century "CE" "century",
    }
}

impl Unit {
    /// Whether it is shorter than a day.
    pub const fn is_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

named! {
    /// A season.
    Season { Spring "SP" "spring", Summer "SU" "summer", Autumn "FA" "autumn", Winter "WI" "winter", }
}

named! {
    /// A part of the day.
    Part {
        Morning "MO" "morning",
        Midday "MI" "midday",
        Afternoon "AF" "afternoon",
        Evening "EV" "evening",
        Night "NI" "night",
        Day "DT" "daytime",
    }
}

named! {
    /// Some time, no telling when.
    Reference { Past "PAST_REF" "past", Present "PRESENT_REF" "present", Future "FUTURE_REF" "future", }
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub struct Word<'t> {
    /// Where it stands in the article.
    pub span: Span,
    /// Itself.
    pub text: &'t str,
    /// What it can be.
    pub class: Class,
    /// No white space before it.
    pub glued: bool,
}

impl Word<'_> {
    /// Whether it is this word, in any case.
    pub fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it carries this mark.
    pub fn marked(&self, mark: Mark) -> bool {
        marks::is_marked(self.text, mark)
    }

    /// Whether it begins with a capital.
    pub fn capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a hyphen or a dash as in a range.
    pub fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "‑" | "—" | "--")
    }

    /// Whether it is made of letters.
    pub fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
            || self.text.starts_with(['\'', '’']) && self.text.len() > 1
    }
}

/// A table by word. Its words are ours and few, so that a plain hash does; the library's own withstands
/// chosen keys, at several times the cost.
pub type Table<T> = HashMap<&'static str, T, BuildHasherDefault<WordHash>>;

/// FNV-1a over the bytes of a word, 64 bits.
#[derive(Clone, Copy, Debug)]
pub struct WordHash(u64);

impl Default for WordHash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

static TABLE: &str = include_str!("../../../assets/lexicon/timeline_words.txt");

static WORDS: LazyLock<Table<Class>> = LazyLock::new(|| {
    let holidays = holidays::first_words().map(|it| (it, Class::Opener));
    let words = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split_whitespace();
        Some((fields.next()?, entry(fields.next()?, fields.next().unwrap_or_default())?))
    });
    holidays.chain(words).collect()
});

/// The class that a line of the table names.
fn entry(class: &str, value: &str) -> Option<Class> {
    let small = || value.parse::<u8>().ok();
    Some(match class {
        "opener" => Class::Opener,
        "month" => Class::Month(small()?),
        "mon" => Class::MonthShort(small()?),
        "weekday" => Class::Weekday(small()?, Grammatical::Singular),
        "weekdays" => Class::Weekday(small()?, Grammatical::Plural),
        "wd" => Class::WeekdayShort(small()?),
        "number" => Class::Count(i32::from(small()?) * 100, 0),
        "ten" => Class::Ten(small()?),
        "power" => Class::Power(value.parse().ok()?),
        "ordinal" => Class::Ordinal(small()?),
        "decade" => Class::DecadeWord(small()?),
        "unit" => Class::Unit(Unit::named(value)?, Grammatical::Singular),
        "units" => Class::Unit(Unit::named(value)?, Grammatical::Plural),
        "season" => Class::Season(Season::named(value)?),
        "part" => Class::Part(Part::named(value)?),
        "near" => Class::Near(value.parse().ok()?),
        "vague" => Class::Vague,
        "ref" => Class::Reference(Reference::named(value)?),
        "every" => {
            let (count, unit) = value.split_at_checked(1)?;
            Class::Every(Unit::named(unit)?, count.parse().ok()?)
        }
        "pasttense" => Class::PastTense,
        _ => return None,
    })
}

/// Room for a word of the tables.
pub type Buffer = [u8; 14];

/// The word in lower case, in `buffer`; none where it is longer than any word of the tables.
pub fn lowered<'b>(text: &str, buffer: &'b mut Buffer) -> Option<&'b str> {
    let lower = buffer.get_mut(..text.len())?;
    lower.copy_from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok()
}

/// The class of a word of letters.
fn look_up(text: &str) -> Class {
    let mut buffer = Buffer::default();
    let Some(lower) = lowered(text, &mut buffer) else { return Class::None };
    WORDS.get(lower.strip_suffix('.').unwrap_or(lower)).copied().unwrap_or(Class::None)
}

/// The words of a paragraph of `text`, into `out`.
pub fn read<'t>(text: &'t str, paragraph: Span, out: &mut Vec<Word<'t>>) {
    out.clear();
    let mut end = usize::MAX;
    for token in tokens_in(text, paragraph) {
        let mut glued = token.span.start == end;
        end = token.span.end;
        let slice = token.span.slice(text);
        if matches!(token.kind, Kind::Quote | Kind::Punctuation) {
            let year = matches!(slice, "'" | "’" | "‘")
                && text.as_bytes().get(end).is_some_and(u8::is_ascii_digit);
            let class = if year { Class::Opener } else { Class::None };
            out.push(Word { span: token.span, text: slice, class, glued });
            continue;
        }
        let mut start = token.span.start;
        for piece in slice.split_inclusive(['-', '‑']) {
            let word = piece.trim_end_matches(['-', '‑']);
            let mut push = |text: &'t str, class| {
                let span = Span::new(start, start + text.len());
                start = span.end;
                out.push(Word { span, text, class, glued });
                glued = true;
            };
            if !word.is_empty() {
                push(word, classify(word));
            }
            if word.len() < piece.len() {
                push(&piece[word.len()..], Class::None);
            }
        }
    }
}

fn classify(word: &str) -> Class {
    if word.starts_with(|it: char| it.is_ascii_digit()) {
        digits::digits(word)
    } else if word.starts_with("FY") {
        Class::Opener
    } else {
        look_up(word)
    }
}
