//! The views, each with how many briefs it has: those of the configuration, then those that were
//! saved.

use crate::{library::View, tui::state::State};

/// The views to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views {
    /// The views.
    pub rows: Vec<Row>,
    /// The view under the cursor.
    pub cursor: usize,
}

/// A view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name, query and order.
    pub view: View,
    /// How many briefs it has, once they are counted; or why it cannot be shown.
    pub count: Option<Result<usize, String>>,
}

impl Views {
    /// Those of the configuration; the saved ones come from the library.
    pub fn new(state: &State) -> Self {
        let rows = state.settings.views.iter().map(|it| Row { view: configured(it), count: None });
        Self { rows: rows.collect(), cursor: 0 }
    }

    /// Takes in the views that were saved: one of the same name stands in place of the other.
    pub fn saved(&mut self, views: Vec<View>) {
        for view in views {
            let row = Row { view, count: None };
            match self.rows.iter_mut().find(|it| it.view.name == row.view.name) {
                Some(known) => *known = row,
                None => self.rows.push(row),
            }
        }
    }
}

/// A view of the configuration.
pub fn configured((name, query): &(String, String)) -> View {
    View { name: name.clone(), query: query.clone(), ..View::default() }
}
