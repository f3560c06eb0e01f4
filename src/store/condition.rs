//! Finding briefs by a [`Query`]: each condition becomes SQL, with its values apart from it.
//!
//! Conditions name the tables `a` (article) and `r` (its newest revision) and no others, so that what
//! one does not speak of is not looked at. Conditions on claims that stand side by side speak of one
//! claim `c` and of who made it, `w`.

use rusqlite::{Connection, functions::FunctionFlags, types::Value};

use crate::{
    model::{ClaimTest, Date, Days, Has, Is, Match, Precision, Query, Relation, Test, Words},
    store::{articles, error::Failure},
    text::{fold::fold, pattern::Pattern},
};

/// A condition in SQL with the values of its question marks.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub sql: String,
    pub values: Vec<Value>,
    /// Of briefs from this key on alone: each is looked at by itself, where otherwise all that a
    /// condition means in the whole library are gathered first.
    pub near: Option<i64>,
}

/// The condition that a query is, on `today`.
pub(super) fn condition(query: &Query, today: Date) -> Condition {
    let mut condition = Condition::default();
    condition.query(query, today);
    condition
}

/// The same, for briefs from this key on: quick where those are few, however large the library is.
pub(super) fn near(query: &Query, today: Date, key: i64) -> Condition {
    let mut condition = Condition { near: Some(key), ..Condition::default() };
    condition.say("a.key >= ").value(key).say(" AND ");
    condition.query(query, today);
    condition
}

/// Teaches a connection the functions that conditions use: `has(text, words)`,
/// `begins(text, words)` (some word of it begins so) and `finds(text, pattern)`.
pub(super) fn teach(connection: &Connection) -> Result<(), Failure> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("has", 2, flags, |call| {
        let text: Option<String> = call.get(0)?;
        let words: String = call.get(1)?;
        Ok(text.is_some_and(|it| fold(&it).contains(&words)))
    })?;
    connection.create_scalar_function("begins", 2, flags, |call| {
        let text: Option<String> = call.get(0)?;
        let words: String = call.get(1)?;
        let begins = |text: &str| {
            let text = fold(text);
            let mut words_of = text.match_indices(words.as_str()).map(|it| it.0);
            words_of.any(|at| !text[..at].ends_with(char::is_alphanumeric))
        };
        Ok(text.is_some_and(|it| begins(&it)))
    })?;
    connection.create_scalar_function("finds", 2, flags, |call| {
        let text: Option<String> = call.get(0)?;
        // Made ready once a statement, not once a row.
        let pattern = call.get_or_create_aux(1, |value| {
            let pattern = value.as_str()?;
            let made = Pattern::new(pattern)
                .map_err(|why| Box::<dyn std::error::Error + Send + Sync>::from(why.0))?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(made)
        })?;
        Ok(text.is_some_and(|it| pattern.is_in(&it)))
    })?;
    Ok(())
}

impl Condition {
    fn say(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// A question mark with its value.
    fn value(&mut self, value: impl Into<Value>) -> &mut Self {
        self.sql.push('?');
        self.values.push(value.into());
        self
    }

    fn query(&mut self, query: &Query, today: Date) {
        match query {
            Query::All => drop(self.say("1")),
            Query::And(list) => {
                let (claim, other): (Vec<_>, Vec<_>) =
                    list.iter().partition(|it| matches!(it, Query::Test(Test::Claim(_))));
                self.say("(");
                for (index, member) in other.iter().enumerate() {
                    self.say(if index > 0 { " AND " } else { "" });
                    self.query(member, today);
                }
                let tests: Vec<&ClaimTest> = claim.into_iter().filter_map(claim_test).collect();
                if !tests.is_empty() {
                    self.say(if other.is_empty() { "" } else { " AND " }).claim(&tests);
                }
                self.say(")");
            }
            Query::Or(list) => {
                self.say("(");
                for (index, member) in list.iter().enumerate() {
                    self.say(if index > 0 { " OR " } else { "" });
                    self.query(member, today);
                }
                self.say(")");
            }
            Query::Not(inner) => {
                self.say("NOT (");
                self.query(inner, today);
                self.say(")");
            }
            Query::Test(Test::Claim(test)) => self.claim(&[test]),
            Query::Test(test) => self.test(test, today),
        }
    }

    fn test(&mut self, test: &Test, today: Date) {
        match test {
            Test::Words(words) => self.words(words),
            Test::Text(it) => {
                self.say("EXISTS (SELECT 1 FROM body b WHERE b.revision = a.revision AND ");
                self.matched("b.text", it).say(")");
            }
            Test::Title(it) => drop(self.matched("r.title", it)),
            Test::Site(it) => drop(self.matched("r.site", it)),
            Test::Author(it) => drop(self.matched("r.byline", it)),
            Test::Language(it) => {
                self.say("(r.language = ").value(it.clone()).say(" OR r.language LIKE ");
                self.value(format!("{}-%", it.replace(['%', '_'], ""))).say(")");
            }
            Test::Topic(it) => {
                self.rows_of("topic").say("topic = ");
                self.value(it.clone()).say(")");
            }
            Test::Tag(it) => {
                self.say("a.id IN (SELECT article FROM desk WHERE tags <> '' AND ");
                self.matched("tags", it).say(")");
            }
            Test::Is(it) => self.is(*it, today),
            Test::Has(it) => drop(self.has(*it)),
            Test::Published(days) => self.published(*days),
            Test::Date(days) => {
                self.rows_of("entry").say("first_day IS NOT NULL");
                if let Some(to) = days.to {
                    self.say(" AND first_day <= ").value(to.to_string());
                }
                if let Some(from) = days.from {
                    self.say(" AND last_day >= ").value(from.to_string());
                }
                self.say(")");
            }
            Test::Precision(it) => {
                self.rows_of("entry");
                self.say(precision(*it)).say(")");
            }
            Test::Claim(test) => self.claim(&[test]),
        }
    }

    /// Begins to say that a table has a row of the brief of which holds what follows, up to a closing
    /// bracket.
    fn rows_of(&mut self, table: &str) -> &mut Self {
        if self.near.is_some() {
            self.say(&format!("EXISTS (SELECT 1 FROM {table} t WHERE t.article = a.id AND "))
        } else {
            self.say(&format!("a.id IN (SELECT article FROM {table} WHERE "))
        }
    }

    fn words(&mut self, words: &Words) {
        // Between quotation marks nothing is syntax of the index.
        let star = if words.beginning { " *" } else { "" };
        let asked = format!("\"{}\"{star}", words.words.replace('"', " "));
        self.say("(a.key IN (SELECT rowid FROM words WHERE words MATCH ").value(asked.clone());
        if let Some(key) = self.near {
            self.say(" AND rowid >= ").value(key);
        }
        self.say(") OR a.id IN (SELECT article FROM mark WHERE id IN (SELECT rowid FROM note_words WHERE note_words MATCH ");
        self.value(asked).say(")))");
    }

    /// `column` has the words or the pattern; a column that is null has neither.
    fn matched(&mut self, column: &str, it: &Match) -> &mut Self {
        match it {
            Match::Contains(words) => {
                self.say(&format!("has({column}, ")).value(fold(words)).say(")")
            }
            Match::Pattern(pattern) => {
                self.say(&format!("finds({column}, ")).value(pattern.clone()).say(")")
            }
        }
    }

    fn is(&mut self, is: Is, today: Date) {
        match is {
            Is::Unread => {
                self.say("(a.state IN ('new', 'open') OR ").due(today).say(")");
            }
            Is::New => {
                self.say("(a.state = 'new' OR (").due(today).say(" AND NOT ").reopened().say("))");
            }
            Is::Open => {
                self.say("(a.state = 'open' OR (").due(today).say(" AND ").reopened().say("))");
            }
            Is::Later => {
                self.say("(a.state = 'later' AND a.until > ").value(today.to_string()).say(")");
            }
            Is::Read | Is::Dropped => {
                self.say("a.state = ").value(is.code().to_owned());
            }
            Is::Done => {
                self.say("(a.state = 'read' AND NOT ").has(Has::Unreviewed);
                self.say(")");
            }
            Is::Shortlist => {
                self.say("a.id IN (SELECT article FROM desk WHERE shortlist)");
            }
            Is::Verify => drop(self.say(
                "(a.id IN (SELECT article FROM desk WHERE verify)
                  OR a.id IN (SELECT article FROM verdict WHERE verify))",
            )),
            Is::Undated => drop(self.say("r.published IS NULL")),
            Is::Sample => drop(self.say("a.sample")),
            Is::Fresh => {
                self.say("a.id > coalesce((SELECT max(last) FROM visit), 0)");
            }
        }
    }

    /// It was set aside until a day that has come.
    fn due(&mut self, today: Date) -> &mut Self {
        self.say("a.state = 'later' AND a.until <= ").value(today.to_string())
    }

    /// It was opened on that day or since.
    fn reopened(&mut self) -> &mut Self {
        self.say("EXISTS (SELECT 1 FROM seen WHERE article = a.id AND day >= a.until)")
    }

    fn has(&mut self, has: Has) -> &mut Self {
        let sql = match has {
            Has::Claim => "(a.claims > 0)",
            Has::Unreviewed => {
                "(a.claims > (SELECT count(*) FROM verdict v WHERE v.article = a.id
                              AND v.kind = 'claim' AND v.review <> 'unreviewed'))"
            }
            Has::Note => "(a.id IN (SELECT article FROM mark WHERE coalesce(note, '') <> ''))",
            Has::Highlight => "(a.id IN (SELECT article FROM mark WHERE colour IS NOT NULL))",
            Has::Tag => "(a.id IN (SELECT article FROM desk WHERE tags <> ''))",
            Has::Conflict => {
                self.rows_of("pair").say("relation IN ");
                self.say(&conflicts());
                ")"
            }
            Has::Revision => {
                "(EXISTS (SELECT 1 FROM revision o WHERE o.article = a.id AND o.id <> a.revision))"
            }
        };
        self.say(sql)
    }

    /// The key of a brief begins with its day of publication; what has none lies before day one.
    fn published(&mut self, days: Days) {
        let first = days.from.unwrap_or_else(|| Date::from_days(i32::MIN));
        self.say("(a.key >= ").value(articles::first_key(Some(first)));
        if let Some(to) = days.to {
            self.say(" AND a.key < ").value(articles::first_key(Some(to.plus_days(1))));
        }
        self.say(")");
    }

    /// One claim that all of `tests` hold of.
    fn claim(&mut self, tests: &[&ClaimTest]) {
        let near = self.near.is_some();
        self.say(if near { "EXISTS (SELECT 1" } else { "a.id IN (SELECT c.article" });
        self.say(" FROM claim c");
        if tests.iter().any(|it| about_source(it)) {
            self.say(" JOIN source w ON w.article = c.article AND w.seq = c.source");
        }
        if tests.iter().any(|it| matches!(it, ClaimTest::Via(_))) {
            self.say(" JOIN source v ON v.article = w.article AND v.seq = w.via");
        }
        // Who says it means fewer claims than how it is said: the index of names is to be used.
        let named = tests.iter().any(|it| matches!(it, ClaimTest::Speaker(_) | ClaimTest::Via(_)));
        for (index, test) in tests.iter().enumerate() {
            self.say(if index > 0 { " AND " } else { " WHERE " });
            if near && index == 0 {
                self.say("c.article = a.id AND ");
            }
            if named && matches!(test, ClaimTest::Stance(_)) {
                self.say("+");
            }
            self.claim_test(test);
        }
        self.say(")");
    }

    fn claim_test(&mut self, test: &ClaimTest) {
        match test {
            // The names of a few briefs are fewer than all that there are.
            ClaimTest::Speaker(it) if self.near.is_some() => drop(self.matched("w.name", it)),
            ClaimTest::Via(it) if self.near.is_some() => drop(self.matched("v.name", it)),
            ClaimTest::Verb(it) if self.near.is_some() => drop(self.matched("c.verb", it)),
            ClaimTest::Speaker(it) => {
                self.say("w.name IN (SELECT name FROM speaker WHERE ");
                self.matched("name", it).say(")");
            }
            ClaimTest::Via(it) => {
                self.say("v.name IN (SELECT name FROM speaker WHERE ");
                self.matched("name", it).say(")");
            }
            ClaimTest::Verb(it) => {
                self.say("c.verb IN (SELECT cue FROM verb WHERE ");
                self.matched("cue", it).say(")");
            }
            ClaimTest::Class(it) => drop(self.say("w.class = ").value(it.code().to_owned())),
            ClaimTest::Stance(it) => drop(self.say("c.stance = ").value(it.code().to_owned())),
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
}

/// The relations that are conflicts, as a list in SQL.
fn conflicts() -> String {
    let codes = Relation::ALL.iter().filter(|it| it.is_conflict());
    let codes: Vec<String> = codes.map(|it| format!("'{}'", it.code())).collect();
    format!("({})", codes.join(", "))
}

fn claim_test(query: &Query) -> Option<&ClaimTest> {
    if let Query::Test(Test::Claim(test)) = query { Some(test) } else { None }
}

/// Whether a condition on a claim speaks of its source.
const fn about_source(test: &ClaimTest) -> bool {
    matches!(test, ClaimTest::Speaker(_) | ClaimTest::Via(_) | ClaimTest::Class(_))
}

/// How the period of an entry tells its precision.
const fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "first_day = last_day",
        Precision::Week => "value LIKE '____-W__' AND first_day <> last_day",
        Precision::Month => "value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'",
        Precision::Year => "value GLOB '[0-9][0-9][0-9][0-9]'",
        Precision::Span => {
            "first_day <> last_day AND value NOT LIKE '____-W__' AND value NOT GLOB
             '[0-9][0-9][0-9][0-9]-[0-9][0-9]' AND value NOT GLOB '[0-9][0-9][0-9][0-9]'"
        }
        Precision::Vague => "first_day IS NULL",
    }
}
