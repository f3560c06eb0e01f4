//! The words of a mention, divided: what follows the noun phrase, the sides of a joint subject,
//! appositions, and what each word is.
//!
//! A mention may come longer than its noun phrase ("Kim, the leader of X, who"); `mention` relies on
//! getting no more than the phrase.

use crate::{
    analysis::sources::{
        class::{self, Kind},
        country, saying,
    },
    model::Span,
};

/// A stretch of a mention with what the tables know of its words.
pub struct Part<'a> {
    /// Its words as they stand.
    pub text: &'a str,
    /// Its words, without genitives.
    pub words: Vec<&'a str>,
    /// Entries of the table of classes.
    pub classes: Vec<class::Hit>,
    /// Countries, where no entry of the table has the word.
    pub countries: Vec<country::Hit>,
}

impl<'a> Part<'a> {
    /// Reads a stretch.
    pub fn read(text: &'a str) -> Self {
        let words = country::words(text);
        let classes = class::hits(&words);
        let mut countries = country::hits(&words);
        countries.retain(|it| !classes.iter().any(|hit| hit.at <= it.at && it.at < hit.end()));
        let mut part = Self { text, words, classes: Vec::new(), countries };
        // "Man-kei" is no man.
        let hyphened = |hit: &class::Hit| hit.end() < part.words.len() && part.hyphened(hit.end());
        let kept = classes.into_iter().filter(|hit| {
            !(hyphened(hit) && hit.len == 1 && part.words[hit.at].starts_with(char::is_uppercase))
        });
        part.classes = kept.collect();
        part
    }

    /// Whether the word stands in the genitive.
    pub fn genitive(&self, at: usize) -> bool {
        let end = Span::of(self.text, self.words[at]).unwrap_or_default().end;
        let rest = &self.text[end..];
        let rest = rest.strip_prefix(['\'', '’']);
        rest.is_some_and(|it| it.starts_with("s ") || it.starts_with(' ') && self.words[at].ends_with('s'))
    }

    /// From the first of some words to the last, as they stand.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        let first = self.words.get(from).and_then(|it| Span::of(self.text, it));
        let last = to.checked_sub(1).and_then(|it| self.words.get(it));
        let last = last.and_then(|it| Span::of(self.text, it));
        first.zip(last).map_or("", |(first, last)| first.join(last).slice(self.text))
    }

    /// The entry of the table of classes that a word belongs to.
    pub fn class_at(&self, at: usize) -> Option<&class::Hit> {
        self.classes.iter().find(|hit| hit.at <= at && at < hit.end())
    }

    /// Whether a word belongs to the name of a country.
    pub fn in_country(&self, at: usize) -> bool {
        self.countries.iter().any(|hit| hit.at <= at && at < hit.at + hit.len)
    }

    /// Whether a word is capitalised and nothing that the tables know.
    pub fn is_name(&self, at: usize) -> bool {
        let word = self.words[at];
        word.starts_with(char::is_uppercase)
            && self.class_at(at).is_none()
            && !self.in_country(at)
            && !is_article(word)
            && !is_preposition(word)
            && !is_small(word)
    }

    /// Whether a word hangs on the one before it: "Hoi-kwan".
    pub fn hyphened(&self, at: usize) -> bool {
        at > 0 && self.slice(at - 1, at + 1).len() == self.words[at - 1].len() + self.words[at].len() + 1
            && self.slice(at - 1, at + 1).contains('-')
    }

    /// The first preposition that is not part of an entry.
    pub fn preposition(&self) -> Option<usize> {
        (0..self.words.len())
            .find(|at| is_preposition(self.words[*at]) && self.class_at(*at).is_none())
    }
}

/// "The", "a", "its".
pub fn is_article(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "the" | "a" | "an" | "this" | "that" | "these" | "those" | "its" | "his" | "her" | "their"
            | "our" | "my" | "both"
    )
}

/// Where the noun phrase begins that a stretch ends with.
pub fn last_phrase(part: &Part<'_>) -> usize {
    const LONGEST: usize = 12;
    let last = part.words.len();
    let mut from = last;
    while from > 0 && last - from < LONGEST && belongs(part, from - 1) {
        from -= 1;
    }
    from
}

/// Whether a word belongs to the noun phrase that goes on behind it.
fn belongs(part: &Part<'_>, at: usize) -> bool {
    let word = part.words[at];
    let small = matches!(word, "the" | "a" | "an" | "of" | "The" | "A" | "An");
    let parted = part.words.get(at + 1).is_some_and(|next| {
        let between = part.slice(at, at + 2);
        between.len() > word.len() + next.len() + 1 && between.contains([',', ';', ':', '"'])
    });
    let capital = word.starts_with(char::is_uppercase) && !is_small(word);
    !parted && (small || capital || part.class_at(at).is_some())
}

/// Words that a sentence may begin with, capitalised, and that name nobody.
fn is_small(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "according" | "after" | "all" | "also" | "although" | "and" | "another" | "any" | "as"
            | "because" | "before" | "but" | "could" | "despite" | "did" | "do" | "does" | "during"
            | "each" | "earlier" | "even" | "every" | "few" | "following" | "had" | "has" | "have"
            | "he" | "her" | "here" | "him" | "how" | "however" | "i" | "if" | "instead" | "is" | "it"
            | "last" | "late" | "later" | "let" | "many" | "maybe" | "meanwhile" | "more" | "most"
            | "much" | "neither" | "never" | "no" | "nobody" | "none" | "nor" | "not" | "nothing"
            | "now" | "okay" | "once" | "one" | "only" | "or" | "other" | "others" | "perhaps"
            | "please" | "several" | "she" | "should" | "since" | "so" | "some" | "still" | "such"
            | "than" | "then" | "there" | "they" | "though" | "three" | "thus" | "today" | "too"
            | "two" | "until" | "upon" | "was" | "we" | "well" | "were" | "what" | "when" | "where"
            | "whether" | "which" | "while" | "who" | "why" | "will" | "would" | "yeah" | "yes"
            | "yesterday" | "yet" | "you" | "your" | "without" | "within" | "thank" | "thanks"
            | "via" | "begin" | "end" | "initial"
    )
}

/// A preposition that parts a noun from what follows it.
pub fn is_preposition(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "of" | "for" | "in" | "from" | "at" | "with" | "within" | "on" | "to" | "close" | "familiar"
            | "speaking" | "by" | "inside" | "near" | "under" | "after" | "as" | "including"
            | "including:" | "using" | "between" | "against" | "over"
    )
}

/// Where a noun phrase is over.
const ENDS: &[&str] = &[
    ", who", ", which", ", whom", ", whose", ", citing", ", adding", ", saying", ", speaking",
    ", including", " including ", " such as ", ", such as", ", while", ", when", ", where", ", in a ", ", on ", ", said", ", has", ", was", ", is", " who ",
    " which ", " whom ", " whose ", " citing ", " saying ", " that ", " have ", " has ", " had ",
    " was ", " is ", " were ", " are ", " said ", " told ", " reportedly", " also", " themselves",
    ": ", "; ", " — ", " – ",
];

/// What may stand before a noun phrase and is no part of it.
const BEGINS: &[&str] = &[
    "according to ", "and ", "but ", "by ", "from ", "with ", "while ", "when ", "where ", "that ",
    "as ", "however, ", "even ", "also ",
];

/// The noun phrase of a mention.
pub fn core(text: &str) -> &str {
    let mut text = text.trim_matches(|it: char| !it.is_alphanumeric() && it != '.');
    while let Some(rest) = BEGINS.iter().find_map(|it| strip_start(text, it)) {
        text = rest;
    }
    let end = ENDS.iter().filter_map(|it| text.find(it).filter(|at| *at > 0)).min();
    let text = &text[..end.unwrap_or(text.len())];
    let text = before_saying(text);
    let text = text.strip_suffix(" who").or(text.strip_suffix(", which")).unwrap_or(text);
    without_day(text).trim_end_matches(|it: char| !it.is_alphanumeric() && it != '.' && it != ')')
}

/// "The minister underscored a need": without the verb and what follows it.
fn before_saying(text: &str) -> &str {
    let mut before = "the";
    for word in text.split(' ') {
        let past = word.ends_with("ed") || matches!(word, "said" | "told" | "wrote" | "spoke");
        if past && saying::is_finite(word) && !is_article(before) {
            let at = Span::of(text, word).map_or(0, |it| it.start);
            return text[..at].trim_end();
        }
        before = word;
    }
    text
}

fn strip_start<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    let head = text.get(..start.len())?;
    head.eq_ignore_ascii_case(start).then(|| &text[start.len()..])
}

/// "Germany on Monday": the day is not hers.
fn without_day(text: &str) -> &str {
    let day = |at: usize, before: &str| {
        let after = &text[at + before.len()..];
        let first = after.split_whitespace().next().unwrap_or_default();
        let part = Part::read(first);
        part.classes.first().is_some_and(|it| it.kind == Kind::Nobody)
    };
    [" on ", " in ", " late ", " early "]
        .iter()
        .filter_map(|it| text.rfind(it).filter(|at| day(*at, it)))
        .min()
        .map_or(text, |at| &text[..at])
}

/// The stretches between commas and brackets, the first being what the others are said of.
pub fn segments(text: &str) -> Vec<&str> {
    text.split([',', '(', ')']).map(str::trim).filter(|it| !it.is_empty()).collect()
}

/// The sides of a joint subject: "both A and B", "A, B and C".
pub fn sides(text: &str) -> Option<Vec<&str>> {
    let both = strip_start(text, "both ");
    let text = both.unwrap_or(text);
    let at = text.find(" and ")?;
    let (left, right) = (text[..at].trim_end_matches(','), &text[at + 5..]);
    let listed: Vec<&str> = left.split(", ").filter(|it| !it.is_empty()).collect();
    let (last_left, first_left) = (Part::read(listed.last()?), Part::read(listed.first()?));
    let right_part = Part::read(right);
    // "Mori, his wife and the chairwoman of the party": what stands behind the comma is said of her.
    let apposed = listed.iter().skip(1).any(|it| {
        let mut words = it.split(' ');
        let article = words.next().is_some_and(is_article);
        article && words.next().is_some_and(|it| it.starts_with(char::is_lowercase))
    });
    let joint = both.is_some()
        || !apposed
            && listed.iter().all(|it| stands_alone(&Part::read(it)))
            && stands_alone(&right_part)
            && !goes_on(&last_left, &right_part)
            && !same_person(&first_left, &right_part)
            && (listed.len() == 1 || listed.iter().all(|it| plain(&Part::read(it))));
    if !joint {
        return None;
    }
    let mut sides = listed;
    match right.split_once(" and ") {
        Some((second, third)) if both.is_none() && plain(&Part::read(second)) => {
            sides.extend([second, third]);
        }
        _ => sides.push(right),
    }
    Some(sides)
}

/// Whether a stretch is a source by itself.
fn stands_alone(part: &Part<'_>) -> bool {
    let known = part.classes.iter().any(|it| !matches!(it.kind, Kind::Field | Kind::Former | Kind::Title));
    known
        || !part.countries.is_empty()
        || (0..part.words.len()).any(|at| part.is_name(at))
}

/// "The Ministry of Health and Welfare", "an office for Trade and Industry": one body.
fn goes_on(left: &Part<'_>, right: &Part<'_>) -> bool {
    let determined = right.words.first().is_some_and(|it| is_article(it));
    let opens = right.class_at(0).is_some_and(|it| it.kind.is_people() || it.kind.is_body());
    let field = |part: &Part<'_>, at: usize| {
        part.class_at(at).is_some_and(|it| it.kind == Kind::Field)
    };
    let own = determined || opens || !right.countries.is_empty() && right.countries[0].at == 0;
    let last = left.words.len().saturating_sub(1);
    !right.words.is_empty() && field(right, 0) && !determined
        || !left.words.is_empty() && field(left, last)
        || left.preposition().is_some_and(|it| it > 0) && !own
}

/// "The founder and director Aiko Mori": two offices of one person.
fn same_person(left: &Part<'_>, right: &Part<'_>) -> bool {
    let office = |part: &Part<'_>| part.classes.iter().rfind(|it| it.kind.is_people()).copied();
    let named = |part: &Part<'_>, hit: class::Hit| {
        hit.end() < part.words.len() && part.is_name(hit.end())
    };
    let (Some(first), Some(second)) = (office(left), office(right)) else { return false };
    let determined = right.words.first().is_some_and(|it| is_article(it));
    first.end() == left.words.len() && named(right, second) && !determined
}

/// A side of a list that is no apposition.
fn plain(part: &Part<'_>) -> bool {
    part.words.len() <= 6
}
