//! A brief by the name of its page, and its texts as they came, one after the other.

use rusqlite::{Connection, params};

use crate::{
    model::{ArticleId, Mark, MarkId},
    store::{Error, Store, articles, error::Failure, marks, records},
};

/// What a page is known by; the first that is known here decides.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageName<'a> {
    /// SHA-256 of its clean text.
    pub sha256: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// Its title.
    pub title: Option<&'a str>,
}

/// One text of a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// SHA-256 of it, as anchors name it.
    pub revision: String,
    /// When it came, UTC.
    pub retrieved: String,
    /// The text.
    pub text: String,
}

impl Store {
    /// The brief of a page: the one with that text, that address, or, where only one has it, that
    /// title.
    pub fn brief_of_page(&self, page: &PageName<'_>) -> Result<Option<ArticleId>, Error> {
        self.read(|it| brief_of_page(it, page))
    }

    /// The texts of a brief in the order they came, the one that is shown last.
    pub fn versions(&self, id: ArticleId) -> Result<Vec<Version>, Error> {
        self.read(|it| {
            let version = |(article, revision): (crate::model::Article, String)| {
                let retrieved = records::retrieved(it, id, &revision)?;
                Ok(Version { revision, retrieved, text: article.text })
            };
            articles::revisions(it, id)?.into_iter().map(version).collect()
        })
    }

    /// A mark as it was made: with the place that it was given, in the text that it was given in.
    pub fn made(&self, mark: MarkId) -> Result<Option<Mark>, Error> {
        self.read(|it| marks::one(it, mark))
    }
}

fn brief_of_page(sql: &Connection, page: &PageName<'_>) -> Result<Option<ArticleId>, Failure> {
    let sha256 = page.sha256.map(|it| articles::first(sql, "sha256", it)).transpose()?.flatten();
    if sha256.is_some() {
        return Ok(sha256);
    }
    for url in page.url.into_iter().flat_map(addresses) {
        let found = articles::first(sql, "url", &url)?;
        if found.is_some() {
            return Ok(found);
        }
    }
    let Some(title) = page.title.filter(|it| !it.trim().is_empty()) else { return Ok(None) };
    let mut query = sql.prepare_cached(
        "SELECT DISTINCT article FROM revision WHERE title = ?1 COLLATE NOCASE LIMIT 2",
    )?;
    let found: Vec<i64> =
        query.query_map(params![title.trim()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let [only] = found[..] else { return Ok(None) };
    Ok(Some(ArticleId(only)))
}

/// Ways to write an address: with and without its fragment and its last slash, by either protocol.
fn addresses(url: &str) -> Vec<String> {
    let mut all = vec![url.to_owned()];
    let bare = url.split_once('#').map_or(url, |it| it.0);
    for scheme in ["https://", "http://"] {
        let Some((_, rest)) = bare.split_once("://") else { break };
        let rest = rest.trim_end_matches('/');
        all.extend([format!("{scheme}{rest}"), format!("{scheme}{rest}/")]);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn an_address_is_known_however_it_is_written() {
        let all = addresses("http://courier.example/shells/#top");
        assert!(all.iter().any(|it| it == "https://courier.example/shells"), "{all:?}");
        assert_eq!(all[0], "http://courier.example/shells/#top");
        assert_eq!(addresses("urn:x").len(), 1);
    }
}
