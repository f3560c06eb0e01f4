//! What a search over the library found: the briefs, the best first, each with the words around.

use crate::library::Hit;

/// The hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// What was looked for.
    pub words: String,
    /// What was found, the best first.
    pub hits: Vec<Hit>,
    /// The hit under the cursor.
    pub cursor: usize,
}
