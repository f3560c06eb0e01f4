//! Places found again in the newest text of a brief; the finding itself is [`text::anchors`].
//!
//! Same revision, same place. In another, only what needs no decision is taken: what does, stays
//! where it was and is shown as lost.
//!
//! [`text::anchors`]: crate::text::anchors

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use crate::{
    model::{Anchor, ArticleId, Span},
    store::error::Failure,
    text::anchors,
};

/// The newest text of a brief, and the older ones that anchors may name.
pub(super) struct Places<'a> {
    text: &'a str,
    revision: &'a str,
    older: BTreeMap<String, String>,
}

impl<'a> Places<'a> {
    /// Those of a brief whose newest text and its name are these.
    pub(super) fn new(
        sql: &Connection,
        id: ArticleId,
        text: &'a str,
        revision: &'a str,
    ) -> Result<Self, Failure> {
        let older = sql
            .prepare_cached(
                "SELECT r.sha256, b.text FROM revision r JOIN body b ON b.revision = r.id
                 WHERE r.article = ?1 AND r.sha256 <> ?2",
            )?
            .query_map(params![id.0, revision], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, _>>()?;
        Ok(Self { text, revision, older })
    }

    /// Where an anchor stands now, if that is sure.
    pub(super) fn of(&self, anchor: &Anchor) -> Option<Span> {
        if anchor.revision == self.revision {
            return Some(anchor.span);
        }
        let old = self.older.get(&anchor.revision).map(String::as_str);
        anchors::find(anchor, old, self.text).settled()
    }
}
