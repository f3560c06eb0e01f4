//! [`Topic`]: what a section can be about.

/// One entry of the taxonomy, as the user's file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Its short name, `arms-capacity`.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// One sentence on what belongs to it.
    pub definition: String,
    /// Terms that decide. `export*` matches words that begin so; a phrase matches whole.
    pub decisive: Vec<String>,
    /// Terms that speak for it.
    pub strong: Vec<String>,
    /// Terms that hint at it.
    pub weak: Vec<String>,
}
