//! The order of the work: who stands behind each attribution, then carriers, then further mentions.
//!
//! `sources` calls it once an article; every step passes over the text or the attributions once.

use std::collections::HashMap;

use crate::{
    analysis::{
        attribution::{Attribution, Manner},
        sources::{
            carrier, flags, further, issuer,
            mention::{self, Mention, Pronoun},
            roster::{Entry, Roster, is_news},
            transcript::{self, Turn},
        },
    },
    model::{Article, Source, SourceClass, Span},
};

/// The sources of an article.
pub struct Joined {
    /// By the place of their first mention; those without any last.
    pub sources: Vec<Source>,
    /// For each source the rules by which its mentions were taken for it.
    pub rules: Vec<Vec<&'static str>>,
    /// For each attribution its source.
    pub behind: Vec<Option<usize>>,
}

/// Joins the mentions of an article to sources.
pub fn join(article: &Article, attributions: &[Attribution]) -> Joined {
    let mut work = Work::new(article, attributions);
    work.stand();
    work.first_persons();
    work.inherit();
    work.carry();
    work.go_further();
    work.leave()
}

struct Work<'a> {
    roster: Roster<'a>,
    attributions: &'a [Attribution],
    /// For each attribution its entry.
    found: Vec<Option<usize>>,
    turns: Vec<Turn>,
    /// The entries of a transcript's speakers, by label and reporter.
    labels: HashMap<String, usize>,
    issued: bool,
    issuer: Option<usize>,
    outlet: Option<usize>,
    carriers: Vec<usize>,
}

impl<'a> Work<'a> {
    fn new(article: &'a Article, attributions: &'a [Attribution]) -> Self {
        let transcript = attributions.iter().any(|it| it.manner == Manner::Turn);
        Self {
            roster: Roster::new(article),
            attributions,
            found: vec![None; attributions.len()],
            turns: if transcript { transcript::turns(&article.text) } else { Vec::new() },
            labels: HashMap::new(),
            issued: attributions.iter().any(|it| it.manner == Manner::Issued),
            issuer: None,
            outlet: None,
            carriers: Vec::new(),
        }
    }

    /// Those whose mention stands at their claim, in the order of the text.
    fn stand(&mut self) {
        let mut order: Vec<usize> = (0..self.attributions.len()).collect();
        order.retain(|at| self.attributions[*at].source.is_some());
        order.sort_by_key(|at| self.attributions[*at].source.map(|it| (it.start, it.end)));
        let mut known: HashMap<Span, usize> = HashMap::new();
        for at in order {
            // Who speaks is known before whom he means by "he".
            let outer = self.attributions[at].inside.filter(|it| *it < self.found.len());
            for at in outer.into_iter().chain([at]) {
                let Some(span) = self.attributions[at].source else { continue };
                if self.found[at].is_none() {
                    let found = known.get(&span).copied().or_else(|| self.mentioned(at, span));
                    known.extend(found.map(|it| (span, it)));
                    self.found[at] = found;
                }
            }
        }
    }

    fn mentioned(&mut self, at: usize, span: Span) -> Option<usize> {
        if self.attributions[at].manner == Manner::Turn {
            return Some(self.labelled(span));
        }
        let mention = self.read(span)?;
        let Some(pronoun) = mention.pronoun else {
            return Some(self.cited(&mention, span).unwrap_or_else(|| self.named(&mention, span)));
        };
        let speaker = self.attributions[at].inside.and_then(|it| self.found.get(it).copied().flatten());
        let (found, rule) = self.roster.antecedent(pronoun, span, speaker)?;
        self.roster.note(found, &mention, span, rule);
        Some(found)
    }

    fn read(&self, span: Span) -> Option<Mention> {
        mention::parse(span.slice(&self.roster.article.text))
    }

    fn named(&mut self, mention: &Mention, span: Span) -> usize {
        self.roster.named(mention, span)
    }

    /// "Reuters, citing officials": the officials, whom Reuters carries.
    fn cited(&mut self, mention: &Mention, span: Span) -> Option<usize> {
        if !is_news(mention.class) {
            return None;
        }
        let behind = carrier::cited(&self.roster, span)?;
        let cited = self.read(behind).filter(|it| it.pronoun.is_none())?;
        let carrier = self.roster.named(mention, span);
        let found = self.roster.named(&cited, behind);
        self.via(found, carrier);
        Some(found)
    }

    fn via(&mut self, source: usize, carrier: usize) {
        if source == carrier {
            return;
        }
        self.carriers.push(carrier);
        let entry = &mut self.roster.entries[source];
        entry.source.via = entry.source.via.or(Some(carrier));
    }

    /// The speaker of a transcript whose label stands at `span`.
    fn labelled(&mut self, span: Span) -> usize {
        let text = self.roster.article.text.as_str();
        let turn = transcript::at(&self.turns, span.start).copied();
        let turn = turn.unwrap_or(Turn { label: span, span, reporter: None });
        let key = further::key(text, &turn);
        if let Some(known) = self.labels.get(&key).copied() {
            self.roster.mark(known, span, "label of a turn");
            return known;
        }
        let mention = self.read(span).unwrap_or_else(|| mention::plain(span.slice(text)));
        let byline = self.roster.article.byline.as_deref().and_then(mention::parse);
        let same = |it: &Mention| {
            mention.person.len() == 1 && crate::analysis::sources::name::same(&it.person, &mention.person)
        };
        let full = byline.filter(same);
        let found = match full.as_ref().unwrap_or(&mention) {
            reporter if turn.reporter.is_some() => self.roster.admit(reporter, span),
            person => {
                let known = self.roster.matching(person).map(|it| it.0);
                known.unwrap_or_else(|| self.roster.named(person, span))
            }
        };
        let entry = &mut self.roster.entries[found];
        entry.labelled = true;
        if turn.reporter.is_some() {
            entry.source.class = SourceClass::Journalist;
        }
        self.roster.mark(found, span, "label of a turn");
        self.labels.insert(key, found);
        found
    }

    /// "I" and "we": whoever is quoted, has the turn, or issued the text.
    fn first_persons(&mut self) {
        for at in 0..self.attributions.len() {
            let Some(span) = self.attributions[at].source else { continue };
            if self.found[at].is_some() {
                continue;
            }
            let Some(mention) = self.read(span) else { continue };
            let speaker = match mention.pronoun {
                Some(Pronoun::Speaker) => Some(self.speaker(at, span)),
                Some(Pronoun::Hearer) => self.hearer(span).map(|it| (it, "you: the one who answers")),
                _ => None,
            };
            if let Some((found, rule)) = speaker {
                self.roster.mark(found, span, rule);
                self.found[at] = Some(found);
            }
        }
    }

    fn speaker(&mut self, at: usize, span: Span) -> (usize, &'static str) {
        let outer = self.attributions[at].inside.and_then(|it| self.found.get(it).copied().flatten());
        if let Some(outer) = outer {
            return (outer, "first person of a quotation");
        }
        let near = at.saturating_sub(8)..(at + 8).min(self.attributions.len());
        let quoted = near.filter(|it| *it != at).find_map(|other| {
            let holds = self.attributions[other].content.iter().any(|it| it.contains(span));
            self.found[other].filter(|_| holds)
        });
        if let Some(quoted) = quoted {
            return (quoted, "first person of a quotation");
        }
        if let Some(turn) = transcript::at(&self.turns, span.start).copied() {
            return (self.labelled(turn.label), "first person of a turn");
        }
        if self.issued {
            return (self.issuer(), "first person of the issuer");
        }
        (self.outlet(), "first person of the outlet")
    }

    /// Who answers at a place of a transcript: the last who is no reporter, else the next.
    fn hearer(&mut self, span: Span) -> Option<usize> {
        let answers = |it: &&Turn| it.reporter.is_none();
        let here = self.turns.partition_point(|it| it.label.start <= span.start);
        let before = self.turns[..here].iter().rev().take(8).find(answers);
        let turn = before.or_else(|| self.turns[here..].iter().take(8).find(answers)).copied()?;
        Some(self.labelled(turn.label))
    }

    fn issuer(&mut self) -> usize {
        if let Some(issuer) = self.issuer {
            return issuer;
        }
        let found = match issuer::issuer(self.roster.article) {
            Some((mention, span, rule)) => {
                let found = self.roster.matching(&mention).map(|it| it.0);
                let found = found.unwrap_or_else(|| self.roster.admit(&mention, span));
                if !span.is_empty() {
                    self.roster.mark(found, span, rule);
                }
                self.roster.entries[found].source.ground.rule = rule;
                found
            }
            None => self.outlet(),
        };
        self.issuer = Some(found);
        found
    }

    fn outlet(&mut self) -> usize {
        if let Some(outlet) = self.outlet {
            return outlet;
        }
        let mention = issuer::outlet(self.roster.article);
        let found = self.roster.matching(&mention).map(|it| it.0);
        let found = found.unwrap_or_else(|| self.roster.admit(&mention, Span::default()));
        self.outlet = Some(found);
        found
    }

    /// Those at whose claim nothing stands.
    fn inherit(&mut self) {
        // What is inherited from a later one is there in the second round.
        for _ in 0..2 {
            for (at, attribution) in self.attributions.iter().enumerate() {
                if self.found[at].is_none() && attribution.source.is_none() {
                    self.found[at] =
                        attribution.inherits.and_then(|it| self.found.get(it).copied().flatten());
                }
            }
        }
        for (at, attribution) in self.attributions.iter().enumerate() {
            if self.found[at].is_some() || attribution.source.is_some() {
                continue;
            }
            let start = attribution.content.first().map_or(0, |it| it.start);
            self.found[at] = match attribution.manner {
                Manner::Issued => Some(self.issuer()),
                Manner::Turn => {
                    let turn = transcript::at(&self.turns, start).copied();
                    turn.map(|it| self.labelled(it.label))
                }
                Manner::Cue | Manner::Narrated => None,
            };
        }
    }

    /// Carriers: named in the sentence, or the outlet in whose report another's words stand.
    fn carry(&mut self) {
        for at in 0..self.attributions.len() {
            let attribution = &self.attributions[at];
            let Some(source) = self.found[at] else { continue };
            if attribution.manner != Manner::Cue || is_news(self.roster.entries[source].source.class) {
                continue;
            }
            let outer = attribution.inside.and_then(|it| self.found.get(it).copied().flatten());
            let outer = outer.filter(|it| is_news(self.roster.entries[*it].source.class));
            let carrier = match carrier::named(&self.roster, attribution) {
                Some(named) => {
                    let known = self.roster.matching(&named.mention);
                    let rule = "carries the words of another";
                    let found = known.map_or_else(
                        || self.roster.admit(&named.mention, named.span),
                        |it| it.0,
                    );
                    self.roster.mark(found, named.span, rule);
                    Some(found)
                }
                None => outer,
            };
            if let Some(carrier) = carrier {
                self.via(source, carrier);
            }
        }
    }

    fn go_further(&mut self) {
        further::first_persons(&mut self.roster, self.attributions, &self.found);
        if self.issued {
            let issuer = self.issuer();
            further::issuers_we(&mut self.roster, issuer);
        }
        if !self.turns.is_empty() {
            let speakers = further::speakers(&self.roster, &self.turns, &self.labels);
            further::turns(&mut self.roster, &self.turns, &speakers);
        }
        further::named_again(&mut self.roster);
        if self.turns.is_empty() {
            further::pronouns_that_speak(&mut self.roster);
        }
    }

    /// The sources by their first mention, with their affiliations.
    fn leave(mut self) -> Joined {
        let mut claimed = vec![false; self.roster.entries.len()];
        for found in self.found.iter().flatten() {
            claimed[*found] = true;
        }
        self.carriers.sort_unstable();
        self.carriers.dedup();
        flags::of_mentions(&mut self.roster, &claimed, &self.carriers);
        let affiliations = affiliations(&self.roster);
        let entries = &mut self.roster.entries;
        for entry in entries.iter_mut() {
            tidy(entry);
        }
        let mut order: Vec<usize> = (0..entries.len()).collect();
        let first = |at: &usize| entries[*at].marks.first().map_or(usize::MAX, |it| it.span.start);
        order.sort_by_key(first);
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let moved = |it: Option<usize>| it.and_then(|it| place.get(it).copied());
        let sources = order.iter().map(|old| {
            let entry = &entries[*old];
            Source {
                affiliation: moved(affiliations[*old]),
                via: moved(entry.source.via),
                mentions: entry.marks.iter().map(|it| it.span).collect(),
                ..entry.source.clone()
            }
        });
        Joined {
            sources: sources.collect(),
            rules: order
                .iter()
                .map(|old| entries[*old].marks.iter().map(|it| it.rule).collect())
                .collect(),
            behind: self.found.iter().map(|it| moved(*it)).collect(),
        }
    }
}

/// The body that each source speaks for, where it is a source itself: the one its mentions name, else
/// its state.
fn affiliations(roster: &Roster<'_>) -> Vec<Option<usize>> {
    let mut states: HashMap<&str, usize> = HashMap::new();
    for (at, it) in roster.entries.iter().enumerate().rev() {
        if let Some(code) = it.source.country.filter(|_| it.state) {
            states.insert(code, at);
        }
    }
    let of = |(at, it): (usize, &Entry)| {
        let body = it.body.as_deref().and_then(mention::parse);
        let body = body.map(|body| Mention { country: body.country.or(it.source.country), ..body });
        let body = body.and_then(|body| roster.matching(&body)).map(|it| it.0);
        let speaks = matches!(
            it.source.class,
            SourceClass::NamedOfficial | SourceClass::UnnamedOfficial | SourceClass::StateActor
        );
        let state = it.source.country.and_then(|code| states.get(code).copied());
        body.or(state.filter(|_| speaks && !it.state)).filter(|body| *body != at)
    };
    roster.entries.iter().enumerate().map(of).collect()
}

/// Mentions in the order of the text, each once, none within another.
fn tidy(entry: &mut Entry) {
    entry.marks.retain(|it| !it.span.is_empty());
    entry.marks.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    let mut end = 0;
    entry.marks.retain(|it| {
        let free = it.span.start >= end;
        end = end.max(it.span.end);
        free
    });
    if let Some(first) = entry.marks.first()
        && entry.source.ground.rule == "first mention"
    {
        entry.source.ground.cue = first.span;
    }
}
