//! How the program is set up: the defaults, and the user's file over them.

use crate::model::Topic;

/// All that can be set.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The topic taxonomy.
    pub topics: Vec<Topic>,
}
