//! The order of the work: who stands behind each attribution, then carriers, then further mentions.
//!
//! `sources` calls it once an article; every step passes over the text or the attributions once.

mod leaving;
mod we;

use std::collections::HashMap;

use crate::{
    analysis::{
        attribution::{Attribution, Manner},
        sources::{
            carrier,
            further::{self, Labels},
            issuer,
            mention::{self, Mention, Pronoun},
            roster::{Roster, is_news},
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
    labels: Labels,
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
            labels: Labels::new(),
            issued: !transcript
                && (attributions.iter().any(|it| it.manner == Manner::Issued)
                    || issuer::signs(article)),
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
        let span = self.with_both(span);
        let Some(mention) = self.read(span).filter(tells) else {
            return self.of_relative_clause(span);
        };
        let Some(pronoun) = mention.pronoun else {
            return Some(self.cited(&mention, span).unwrap_or_else(|| self.named(&mention, span)));
        };
        let speaker =
            self.attributions[at].inside.and_then(|it| self.found.get(it).copied().flatten());
        let (found, rule) = self.roster.antecedent(pronoun, span, speaker)?;
        self.roster.note(found, &mention, span, rule);
        Some(found)
    }

    fn read(&self, span: Span) -> Option<Mention> {
        mention::parse(span.slice(&self.roster.article.text))
    }

    /// "Both A and B" of which the span has B: the mention begins with "both".
    fn with_both(&self, span: Span) -> Span {
        let text = self.article().text.as_str();
        let before = self.roster.before(span.start, 80);
        let (start, before) = (before.start, before.slice(text));
        let both = before.rfind("both ").or_else(|| before.rfind("Both "));
        let joined = both.filter(|at| {
            let between = &before[*at..];
            between.ends_with(" and ") && between.len() < 60 && !between.contains([',', '.', '"'])
        });
        joined.map_or(span, |at| Span::new(start + at, span.end))
    }

    /// "An envoy who had [investigated the case] said": the noun before "who".
    fn of_relative_clause(&mut self, span: Span) -> Option<usize> {
        let text = self.article().text.as_str();
        let before = self.roster.before(span.start, 40);
        let (start, before) = (before.start, before.slice(text));
        let who =
            [" who ", " which "].iter().filter_map(|it| before.rfind(it).map(|at| at + 1)).max();
        let who = who.filter(|at| before.len() - at < 24)?;
        let length = if before[who..].starts_with("who") { 3 } else { 5 };
        let place = Span::new(start + who, start + who + length);
        let (found, _) = self.roster.antecedent(Pronoun::Relative, place, None)?;
        Some(found)
    }

    const fn article(&self) -> &'a Article {
        self.roster.article
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
            if attribution.manner != Manner::Cue
                || is_news(self.roster.entries[source].source.class)
            {
                continue;
            }
            let outer = attribution.inside.and_then(|it| self.found.get(it).copied().flatten());
            let outer = outer.filter(|it| is_news(self.roster.entries[*it].source.class));
            let carrier = match carrier::named(&self.roster, attribution) {
                Some(named) => {
                    let known = self.roster.matching(&named.mention);
                    let rule = "carries the words of another";
                    let found = known
                        .map_or_else(|| self.roster.admit(&named.mention, named.span), |it| it.0);
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
}

/// Whether a mention tells anything of anybody.
fn tells(mention: &Mention) -> bool {
    mention.pronoun.is_some()
        || mention.class != SourceClass::Unspecified
        || !mention.heads.is_empty()
        || !mention.person.is_empty()
        || mention.name.starts_with(char::is_uppercase)
        || mention.determiner.is_some()
}
