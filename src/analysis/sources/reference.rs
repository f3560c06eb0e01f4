//! Whom a pronoun means: the last speaker that agrees with it, unless the text has just made
//! somebody else its subject.
//!
//! First persons are not for here: `speaker` has them.

use crate::{
    analysis::sources::{
        country,
        mention::{self, Gender, Mention, Number, Pronoun},
        phrase::{self, Part},
        roster::{Entry, Roster, floor},
    },
    model::{SourceClass, Span},
};

/// How many mentions back a pronoun reaches.
const REACH: usize = 40;
/// How many sentences back the subject of a sentence may be meant by "he".
const SENTENCES: usize = 3;

impl Roster<'_> {
    /// The source that a pronoun at `span` stands for, and why. Within somebody's quotation it is not
    /// that speaker.
    pub fn antecedent(
        &mut self,
        pronoun: Pronoun,
        span: Span,
        speaker: Option<usize>,
    ) -> Option<(usize, &'static str)> {
        match pronoun {
            Pronoun::Speaker | Pronoun::Hearer => None,
            Pronoun::Person(gender) => self.he_or_she(gender, span, speaker),
            Pronoun::Several => {
                let several = |it: &Entry| it.number != Number::One || it.is_body();
                self.nearest(span, several).map(|it| (it, "they: the last several or body"))
            }
            Pronoun::Both => {
                let joint = |it: &Entry| it.number == Number::Joint;
                let known = self.nearest(span, joint).map(|it| (it, "both: those named together"));
                known.or_else(|| Some((self.pair(span), "both: not named together before")))
            }
            Pronoun::Relative => self.before_relative(span),
            Pronoun::Body => {
                let body = |it: &Entry| it.is_body();
                let known = self.nearest(span, body);
                let here = self.sentence(span.start).start;
                let near = |at: &usize| {
                    self.entries[*at]
                        .marks
                        .iter()
                        .any(|it| it.span.start >= here && it.span.end <= span.start)
                };
                let spoken = known.filter(near).map(|it| (it, "it: the body of the sentence"));
                spoken
                    .or_else(|| {
                        self.state_before(span).map(|it| (it, "it: the state of the sentence"))
                    })
                    .or(known.map(|it| (it, "it: the last body")))
            }
        }
    }

    /// As `antecedent`, but only one that is known already.
    pub fn known_antecedent(&self, pronoun: Pronoun, span: Span) -> Option<(usize, &'static str)> {
        let found = match pronoun {
            Pronoun::Person(gender) => self.nearest(span, |it| {
                it.is_person()
                    && !it.labelled
                    && it.source.class != SourceClass::Journalist
                    && it.gender.zip(gender).is_none_or(|(a, b)| a == b)
            }),
            Pronoun::Several => self.nearest(span, |it| it.number != Number::One || it.is_body()),
            _ => None,
        };
        found.map(|it| (it, "pronoun that speaks"))
    }

    /// The source last mentioned before `span` of those that will do.
    pub fn nearest(&self, span: Span, will_do: impl Fn(&Entry) -> bool) -> Option<usize> {
        self.nearest_of(span, |_, it| will_do(it))
    }

    fn nearest_of(&self, span: Span, will_do: impl Fn(usize, &Entry) -> bool) -> Option<usize> {
        let before = self.trail.iter().rev().take(REACH).filter(|it| it.1.end <= span.start);
        before.map(|it| it.0).find(|it| will_do(*it, &self.entries[*it]))
    }

    fn he_or_she(
        &mut self,
        gender: Option<Gender>,
        span: Span,
        speaker: Option<usize>,
    ) -> Option<(usize, &'static str)> {
        let agrees = |it: &Entry| {
            it.is_person()
                && !it.labelled
                && it.source.class != SourceClass::Journalist
                && it.gender.zip(gender).is_none_or(|(a, b)| a == b)
        };
        let other = |at: usize| Some(at) != speaker;
        let spoke = self.nearest_of(span, |at, it| other(at) && agrees(it));
        let since = self
            .trail
            .iter()
            .rev()
            .take(REACH)
            .find(|it| Some(it.0) == spoke && it.1.end <= span.start)
            .map_or(0, |it| it.1.end);
        if let Some((subject, at)) = self.subject_person(span, since) {
            let fits = subject.gender.zip(gender).is_none_or(|(a, b)| a == b);
            if fits && self.matching(&subject).is_none_or(|it| other(it.0)) {
                let rule = "he or she: the person that the text has come to";
                return Some((self.named(&subject, at), rule));
            }
        }
        if let Some((person, at)) = self.within_a_report(span) {
            let fits = person.gender.zip(gender).is_none_or(|(a, b)| a == b);
            if fits && self.matching(&person).is_none_or(|it| other(it.0)) {
                return Some((self.named(&person, at), "he or she: whom a report has named last"));
            }
        }
        let any = |at: usize, it: &Entry| other(at) && it.is_person() && !it.labelled;
        spoke.or_else(|| self.nearest_of(span, any)).map(|it| (it, "he or she: the last speaker"))
    }

    /// A person whom a body or an outlet, the last that spoke, has named by his title since.
    fn within_a_report(&self, span: Span) -> Option<(Mention, Span)> {
        const LONGEST: usize = 600;
        let text = self.article.text.as_str();
        let last = self.trail.iter().rev().take(REACH).find(|it| it.1.end <= span.start)?;
        let between = text.get(last.1.end..span.start)?;
        let near = between.len() <= LONGEST && !between.contains('\n');
        if !near || !self.entries[last.0].is_body() {
            return None;
        }
        let part = Part::read(between);
        let titled = part.classes.iter().rev().filter(|it| it.kind.is_people());
        titled.filter(|it| it.end() < part.words.len() && part.is_name(it.end())).find_map(|it| {
            let name = Span::of(text, part.words[it.end()])?;
            let (mention, span) = self.told_at(name.end)?;
            (!mention.person.is_empty() && !mention.is_joint()).then_some((mention, span))
        })
    }

    /// A person who is the subject of a sentence shortly before `span`, and after `since`.
    fn subject_person(&self, span: Span, since: usize) -> Option<(Mention, Span)> {
        let here = self.sentences.partition_point(|it| it.end <= span.start);
        let from = here.saturating_sub(SENTENCES - 1);
        let text = self.article.text.as_str();
        (from..=here).rev().filter_map(|at| self.sentences.get(at)).find_map(|sentence| {
            let end = sentence.end.min(span.start);
            let start = self.behind_address(Span::new(sentence.start.min(end), end));
            let subject = subject(text, Span::new(start, end))?;
            let mention = mention::parse(subject.slice(text))?;
            let known = mention.person.len() > 1
                || !mention.heads.is_empty()
                || self.matching(&mention).is_some()
                || self.fuller(&mention).is_some();
            let person = !mention.person.is_empty()
                && known
                && !mention.is_joint()
                && subject.start >= since;
            person.then_some((mention, subject))
        })
    }

    /// Where a sentence begins behind the label of its turn and the first name of the speaker whom it
    /// addresses: "QUESTION: Aiko, the minister has".
    fn behind_address(&self, sentence: Span) -> usize {
        let words = sentence.slice(&self.article.text);
        let label = words.split_once(':').filter(|it| it.0.chars().all(|it| !it.is_lowercase()));
        let rest = label.map_or(words, |it| it.1.trim_start());
        let called = |name: &str| {
            self.entries
                .iter()
                .any(|it| it.labelled && it.person.first().is_some_and(|it| it == name))
        };
        let rest = rest.split_once(", ").filter(|it| called(it.0)).map_or(rest, |it| it.1);
        sentence.end - rest.len()
    }

    /// "Both nations", of which the text has not spoken together.
    fn pair(&mut self, span: Span) -> usize {
        let words = span.slice(&self.article.text);
        let states = ["nation", "countr", "government", "side"].iter().any(|it| words.contains(it));
        let class = if states { SourceClass::StateActor } else { SourceClass::OfficialsJoint };
        let modifiers = vec![words.to_lowercase()];
        let plain = mention::plain(words);
        let mention = Mention { class, modifiers, number: Number::Joint, ..plain };
        self.admit(&mention, span)
    }

    /// The noun phrase that ends where "who" begins.
    fn before_relative(&mut self, span: Span) -> Option<(usize, &'static str)> {
        let text = self.article.text.as_str();
        let before = self.before(span.start, 200);
        let start = before.start;
        let before = before.slice(text).trim_end_matches([' ', ',', '\u{a0}']);
        let spoken = self
            .trail
            .iter()
            .rev()
            .take(REACH)
            .find(|it| it.1.end <= span.start && start + before.len() <= it.1.end + 2)
            .map(|it| it.0);
        let rule = "who: the noun before it";
        if let Some(found) = spoken {
            return Some((found, rule));
        }
        let part = Part::read(before);
        let mut from = phrase::last_phrase(&part);
        if span.slice(text).eq_ignore_ascii_case("who") {
            from = of_person(&part, from);
        }
        let phrase = Span::of(text, part.slice(from, part.words.len()))?;
        let mention = mention::parse(phrase.slice(text)).filter(|it| it.pronoun.is_none())?;
        let known =
            !mention.person.is_empty() || !mention.heads.is_empty() || mention.country.is_some();
        known.then(|| (self.named(&mention, phrase), rule))
    }

    /// The first state of the sentence, where it stands before the pronoun and by itself.
    fn state_before(&mut self, span: Span) -> Option<usize> {
        let head = self.before(span.start, 400);
        let words = country::words(head.slice(&self.article.text));
        let hit = country::hits(&words).into_iter().find(|it| !it.people)?;
        let mention = mention::parse(country::short_name(hit.code)?)?;
        let mention = Mention { country: Some(hit.code), state: true, ..mention };
        let known = self.matching(&mention).map(|it| it.0);
        Some(known.unwrap_or_else(|| self.admit(&mention, span)))
    }
}

/// Where the noun phrase begins that "who" stands for, of a stretch whose last phrase begins at
/// `from`: a person, and with the name where that is an apposition to one.
fn of_person(part: &Part<'_>, from: usize) -> usize {
    let end = part.words.len();
    let people = |from: usize, to: usize| {
        part.classes.iter().any(|it| (from..to).contains(&it.at) && it.kind.is_people())
    };
    let named = |from: usize, to: usize| {
        mention::parse(part.slice(from, to)).is_some_and(|it| !it.person.is_empty())
    };
    let body = || {
        let hit = part.classes.iter().find(|it| (from..end).contains(&it.at));
        hit.is_some_and(|it| it.kind.is_body()) && !named(from, end)
    };
    let Some(before) = from.checked_sub(1) else { return from };
    // "A spokeswoman for the port authority, who"
    let links =
        |at: &usize| matches!(part.words[*at], "for" | "from" | "at" | "with" | "of" | "in");
    let linked = (before.saturating_sub(2)..=before).rev().find(links);
    if let Some(before) = linked.filter(|_| body()) {
        let start = phrase::last_phrase(&Part::read(part.slice(0, before)));
        return if people(start, before) { start } else { from };
    }
    // "Haru Mori, the minister, who"
    if part.slice(before, from + 1).contains(',') && people(from, end) {
        let start = phrase::last_phrase(&Part::read(part.slice(0, from)));
        return if named(start, from) { start } else { from };
    }
    // "The office of the minister, who"
    let of = (from..end).rev().find(|at| part.words[*at] == "of");
    of.map(|at| at + 1).filter(|at| body() && people(*at, end)).unwrap_or(from)
}

/// The noun phrase with which a sentence begins, behind an adverbial.
pub fn subject(text: &str, sentence: Span) -> Option<Span> {
    let words = sentence.slice(text);
    let first = words.split(' ').next()?;
    let adverbial = matches!(
        first,
        "On" | "In"
            | "At"
            | "During"
            | "After"
            | "Before"
            | "Since"
            | "When"
            | "While"
            | "Late"
            | "Early"
            | "Earlier"
            | "Yesterday"
            | "Today"
            | "Meanwhile"
            | "However"
            | "As"
            | "By"
            | "Also"
            | "Then"
            | "Last"
            | "Following"
            | "Speaking"
            | "Expressing"
    );
    let words = if adverbial { words[..floor(words, 300)].split_once(", ")?.1 } else { words };
    let part = Part::read(&words[..floor(words, 200)]);
    let mut to = 0;
    while to < part.words.len().min(14) {
        let word = part.words[to];
        let inside = word.starts_with(char::is_uppercase)
            || part.class_at(to).is_some()
            || matches!(word, "the" | "of" | "for" | "bin" | "al" | "de" | "van" | "and");
        if !inside {
            break;
        }
        to += 1;
        if to < part.words.len() && part.slice(to - 1, to + 1).contains(',') {
            break;
        }
    }
    Span::of(text, part.slice(0, to)).filter(|it| !it.is_empty())
}
