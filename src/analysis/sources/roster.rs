//! The sources of one article while it is read: each new mention finds its own, or makes one.
//!
//! `sources` fills it in the order of the text. What it looks through at a mention is bounded, so
//! that an article of ten thousand speakers takes ten thousand steps.

mod entry;
mod introduction;

use std::collections::HashMap;

use crate::{
    analysis::sources::{
        country,
        mention::{self, Mention, Number},
        name,
        people::People,
    },
    model::{Article, Flag, Ground, Source, SourceClass, Span},
    text::sentences,
};

pub use self::entry::{Entry, Mark, is_news, is_person};
use self::entry::{describes, is_unnamed};

/// How many candidates, the latest first, a mention is compared with.
const REACH: usize = 24;

/// The sources found so far.
pub struct Roster<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// The sources.
    pub entries: Vec<Entry>,
    /// Who was mentioned where, in the order of the text.
    pub trail: Vec<(usize, Span)>,
    people: People,
    /// How far the text has been read.
    reading: usize,
    by_key: HashMap<String, Vec<usize>>,
}

impl<'a> Roster<'a> {
    /// Nobody yet.
    pub fn new(article: &'a Article) -> Self {
        Self {
            article,
            sentences: sentences::sentences(&article.text),
            entries: Vec::new(),
            trail: Vec::new(),
            people: People::of(&article.text),
            reading: 0,
            by_key: HashMap::new(),
        }
    }

    /// The sentence that holds a place.
    pub fn sentence(&self, at: usize) -> Span {
        let index = self.sentences.partition_point(|it| it.end <= at);
        self.sentences.get(index).filter(|it| it.start <= at).copied().unwrap_or_default()
    }

    /// What stands before a place in its sentence, no more than `most` bytes.
    pub fn before(&self, place: usize, most: usize) -> Span {
        let start = self.sentence(place).start.min(place);
        Span::new(floor(&self.article.text, start.max(place.saturating_sub(most))), place)
    }

    /// The source that a mention with words of its own means; a new one if none was met before.
    pub fn named(&mut self, mention: &Mention, span: Span) -> usize {
        self.reading = span.start;
        if let Some((found, rule)) = self.matching(mention) {
            self.note(found, mention, span, rule);
            return found;
        }
        let fuller = self.fuller(mention).or_else(|| self.bearer(mention, span));
        let found = match fuller.as_ref().and_then(|it| self.matching(it)) {
            Some((found, _)) => found,
            None => self.admit(fuller.as_ref().unwrap_or(mention), span),
        };
        let rule = match fuller {
            Some(_) if mention.person.is_empty() => "title of a person named before",
            Some(_) => "surname of a full name",
            None => "first mention",
        };
        self.note(found, mention, span, rule);
        found
    }

    /// The entry that a mention with words of its own belongs to, and why.
    pub fn matching(&self, mention: &Mention) -> Option<(usize, &'static str)> {
        if mention.is_joint() {
            let same = |at: &usize| self.entries[*at].number == Number::Joint;
            return self
                .latest(&self.key_of_joint(mention), same)
                .map(|it| (it, "same names together"));
        }
        if !mention.person.is_empty() {
            return self.same_person(mention).map(|it| (it, "same name"));
        }
        if mention.state {
            let key = key_of_state(mention.country?);
            return self.latest(&key, |_| true).map(|it| (it, "same state"));
        }
        let called = |at: &usize| {
            let it = &self.entries[*at];
            it.number == mention.number && !mention.is_new()
        };
        let name = self.latest(&key_of_name(&mention.name), called);
        if let Some(found) = name {
            return Some((found, "same words"));
        }
        let short = mention.heads.is_empty() || mention.name.chars().all(|it| !it.is_lowercase());
        if short && let Some(found) = self.latest(&key_of_letters(&mention.name), called) {
            return Some((found, "its first letters"));
        }
        let head = mention.heads.first()?;
        let fits = |at: &usize| describes(mention, &self.entries[*at]);
        self.latest(&key_of_head(head), fits).map(|it| (it, "same description"))
    }

    fn same_person(&self, mention: &Mention) -> Option<usize> {
        let fits = |at: &usize| {
            let it = &self.entries[*at];
            let genders = it.gender.zip(mention.gender).is_none_or(|(a, b)| a == b);
            genders && !it.person.is_empty() && name::same(&mention.person, &it.person)
        };
        let mut words = mention.person.iter().rev().map(|it| key_of_word(it));
        let found = words.find_map(|key| self.latest(&key, fits));
        // One letter written otherwise: only among those who just spoke.
        found.or_else(|| {
            let mut trail = self.trail.iter().rev().take(REACH).map(|it| it.0);
            trail.find(|at| name::nearly(&mention.person, &self.entries[*at].person))
        })
    }

    /// Those named together, each as the text introduces it.
    fn introduced(&self, sides: &[Mention]) -> Vec<Mention> {
        let place = Span::new(self.reading, self.reading);
        let side = |it: &Mention| self.fuller(it).or_else(|| self.bearer(it, place));
        sides.iter().map(|it| side(it).unwrap_or_else(|| it.clone())).collect()
    }

    /// Those named together, each by the shortest that tells who it is.
    fn key_of_joint(&self, mention: &Mention) -> String {
        let side = |it: &Mention| {
            let known = it.person.last().map(|it| name::folded(it));
            let state = it.country.filter(|_| it.state).map(str::to_owned);
            known.or(state).unwrap_or_else(|| it.name.to_lowercase())
        };
        let mut sides: Vec<String> = self.introduced(&mention.sides).iter().map(side).collect();
        sides.sort_unstable();
        let words = if sides.is_empty() { mention.modifiers.join(" ") } else { sides.join(" + ") };
        format!("joint {words}")
    }

    /// The latest entry under a key that will do.
    fn latest(&self, key: &str, will_do: impl Fn(&usize) -> bool) -> Option<usize> {
        let known = self.by_key.get(key)?;
        known.iter().rev().take(REACH).copied().find(|it| will_do(it))
    }

    /// A new source.
    pub fn admit(&mut self, mention: &Mention, span: Span) -> usize {
        let unnamed = mention.number == Number::Several && mention.person.is_empty();
        let source = Source {
            name: mention.name.clone(),
            class: mention.class,
            flags: if unnamed && is_unnamed(mention.class) {
                vec![Flag::PluralUnnamed]
            } else {
                Vec::new()
            },
            country: mention.country,
            affiliation: None,
            via: None,
            mentions: Vec::new(),
            ground: Ground { cue: span, rule: "first mention" },
        };
        self.entries.push(Entry {
            source,
            person: mention.person.clone(),
            heads: Vec::new(),
            modifiers: mention.modifiers.clone(),
            state: mention.state,
            number: mention.number,
            labelled: false,
            gender: mention.gender,
            body: mention.body.clone(),
            aliases: Vec::new(),
            marks: Vec::new(),
        });
        let at = self.entries.len() - 1;
        if mention.is_joint() {
            let sides = self.introduced(&mention.sides);
            if mention.class == SourceClass::NamedPerson {
                self.entries[at].source.class = mention::class_of_sides(&sides);
            }
            self.file(self.key_of_joint(mention), at);
        } else {
            self.file(key_of_name(&mention.name), at);
        }
        if let Some(code) = mention.country.filter(|_| mention.state) {
            self.file(key_of_state(code), at);
        }
        if mention.person.is_empty() {
            for letters in initials(&mention.name).into_iter().chain(mention.letters.clone()) {
                self.file(key_of_letters(&letters), at);
            }
        }
        self.file_words(mention, at);
        at
    }

    /// Files an entry under the words of a mention.
    fn file_words(&mut self, mention: &Mention, at: usize) {
        for word in &mention.person {
            self.file(key_of_word(word), at);
        }
        for head in &mention.heads {
            if !self.entries[at].heads.contains(head) {
                self.entries[at].heads.push(head.clone());
                self.file(key_of_head(head), at);
            }
        }
    }

    fn file(&mut self, key: String, at: usize) {
        let known = self.by_key.entry(key).or_default();
        if !known.iter().rev().take(REACH).any(|it| *it == at) {
            known.push(at);
        }
    }

    /// Marks a place as a mention of a source.
    pub fn mark(&mut self, at: usize, span: Span, rule: &'static str) {
        if let Some(entry) = self.entries.get_mut(at) {
            entry.marks.push(Mark { span, rule });
        }
    }

    /// Takes over what a mention adds to what is known.
    pub fn note(&mut self, at: usize, mention: &Mention, span: Span, rule: &'static str) {
        self.mark(at, span, rule);
        self.trail.push((at, span));
        let Some(entry) = self.entries.get_mut(at) else { return };
        if mention.pronoun.is_some() {
            if let Some(mention::Pronoun::Person(gender)) = mention.pronoun {
                entry.gender = entry.gender.or(gender);
            }
            return;
        }
        entry.gender = entry.gender.or(mention.gender);
        entry.source.country = entry.source.country.or(mention.country);
        entry.body = entry.body.take().or_else(|| mention.body.clone());
        if let [alias] = mention.person.as_slice()
            && !entry.aliases.contains(alias)
        {
            entry.aliases.push(alias.clone());
        }
        if mention.person.len() > entry.person.len() {
            entry.person.clone_from(&mention.person);
            entry.source.name.clone_from(&mention.name);
        }
        let vague =
            matches!(entry.source.class, SourceClass::NamedPerson | SourceClass::Unspecified);
        if vague && !matches!(mention.class, SourceClass::NamedPerson | SourceClass::Unspecified) {
            entry.source.class = mention.class;
        }
        self.file_words(mention, at);
        // The latest under a key is the one mentioned last.
        for head in mention.heads.iter().map(|it| key_of_head(it)) {
            if let Some(known) = self.by_key.get_mut(&head)
                && let Some(place) = known.iter().rev().take(REACH).position(|it| *it == at)
            {
                let last = known.len() - 1;
                known[last - place..].rotate_left(1);
            }
        }
    }
}

/// The last boundary of a character that is not behind `at`.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn key_of_name(name: &str) -> String {
    format!("name {}", name.to_lowercase())
}

fn key_of_word(word: &str) -> String {
    format!("word {}", name::folded(word))
}

fn key_of_head(head: &str) -> String {
    format!("head {head}")
}

fn key_of_state(code: &str) -> String {
    format!("state {code}")
}

fn key_of_letters(letters: &str) -> String {
    format!("letters {}", letters.replace('.', ""))
}

/// The letters that a body may be called by: in brackets, or the first of its words.
fn initials(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    let words = country::words(name);
    let capital: Vec<&&str> =
        words.iter().filter(|it| it.starts_with(char::is_uppercase)).collect();
    if capital.len() >= 2 {
        found.push(capital.iter().filter_map(|it| it.chars().next()).collect());
    }
    let shouted = |it: &&str| it.len() >= 2 && it.chars().all(|it| it.is_uppercase() || it == '.');
    found.extend(words.iter().copied().filter(shouted).map(|it| it.replace('.', "")));
    found
}
