//! Conditions on one claim `c`, on who made it, `w`, and on who carried that, `v`.

use crate::{
    model::{ClaimTest, Match},
    store::{
        condition::{Condition, conflicts},
        search,
    },
};

impl Condition {
    /// One claim that all of `tests` hold of.
    pub(super) fn claim(&mut self, tests: &[&ClaimTest]) {
        let near = self.near.is_some();
        if let ([ClaimTest::Stance(it)], true) = (tests, near || self.negated) {
            self.say("instr(a.stances, ").value(format!(" {} ", it.code())).say(")");
            return;
        }
        self.say(if near { "EXISTS (SELECT 1" } else { "a.id IN (SELECT c.article" });
        let carried = tests.iter().any(|it| matches!(it, ClaimTest::Via(_)));
        self.say(match (carried, near) {
            // From the few that carry something to what they carry: in the library by their names,
            // in a brief by what is carried in it.
            (true, false) => {
                " FROM source v CROSS JOIN source w ON w.article = v.article AND w.via = v.seq"
            }
            (true, true) => {
                " FROM source w CROSS JOIN source v ON v.article = w.article AND v.seq = w.via"
            }
            (false, _) => " FROM claim c",
        });
        if carried {
            self.say(" CROSS JOIN claim c ON c.article = w.article AND c.source = w.seq");
        } else if tests.iter().any(|it| matches!(it, ClaimTest::Class(_))) {
            self.say(" JOIN source w ON w.article = c.article AND w.seq = c.source");
        }
        self.say(match (carried, near) {
            (true, true) => " WHERE w.article = a.id AND w.via IS NOT NULL AND ",
            (true, false) => " WHERE w.via IS NOT NULL AND ",
            (false, true) => " WHERE c.article = a.id AND ",
            (false, false) => " WHERE ",
        });
        for (index, test) in tests.iter().enumerate() {
            self.say(if index > 0 { " AND " } else { "" }).claim_test(test);
        }
        self.say(")");
    }

    fn claim_test(&mut self, test: &ClaimTest) {
        // The claims of a few briefs are gone through by brief, not by what all of them are like.
        let own = if self.near.is_some() { "+" } else { "" };
        match test {
            ClaimTest::Speaker(it) => {
                self.say(own).say("c.speaker IN (SELECT id FROM speaker WHERE ");
                self.named(it).say(")");
            }
            ClaimTest::Via(it) => {
                self.say(own).say("v.name IN (SELECT name FROM speaker WHERE ");
                self.named(it).say(")");
            }
            ClaimTest::Verb(it) => {
                self.say(own).say("c.verb IN (SELECT cue FROM verb WHERE ");
                self.matched("cue", it).say(")");
            }
            ClaimTest::Class(it) => drop(self.say("w.class = ").value(it.code().to_owned())),
            ClaimTest::Stance(it) => {
                self.say(own).say("c.stance = ").value(it.code().to_owned());
            }
            ClaimTest::Conflict(relation) => {
                self.say("EXISTS (SELECT 1 FROM pair p WHERE p.article = c.article AND c.seq IN (p.a, p.b) AND ");
                match relation {
                    Some(it) => self.say("p.relation = ").value(it.code().to_owned()),
                    None => self.say("p.relation IN ").say(&conflicts()),
                };
                self.say(")");
            }
        }
    }

    /// A name of `speaker` has the words or the pattern.
    fn named(&mut self, it: &Match) -> &mut Self {
        if let Some(letters) = it.words().and_then(|it| search::letters("name", it)) {
            self.say_of(search::SPEAKERS, letters)
        } else {
            self.matched("name", it)
        }
    }
}
