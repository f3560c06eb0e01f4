//! The sources of one article while it is read: each new mention finds its own, or makes one.
//!
//! `sources` fills it in the order of the attributions.

use crate::{
    analysis::{
        attribution::{Attribution, Manner},
        sources::{
            country,
            mention::{self, Mention, Pronoun},
        },
    },
    model::{Article, Flag, Ground, Quotation, Source, SourceClass, Span},
    text::sentences,
};

/// One source with all that its mentions said of it.
#[derive(Clone, Debug)]
struct Entry {
    source: Source,
    person: Vec<String>,
    heads: Vec<String>,
    plural: bool,
    /// Where it was last mentioned.
    last: usize,
}

/// The sources found so far.
pub struct Roster<'a> {
    article: &'a Article,
    sentences: Vec<Span>,
    entries: Vec<Entry>,
    last: Option<usize>,
    issuer: Option<usize>,
}

impl<'a> Roster<'a> {
    /// Nobody yet.
    pub fn new(article: &'a Article) -> Self {
        let sentences = sentences::sentences(&article.text);
        Self { article, sentences, entries: Vec::new(), last: None, issuer: None }
    }

    /// The source whose mention stands at `span`, within words of `outer` if within anybody's.
    pub fn find(&mut self, span: Span, outer: Option<usize>) -> Option<usize> {
        let text = self.article.text.as_str();
        let mention = mention::parse(span.slice(text));
        let found = match mention.pronoun {
            Some(pronoun) => self.antecedent(pronoun, span, outer)?,
            None => self.matching(&mention).unwrap_or_else(|| {
                let fuller = self.fuller(&mention);
                self.admit(fuller.as_ref().unwrap_or(&mention), span)
            }),
        };
        self.note(found, &mention, span);
        Some(found)
    }

    /// The source of the attribution before.
    pub const fn last(&self) -> Option<usize> {
        self.last
    }

    /// The country that a source speaks for.
    pub fn country(&self, source: usize) -> Option<&'static str> {
        self.entries.get(source).and_then(|it| it.source.country)
    }

    /// Whoever issued the statement that the article is.
    pub fn issuer(&mut self) -> usize {
        if let Some(issuer) = self.issuer {
            return issuer;
        }
        let name = self.article.site.as_deref().or(self.article.byline.as_deref());
        let mut mention = mention::parse(name.unwrap_or(&self.article.title));
        if name.is_none() && mention.class == SourceClass::NamedPerson {
            mention.class = SourceClass::Unspecified;
        }
        let found = self.matching(&mention).unwrap_or_else(|| {
            let rule = "issuer of the statement";
            self.push(&mention, Ground { cue: Span::default(), rule })
        });
        self.issuer = Some(found);
        found
    }

    /// First persons of quotations, and surnames that own a statement ("Mori's remarks").
    pub fn add_further_mentions(&mut self, attributions: &[Attribution], found: &[Option<usize>]) {
        let text = self.article.text.as_str();
        for (attribution, source) in attributions.iter().zip(found) {
            let Some(entry) = source.and_then(|it| self.entries.get_mut(it)) else { continue };
            if attribution.quotation == Quotation::Direct && attribution.manner == Manner::Cue {
                entry.source.mentions.extend(first_person(text, &attribution.content));
            }
        }
        for entry in &mut self.entries {
            let Some(surname) = entry.person.last() else { continue };
            entry.source.mentions.extend(owned_words(text, surname));
        }
    }

    /// The sources by their first mention, and the place of each entry among them.
    pub fn into_sources(mut self) -> (Vec<Source>, Vec<usize>) {
        for entry in &mut self.entries {
            tidy(&mut entry.source.mentions);
        }
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        let first = |at: &usize| {
            self.entries[*at].source.mentions.first().map_or(usize::MAX, |it| it.start)
        };
        order.sort_by_key(first);
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let affiliations: Vec<Option<usize>> =
            order.iter().map(|old| self.affiliation(*old).map(|it| place[it])).collect();
        let entries = &self.entries;
        let sources = order
            .iter()
            .zip(affiliations)
            .map(|(old, affiliation)| Source { affiliation, ..entries[*old].source.clone() });
        (sources.collect(), place)
    }

    /// The state that an official speaks for, where it is a source itself.
    fn affiliation(&self, at: usize) -> Option<usize> {
        let source = &self.entries[at].source;
        let official =
            matches!(source.class, SourceClass::NamedOfficial | SourceClass::UnnamedOfficial);
        let country = source.country.filter(|_| official)?;
        let state = |it: &Entry| {
            it.source.class == SourceClass::StateActor && it.source.country == Some(country)
        };
        self.entries.iter().position(state)
    }

    /// Whom a pronoun at `span` stands for.
    fn antecedent(&mut self, pronoun: Pronoun, span: Span, outer: Option<usize>) -> Option<usize> {
        let person = |it: &Entry| is_person(it.source.class) && !it.plural;
        match pronoun {
            Pronoun::Speaker => outer.or(self.issuer).or(self.last).or_else(|| Some(self.issuer())),
            Pronoun::Person => self.nearest(span, person).or(self.last),
            Pronoun::Several => {
                let several = |it: &Entry| it.plural || !is_person(it.source.class);
                self.nearest(span, several).or(self.last)
            }
            Pronoun::Relative => self.last,
            Pronoun::Body => {
                let body = |it: &Entry| !is_person(it.source.class) && !it.plural;
                self.state_before(span).or_else(|| self.nearest(span, body)).or(self.last)
            }
        }
    }

    /// The source last mentioned before `span` of those that will do.
    fn nearest(&self, span: Span, will_do: impl Fn(&Entry) -> bool) -> Option<usize> {
        let before = self.entries.iter().enumerate();
        let before = before.filter(|(_, it)| it.last <= span.start && will_do(it));
        before.max_by_key(|(_, it)| it.last).map(|it| it.0)
    }

    /// The first country of the sentence, where it stands before the pronoun and by itself.
    fn state_before(&mut self, span: Span) -> Option<usize> {
        let at = self.sentences.partition_point(|it| it.end <= span.start);
        let sentence = *self.sentences.get(at)?;
        let head = Span::new(sentence.start, span.start).slice(&self.article.text);
        let code = country::first_in(head)?;
        let mention = mention::parse(country::short_name(code)?);
        let state = Mention { country: Some(code), class: SourceClass::StateActor, ..mention };
        Some(self.matching(&state).unwrap_or_else(|| self.admit(&state, span)))
    }

    /// The entry that a mention with words of its own belongs to.
    fn matching(&self, mention: &Mention) -> Option<usize> {
        let fits = |it: &Entry| {
            if !mention.person.is_empty() && !it.person.is_empty() {
                return same_person(&mention.person, &it.person);
            }
            let lands = agree(mention.country, it.source.country);
            let same_head = mention.head.as_ref().is_some_and(|head| it.heads.contains(head));
            let plain = mention.person.is_empty();
            if mention.class == SourceClass::StateActor
                && it.source.class == SourceClass::StateActor
            {
                return mention.country == it.source.country
                    && (mention.country.is_some() || mention.name == it.source.name);
            }
            if mention.name.to_lowercase() == it.source.name.to_lowercase() {
                return !mention.indefinite;
            }
            // A body keeps its own words: two ministries of one country are two sources.
            let known = is_person(it.source.class) || shorter(mention, &it.source.name);
            plain
                && same_head
                && lands
                && known
                && !mention.indefinite
                && mention.plural == it.plural
        };
        let fitting = self.entries.iter().enumerate().filter(|(_, it)| fits(it));
        fitting.max_by_key(|(_, it)| it.last).map(|it| it.0)
    }

    /// What the text says of a person elsewhere, where the mention is a surname only.
    fn fuller(&self, mention: &Mention) -> Option<Mention> {
        let [surname] = mention.person.as_slice() else { return None };
        let text = self.article.text.as_str();
        let parsed = |at: usize| {
            let sentence = self.sentences.partition_point(|it| it.end <= at);
            let start = self.sentences.get(sentence)?.start.min(at);
            let before = &text[start..at];
            let from = before.rmatch_indices(' ').nth(6).map_or(0, |(at, _)| at);
            let from =
                before.rfind([',', '"', '“', '(', ':', ';']).map_or(from, |comma| from.max(comma));
            let end = at + surname.len();
            let whole = mention::parse(text.get(start + from..end)?);
            let same = whole.person.last() == Some(surname) && whole.pronoun.is_none();
            (same && whole.person.len() > 1).then_some(whole)
        };
        text.match_indices(surname.as_str()).take(20).find_map(|(at, _)| parsed(at))
    }

    fn admit(&mut self, mention: &Mention, span: Span) -> usize {
        let rule = if mention.person.is_empty() { "same description" } else { "same name" };
        self.push(mention, Ground { cue: span, rule })
    }

    fn push(&mut self, mention: &Mention, ground: Ground) -> usize {
        let unnamed = mention.plural && mention.person.is_empty();
        let source = Source {
            name: mention.name.clone(),
            class: mention.class,
            flags: if unnamed { vec![Flag::PluralUnnamed] } else { Vec::new() },
            country: mention.country,
            affiliation: None,
            via: None,
            mentions: Vec::new(),
            ground,
        };
        self.entries.push(Entry {
            source,
            person: mention.person.clone(),
            heads: mention.head.iter().cloned().collect(),
            plural: mention.plural,
            last: 0,
        });
        self.entries.len() - 1
    }

    /// Takes over what a mention adds to what is known.
    fn note(&mut self, at: usize, mention: &Mention, span: Span) {
        self.last = Some(at);
        let Some(entry) = self.entries.get_mut(at) else { return };
        entry.last = entry.last.max(span.end);
        entry.source.mentions.push(span);
        if mention.pronoun.is_some() {
            return;
        }
        entry.source.country = entry.source.country.or(mention.country);
        if mention.person.len() > entry.person.len() {
            entry.person.clone_from(&mention.person);
            entry.source.name.clone_from(&mention.name);
        }
        if mention.class == SourceClass::NamedOfficial && mention.head.is_some() {
            entry.source.class = SourceClass::NamedOfficial;
        }
        let new = mention.head.iter().filter(|head| !entry.heads.contains(head)).cloned();
        let new: Vec<String> = new.collect();
        entry.heads.extend(new);
    }
}

const fn is_person(class: SourceClass) -> bool {
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

fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// "The ministry" after "the Brazilian Ministry of Health".
fn shorter(mention: &Mention, name: &str) -> bool {
    let name = name.to_lowercase();
    country::words(&mention.name.to_lowercase()).iter().all(|it| name.contains(it))
}

/// The same last word, and no first words that differ.
fn same_person(a: &[String], b: &[String]) -> bool {
    let same = |a: Option<&String>, b: Option<&String>| {
        a.zip(b).is_some_and(|(a, b)| a.to_lowercase() == b.to_lowercase())
    };
    let one_word = a.len() == 1 || b.len() == 1;
    same(a.last(), b.last()) && (one_word || same(a.first(), b.first()))
        || one_word && same(a.first(), b.first())
}

/// The first "I" or "we" of a quotation.
fn first_person(text: &str, content: &[Span]) -> Option<Span> {
    let word = |part: &Span| {
        let slice = part.slice(text);
        let mut words = slice.split(|it: char| !it.is_alphanumeric());
        words.find(|it| matches!(*it, "I" | "We" | "we")).and_then(|it| Span::of(text, it))
    };
    content.iter().find_map(word)
}

/// The places where a surname owns words of its bearer.
fn owned_words(text: &str, surname: &str) -> Vec<Span> {
    let owns = |at: usize| {
        let after = &text[at + surname.len()..];
        let after = after.strip_prefix("’s ").or_else(|| after.strip_prefix("'s "))?;
        let word = after.split(|it: char| !it.is_alphanumeric()).next()?;
        let alone = !text[..at].ends_with(char::is_alphanumeric);
        let said = matches!(
            word,
            "statement"
                | "statements"
                | "remarks"
                | "comments"
                | "comment"
                | "claim"
                | "claims"
                | "words"
                | "speech"
                | "assertion"
                | "allegation"
                | "allegations"
        );
        (alone && said).then(|| Span::new(at, at + surname.len()))
    };
    text.match_indices(surname).filter_map(|(at, _)| owns(at)).collect()
}

/// In order, each once, none within another.
fn tidy(mentions: &mut Vec<Span>) {
    mentions.sort_unstable_by_key(|it| (it.start, std::cmp::Reverse(it.end)));
    let mut end = 0;
    mentions.retain(|it| {
        let free = it.start >= end;
        end = end.max(it.end);
        free
    });
}
