//! The sources of one article while it is read: each new mention finds its own, or makes one.
//!
//! `sources` fills it in the order of the text. What it looks through at a mention is bounded, so
//! that an article of ten thousand speakers takes ten thousand steps.

use std::collections::HashMap;

use crate::{
    analysis::sources::{
        country,
        mention::{self, Gender, Mention},
        name,
        people::People,
        phrase::{self, Part},
    },
    model::{Article, Flag, Ground, Source, SourceClass, Span},
    text::sentences,
};

/// How many candidates, the latest first, a mention is compared with.
const REACH: usize = 24;

/// A place where a source is mentioned, and why it is taken for that source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The place.
    pub span: Span,
    /// Why.
    pub rule: &'static str,
}

/// One source with all that its mentions said of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// As it will leave.
    pub source: Source,
    /// A person's name.
    pub person: Vec<String>,
    /// The words for what it is.
    pub heads: Vec<String>,
    /// The words that tell it from others.
    pub modifiers: Vec<String>,
    /// It is a state.
    pub state: bool,
    /// It is several people.
    pub plural: bool,
    /// It is several named in one breath.
    pub joint: bool,
    /// It speaks under a label of a transcript.
    pub labelled: bool,
    /// What is known of a person.
    pub gender: Option<Gender>,
    /// The body that it speaks for, as its mentions call it.
    pub body: Option<String>,
    /// The short names it was called by.
    pub aliases: Vec<String>,
    /// Its mentions.
    pub marks: Vec<Mark>,
}

impl Entry {
    /// A single person.
    pub fn is_person(&self) -> bool {
        is_person(self.source.class) && !self.plural && !self.joint
    }

    /// Neither a person nor several.
    pub fn is_body(&self) -> bool {
        !is_person(self.source.class) && !self.plural && !self.joint
    }
}

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
        if mention.joint {
            let same = |at: &usize| self.entries[*at].joint;
            return self.latest(&self.key_of_joint(mention), same).map(|it| (it, "same names together"));
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
            !it.joint && it.plural == mention.plural && !mention.indefinite
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
        let words = mention.person.iter().rev().map(|it| key_of_word(it));
        let found = words.filter_map(|key| self.latest(&key, fits)).next();
        // One letter written otherwise: only among those who just spoke.
        found.or_else(|| {
            let mut trail = self.trail.iter().rev().take(REACH).map(|it| it.0);
            trail.find(fits)
        })
    }

    /// Those named together, each by the shortest that tells who it is.
    fn key_of_joint(&self, mention: &Mention) -> String {
        let place = Span::new(self.reading, self.reading);
        let side = |it: &Mention| {
            let full = self.fuller(it).or_else(|| self.bearer(it, place));
            let full = full.as_ref().unwrap_or(it);
            let known = full.person.last().map(|it| name::folded(it));
            let state = full.country.filter(|_| full.state).map(str::to_owned);
            known.or(state).unwrap_or_else(|| full.name.to_lowercase())
        };
        let mut sides: Vec<String> = mention.sides.iter().map(side).collect();
        sides.sort_unstable();
        let words = if sides.is_empty() { mention.modifiers.join(" ") } else { sides.join(" + ") };
        format!("joint {words}")
    }

    /// The latest entry under a key that will do.
    fn latest(&self, key: &str, will_do: impl Fn(&usize) -> bool) -> Option<usize> {
        let known = self.by_key.get(key)?;
        known.iter().rev().take(REACH).copied().find(|it| will_do(it))
    }

    /// What the text says of a person elsewhere, where the mention is but a name.
    pub fn fuller(&self, mention: &Mention) -> Option<Mention> {
        let surname = mention.person.last().filter(|_| mention.heads.is_empty())?;
        let places = self.people.called(surname).iter();
        let told: Vec<Mention> = places
            .filter_map(|end| self.told_at(*end))
            .filter(|it| name::same(&it.person, &mention.person) && !it.joint)
            .filter(|it| it.person.len() > mention.person.len() || !it.heads.is_empty())
            .collect();
        let titled = told.iter().position(|it| !it.heads.is_empty() && it.person.len() > 1);
        told.into_iter().nth(titled.unwrap_or(0))
    }

    /// Who bears a title that stands without a name: "the Secretary", after "Secretary Mori".
    fn bearer(&self, mention: &Mention, span: Span) -> Option<Mention> {
        const BACK: usize = 4_000;
        let person = mention.person.is_empty() && !mention.plural && !mention.indefinite;
        let head = mention.heads.first().filter(|_| person && is_person(mention.class))?;
        let text = self.article.text.as_str();
        let mut from = span.start.saturating_sub(BACK);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text.get(from..span.start)?;
        let mut letters = head.chars();
        let title: String =
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        let places = before.rmatch_indices(title.as_str()).take(8);
        let ends = places.filter_map(|(at, _)| name_after(text, from + at + title.len()));
        ends.filter_map(|end| self.told_at(end)).find(|it| {
            !it.person.is_empty() && !it.joint && it.heads.iter().any(|it| it.ends_with(head.as_str()))
                || !it.person.is_empty() && !it.joint && it.heads.iter().any(|it| it.starts_with(head.as_str()))
        })
    }

    /// The mention that ends with a name at `end`: its title before it, its apposition behind it.
    fn told_at(&self, end: usize) -> Option<Mention> {
        let text = self.article.text.as_str();
        let sentence = self.sentence(end.saturating_sub(1));
        let end = end + more_of_a_name(text.get(end..sentence.end.max(end))?);
        let before = text.get(sentence.start..end)?;
        let from = before.rmatch_indices([' ', '\u{a0}']).nth(14).map_or(0, |(at, _)| at);
        let part = Part::read(&before[from..]);
        let phrase = part.slice(phrase::last_phrase(&part), part.words.len());
        let start = Span::of(text, phrase)?.start;
        let after = text.get(end..sentence.end.max(end)).map_or(0, apposition);
        mention::parse(text.get(start..end + after)?)
    }

    /// A new source.
    pub fn admit(&mut self, mention: &Mention, span: Span) -> usize {
        let unnamed = mention.plural && mention.person.is_empty() && !mention.joint;
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
            plural: mention.plural,
            joint: mention.joint,
            labelled: false,
            gender: mention.gender,
            body: mention.body.clone(),
            aliases: Vec::new(),
            marks: Vec::new(),
        });
        let at = self.entries.len() - 1;
        if mention.joint {
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
        let vague = matches!(entry.source.class, SourceClass::NamedPerson | SourceClass::Unspecified);
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

/// How much of a name there is at the beginning of a stretch: " Garced".
fn more_of_a_name(rest: &str) -> usize {
    let mut length = 0;
    for word in rest.strip_prefix(' ').unwrap_or_default().split(' ').take(3) {
        let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric());
        if !bare.starts_with(char::is_uppercase) {
            break;
        }
        length += 1 + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    length
}

/// Where the name ends that a title stands before, "of State" and the like between them.
fn name_after(text: &str, title: usize) -> Option<usize> {
    let rest = text.get(title..)?.strip_prefix(' ')?;
    let mut end = None;
    for word in rest.split([' ', '\n']).take(8) {
        let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric() && it != '.');
        if bare.starts_with(char::is_uppercase) {
            end = Some(Span::of(text, bare)?.end);
        } else if !matches!(word, "of" | "for" | "the" | "bin" | "al" | "de" | "van" | "von" | "el") {
            break;
        }
        if bare.len() < word.len() {
            break;
        }
    }
    end
}

/// How long the apposition is with which a stretch begins: ", the city's home minister,".
fn apposition(rest: &str) -> usize {
    const LONGEST: usize = 140;
    let Some(words) = rest.strip_prefix(", ") else { return 0 };
    let opens = ["the ", "a ", "an ", "his ", "her ", "its ", "their ", "chief ", "head ", "director ",
        "spokes", "fiancé", "leader ", "president ", "minister ", "who "];
    let first = opens.iter().any(|it| words.starts_with(it));
    let end = words.find([',', '.', ';', '"', '“', '—']).filter(|at| *at < LONGEST);
    end.filter(|_| first).map_or(0, |at| at + 2)
}

/// Whether a description fits an entry.
fn describes(mention: &Mention, it: &Entry) -> bool {
    let agree = mention.country.is_none()
        || it.source.country.is_none()
        || mention.country == it.source.country;
    if !agree || mention.indefinite || it.joint || mention.plural != it.plural || it.state {
        return false;
    }
    let known = |word: &String| {
        it.modifiers.contains(word)
            || it.heads.contains(word)
            || it.source.name.to_lowercase().contains(word.as_str())
            || it.body.as_ref().is_some_and(|it| it.to_lowercase().contains(word.as_str()))
    };
    let narrower = mention.modifiers.iter().all(known);
    let wider = it.modifiers.iter().all(|word| mention.modifiers.contains(word));
    if is_person(it.source.class) {
        // One man may be "the diplomat", "the envoy", "the Chilean diplomat"; of several, those of
        // one place and kind are the same.
        return if it.plural { narrower || wider } else { is_person(mention.class) };
    }
    narrower || wider && it.modifiers.len() == mention.modifiers.len()
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
    let capital: Vec<&&str> = words.iter().filter(|it| it.starts_with(char::is_uppercase)).collect();
    if capital.len() >= 2 {
        found.push(capital.iter().filter_map(|it| it.chars().next()).collect());
    }
    let shouted = |it: &&str| it.len() >= 2 && it.chars().all(|it| it.is_uppercase() || it == '.');
    found.extend(words.iter().copied().filter(shouted).map(|it| it.replace('.', "")));
    found
}

/// Classes of people, as opposed to bodies and things.
pub const fn is_person(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::NamedPerson
            | SourceClass::NamedOfficial
            | SourceClass::UnnamedOfficial
            | SourceClass::FormerOfficial
            | SourceClass::Journalist
            | SourceClass::ExpertsNamed
            | SourceClass::ExpertsUnnamed
            | SourceClass::Witness
            | SourceClass::HeadsOfStateUnnamed
            | SourceClass::OfficialsJoint
    )
}

/// Classes whose plural says that nobody knows how many and who.
const fn is_unnamed(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::UnnamedOfficial
            | SourceClass::ExpertsUnnamed
            | SourceClass::Witness
            | SourceClass::Journalist
            | SourceClass::Unspecified
            | SourceClass::Ngo
            | SourceClass::FormerOfficial
    )
}

/// Whether a source is news that others' words pass through.
pub const fn is_news(class: SourceClass) -> bool {
    matches!(
        class,
        SourceClass::NewsAgency
            | SourceClass::NewsOutlet
            | SourceClass::StateMedia
            | SourceClass::Journalist
    )
}
