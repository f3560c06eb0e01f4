//! One thing done to many briefs at once, and what is asked before.

use crate::{
    library::{Act, Among, ExportFormat, Library, Page, Scope, exported},
    model::{ArticleId, Date, Order},
    text::sanitize::sanitize,
    tui::worker::{Reply, stored, write},
};

/// Which briefs something is done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// These, and those of the list from one place to another.
    These(Vec<ArticleId>, Option<(usize, usize)>),
    /// All that a query means, as it was typed, as of a day.
    Meant(String, Date),
}

/// What would be done, before many are changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The act.
    pub act: Act,
    /// To which.
    pub chosen: Chosen,
    /// How many those are.
    pub count: usize,
    /// The first headlines of them.
    pub titles: Vec<String>,
}

/// More briefs than these are not changed without being asked.
const MANY: usize = 20;

/// Headlines that a preview shows.
const SHOWN: usize = 5;

/// Does something to many briefs, or says first how many they are.
pub(super) fn done(
    library: &mut Library,
    act: Act,
    chosen: Chosen,
    sure: bool,
) -> Result<Reply, String> {
    let among = match &chosen {
        Chosen::These(ids, range) => {
            let mut ids: Vec<ArticleId> = ids.clone();
            if let Some((from, to)) = *range {
                let list = library.shelved();
                let to = to.saturating_add(1).min(list.len());
                ids.extend(&list[from.min(to)..to]);
            }
            ids.sort_unstable();
            ids.dedup();
            Among::These(ids)
        }
        Chosen::Meant(typed, today) => {
            let query = library.query(typed, *today).map_err(|it| it.to_string())?;
            Among::Meant(query, *today)
        }
    };
    let count = match &among {
        Among::These(ids) => ids.len(),
        Among::Meant(query, today) => library.count(query, *today).map_err(stored)?,
    };
    if count == 0 {
        return Err("no brief is meant".to_owned());
    }
    if count > MANY && !sure {
        let titles = titles(library, &among)?;
        return Ok(Reply::Preview(Box::new(Preview { act, chosen, count, titles })));
    }
    let changed = library.act(&act, &among).map_err(stored)?;
    Ok(Reply::Acted(act.label(changed)))
}

/// The first headlines of those that are meant.
fn titles(library: &mut Library, among: &Among) -> Result<Vec<String>, String> {
    let briefs = match among {
        Among::Meant(query, today) => {
            let page = Page { order: Order::Newest, skip: 0, limit: SHOWN };
            library.find(query, *today, page).map_err(stored)?
        }
        Among::These(ids) => {
            let mut found = Vec::new();
            for id in ids.iter().take(SHOWN) {
                found.extend(library.open_brief(*id).map_err(stored)?.map(|it| it.brief));
            }
            found
        }
    };
    Ok(briefs.into_iter().map(|it| it.title).collect())
}

/// Writes all that a query means to a file.
pub(super) fn written(
    library: &mut Library,
    format: &str,
    typed: &str,
    today: Date,
) -> Result<Reply, String> {
    let known = ExportFormat::ALL.iter().find(|it| it.1 == format);
    let Some((kind, name, ending)) = known.copied() else {
        let names: Vec<&str> = ExportFormat::ALL.iter().map(|it| it.1).collect();
        return Err(format!("there is no format {format}: it is one of {}", names.join(", ")));
    };
    let query = library.query(typed, today).map_err(|it| it.to_string())?;
    let page = Page { order: Order::Newest, skip: 0, limit: usize::MAX };
    let mut briefs = Vec::new();
    for brief in library.find(&query, today, page).map_err(stored)? {
        briefs.extend(library.open_brief(brief.id).map_err(stored)?);
    }
    if briefs.is_empty() {
        return Err("no brief is meant".to_owned());
    }
    let text = exported(&briefs, Scope::Kept, kind, None);
    write(format!("attache-{name}-{today}.{ending}").into(), &sanitize(&text))
}
