//! Briefs made anew of the inputs that were kept, by the reader of today: a new revision where the text
//! is another one, with highlights and verdicts found again in it.

use std::ops::ControlFlow;

use super::{Library, try_analyze};
use crate::{
    ingest::{self, Input},
    model::{Article, ArticleId, Mark},
    store::{Error as StoreError, Imported, Opened},
};

/// What became of a brief that was made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recleaned {
    /// It is as it was, or a revision of it.
    Done(Imported),
    /// Its input was not kept.
    NoInput(ArticleId),
    /// Its input gives no such brief any more, and why; it stays as it is.
    Lost(ArticleId, String),
}

/// What reading a brief's input again came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reread {
    /// Whether its input was there to be read; else its text was analyzed again.
    pub input: bool,
    /// Whether the text is another.
    pub text: bool,
    /// How many claims it had, and has.
    pub claims: (usize, usize),
    /// How many things of the analyst's have lost their place.
    pub lost: usize,
}

impl Library {
    /// Reads the input of a brief again, where it was kept, cleans it and analyzes it: by a better
    /// reader of its format it may come to another text, which is then its newest revision. What the
    /// analyst did stays, and stands where its words stand.
    pub fn reread(&mut self, id: ArticleId) -> Result<Reread, StoreError> {
        let Some(before) = self.store.brief(id)? else { return Err(StoreError::NoBrief(id)) };
        let input = matches!(self.reclean_one(id)?, Recleaned::Done(_));
        if !input {
            self.reanalyze(id)?;
        }
        let Some(after) = self.store.brief(id)? else { return Err(StoreError::NoBrief(id)) };
        let orphans = |it: &Opened| {
            let gone = |mark: &&Mark| {
                mark.anchor.as_ref().is_some_and(|anchor| anchor.revision != it.revision)
            };
            it.lost.len() + it.marks.iter().filter(gone).count()
        };
        Ok(Reread {
            input,
            text: after.revision != before.revision,
            claims: (before.analysis.claims.len(), after.analysis.claims.len()),
            lost: orphans(&after).saturating_sub(orphans(&before)),
        })
    }

    /// Makes briefs anew; all whose input was kept where none is named. `each` hears of every one and
    /// can stop the rest.
    pub fn reclean(
        &mut self,
        ids: &[ArticleId],
        each: &mut dyn FnMut(&Recleaned) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let all = if ids.is_empty() { self.store.kept()? } else { ids.to_vec() };
        for id in all {
            let done = self.reclean_one(id)?;
            if each(&done).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn reclean_one(&mut self, id: ArticleId) -> Result<Recleaned, StoreError> {
        let Some(opened) = self.store.brief(id)? else { return Err(StoreError::NoBrief(id)) };
        let Some(bytes) = self.store.raw(id)? else { return Ok(Recleaned::NoInput(id)) };
        let before = opened.article;
        let input = Input {
            path: outermost(&before.origin.path).to_owned(),
            bytes,
            url: before.url.clone(),
            ..Input::default()
        };
        let articles = match ingest::read(&input) {
            Ok(articles) => articles,
            Err(error) => return Ok(Recleaned::Lost(id, error.to_string())),
        };
        let Some(found) = same(articles, &before) else {
            let why = format!("{}: the brief is not found in it again", before.origin.path);
            return Ok(Recleaned::Lost(id, why));
        };
        // What the user told of it stays where the file does not say it.
        let article = Article {
            origin: before.origin.clone(),
            published: found.published.or(before.published),
            url: before.url.clone().or(found.url),
            site: found.site.or(before.site),
            ..found
        };
        match try_analyze(&article, &self.taxonomy) {
            Ok(analysis) => self.store.revise(id, &article, &analysis).map(Recleaned::Done),
            Err(fault) => Ok(Recleaned::Lost(id, fault.to_string())),
        }
    }
}

/// The path of the file itself, where it is that of a part: `x.zip/a.txt`, `feed.xml#1`. Archives are
/// known by their content, so that only the name of a single file matters here.
fn outermost(path: &str) -> &str {
    path.split_once('#').map_or(path, |it| it.0)
}

/// The article that the brief was made of: the only one, the one from the same place in the file, or
/// the one with the same headline.
fn same(mut articles: Vec<Article>, before: &Article) -> Option<Article> {
    if articles.len() == 1 {
        return articles.pop();
    }
    let tail = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let place = |it: &Article| {
        it.origin.path == before.origin.path || tail(&it.origin.path) == tail(&before.origin.path)
    };
    let title = |it: &Article| !it.title.is_empty() && it.title == before.title;
    let at = articles
        .iter()
        .position(|it| place(it) && title(it))
        .or_else(|| articles.iter().position(title))
        .or_else(|| {
            let mut found = articles.iter().enumerate().filter(|it| place(it.1));
            found.next().filter(|_| found.next().is_none()).map(|it| it.0)
        })?;
    Some(articles.swap_remove(at))
}
