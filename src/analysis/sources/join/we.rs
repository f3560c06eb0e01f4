//! First persons: whoever is quoted, has the turn, or issued the text; and who that is.
//!
//! `join` asks for the issuer, the outlet and a label's speaker here; each has one entry.

use crate::{
    analysis::sources::{
        further, issuer,
        join::Work,
        mention::{self, Mention, Pronoun},
        name,
        transcript::{self, Turn},
    },
    model::{SourceClass, Span},
};

impl Work<'_> {
    /// The speaker of a transcript whose label stands at `span`.
    pub(super) fn labelled(&mut self, span: Span) -> usize {
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
        let same =
            |it: &Mention| mention.person.len() == 1 && name::same(&it.person, &mention.person);
        let full = byline.filter(same).map(|it| issuer::with_country(self.roster.article, it));
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
    pub(super) fn first_persons(&mut self) {
        for at in 0..self.attributions.len() {
            let Some(span) = self.attributions[at].source else { continue };
            if self.found[at].is_some() {
                continue;
            }
            let Some(mention) = self.read(span) else { continue };
            let speaker = match mention.pronoun {
                Some(Pronoun::Speaker) => Some(self.speaker(at, span)),
                Some(Pronoun::Hearer) => {
                    self.hearer(span).map(|it| (it, "you: the one who answers"))
                }
                _ => None,
            };
            if let Some((found, rule)) = speaker {
                self.roster.mark(found, span, rule);
                self.found[at] = Some(found);
            }
        }
    }

    pub(super) fn speaker(&mut self, at: usize, span: Span) -> (usize, &'static str) {
        let outer =
            self.attributions[at].inside.and_then(|it| self.found.get(it).copied().flatten());
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
    pub(super) fn hearer(&mut self, span: Span) -> Option<usize> {
        let answers = |it: &&Turn| it.reporter.is_none();
        let here = self.turns.partition_point(|it| it.label.start <= span.start);
        let before = self.turns[..here].iter().rev().take(8).find(answers);
        let turn = before.or_else(|| self.turns[here..].iter().take(8).find(answers)).copied()?;
        Some(self.labelled(turn.label))
    }

    pub(super) fn issuer(&mut self) -> usize {
        if let Some(issuer) = self.issuer {
            return issuer;
        }
        let found = match issuer::issuer(self.roster.article) {
            Some((mention, span, rule)) => {
                let mention = issuer::with_country(self.roster.article, mention);
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

    pub(super) fn outlet(&mut self) -> usize {
        if let Some(outlet) = self.outlet {
            return outlet;
        }
        let mention = issuer::outlet(self.roster.article);
        let found = self.roster.matching(&mention).map(|it| it.0);
        let found = found.unwrap_or_else(|| self.roster.admit(&mention, Span::default()));
        self.outlet = Some(found);
        found
    }
}
