//! Finding briefs by a [`Query`]: each condition becomes SQL, with its values apart from it.
//!
//! Conditions name the tables `a` (article) and `r` (its newest revision) and no others, so that what
//! one does not speak of is not looked at. Conditions on claims that stand side by side speak of one
//! claim (`claims`).

mod claims;

use rusqlite::{Connection, functions::FunctionFlags, types::Value};

use crate::{
    model::{ClaimTest, Date, Days, Has, Is, Match, Precision, Query, Relation, Test, Words},
    store::{articles, error::Failure, search},
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
    /// Within a `not`: what is meant there are many, though what is named are few.
    pub negated: bool,
    /// Beside something that means few: each of these is looked at by itself, too.
    pub driven: bool,
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

/// Teaches a connection the functions that conditions use: `fold(text)`, `has(text, words)`,
/// `begins(text, words)` (some word of it begins so) and `finds(text, pattern)`.
pub(super) fn teach(connection: &Connection) -> Result<(), Failure> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("fold", 1, flags, |call| {
        let text: Option<String> = call.get(0)?;
        Ok(text.map(|it| fold(&it)))
    })?;
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

    /// SQL with one question mark, and its value.
    fn say_of(&mut self, sql: &str, value: impl Into<Value>) -> &mut Self {
        self.values.push(value.into());
        self.say(sql)
    }

    /// A question mark with its value.
    fn value(&mut self, value: impl Into<Value>) -> &mut Self {
        self.say_of("?", value)
    }

    fn query(&mut self, query: &Query, today: Date) {
        match query {
            Query::All => drop(self.say("1")),
            Query::And(list) => {
                let (claim, other): (Vec<_>, Vec<_>) =
                    list.iter().partition(|it| matches!(it, Query::Test(Test::Claim(_))));
                self.say("(");
                let outer = self.driven;
                self.driven |= list.iter().any(means_few);
                for (index, member) in other.iter().enumerate() {
                    self.say(if index > 0 { " AND " } else { "" });
                    self.query(member, today);
                }
                self.driven = outer;
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
                self.say("NOT (").negated ^= true;
                self.query(inner, today);
                self.say(")").negated ^= true;
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
            Test::Title(it) => self.beside("title", it),
            Test::Site(it) => self.beside("site", it),
            Test::Author(it) => self.beside("byline", it),
            Test::Language(it) => {
                // What begins with the code and a hyphen: a dot comes right after that.
                self.say("(r.language = ").value(it.clone());
                self.say(" OR r.language >= ").value(format!("{it}-"));
                self.say(" AND r.language < ").value(format!("{it}.")).say(")");
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
            Test::Date(days) => self.dated(*days),
            Test::Precision(it) => {
                self.rows_of("entry").say("precision = ").value(it.code().to_owned());
                // Days have no index, and what has one must be told apart from them.
                self.say(if *it == Precision::Day { ")" } else { " AND precision <> 'day')" });
            }
            Test::Claim(test) => self.claim(&[test]),
        }
    }

    /// Whether each brief is looked at by itself.
    const fn by_itself(&self) -> bool {
        self.near.is_some() || self.driven
    }

    /// Begins to say that a table has a row of the brief of which holds what follows, up to a closing
    /// bracket.
    fn rows_of(&mut self, table: &str) -> &mut Self {
        if self.by_itself() {
            self.say(&format!("EXISTS (SELECT 1 FROM {table} t WHERE t.article = a.id AND "))
        } else {
            self.say(&format!("a.id IN (SELECT article FROM {table} WHERE "))
        }
    }

    /// It dates something within these days. Most lies in one year, and so only the years asked for
    /// are looked through; the rest is little.
    fn dated(&mut self, days: Days) {
        if self.by_itself() {
            self.rows_of("entry").within(days, None);
            return;
        }
        self.say("(").rows_of("entry").say("substr(first_day, 1, 4) = substr(last_day, 1, 4) AND ");
        self.within(days, days.from.map(|it| format!("{:04}-01-01", it.year())));
        self.say(" OR ").rows_of("entry");
        self.say("substr(first_day, 1, 4) <> substr(last_day, 1, 4) AND ").within(days, None);
        self.say(")");
    }

    /// An entry's days begin from `first` on and overlap with these; closes the bracket.
    fn within(&mut self, days: Days, first: Option<String>) {
        self.say("first_day IS NOT NULL");
        if let Some(first) = first {
            self.say(" AND first_day >= ").value(first);
        }
        if let Some(to) = days.to {
            self.say(" AND first_day <= ").value(to.to_string());
        }
        if let Some(from) = days.from {
            self.say(" AND last_day >= ").value(from.to_string());
        }
        self.say(")");
    }

    /// What stands beside the text has the words or the pattern; `column` is one of `letters`.
    fn beside(&mut self, column: &str, it: &Match) {
        let Some(letters) = it.words().and_then(|it| search::letters(column, it)) else {
            self.matched(&format!("r.{column}"), it);
            return;
        };
        self.say("a.key IN (SELECT rowid FROM letters WHERE letters MATCH ").value(letters);
        if let Some(key) = self.near {
            self.say(" AND rowid >= ").value(key);
        }
        self.say(")");
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
            Is::Undated => {
                self.say("a.revision IN (SELECT id FROM revision WHERE published IS NULL)");
            }
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
            Has::Revision => "(a.texts > 1)",
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
}

/// Whether a condition means so few briefs, as a rule, that others are best asked of these alone:
/// words and names do.
const fn means_few(query: &Query) -> bool {
    match query {
        Query::Test(Test::Words(_) | Test::Title(_) | Test::Site(_) | Test::Author(_)) => true,
        Query::Test(Test::Claim(it)) => {
            matches!(it, ClaimTest::Speaker(_) | ClaimTest::Via(_) | ClaimTest::Verb(_))
        }
        _ => false,
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
