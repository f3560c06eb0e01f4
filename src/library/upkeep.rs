//! The library as a file: whether it is well, copies of it, who else writes to it, and what was being
//! written when a program ended.

use std::path::Path;

use super::Library;
use crate::store::{Check, Draft, Error as StoreError, Overwrite};

impl Library {
    /// Looks at one side of the library: what is wrong with it, a line each.
    pub fn examine(&self, check: Check) -> Result<Vec<String>, StoreError> {
        self.store.examine(check)
    }

    /// Builds anew what the texts alone decide; how many briefs are to be analyzed again.
    pub fn mend(&mut self) -> Result<usize, StoreError> {
        self.store.mend()
    }

    /// The version of the file, and that which the program writes.
    pub fn version(&self) -> Result<(i64, i64), StoreError> {
        self.store.version()
    }

    /// Copies the library into a file of its own, while it is in use.
    pub fn back_up(&self, to: &Path, overwrite: Overwrite) -> Result<(), StoreError> {
        self.store.back_up(to, overwrite)
    }

    /// Keeps a note that is being written; one without words is forgotten.
    pub fn put_draft(&mut self, draft: &Draft) -> Result<(), StoreError> {
        self.store.put_draft(draft)
    }

    /// The notes that were being written when the program ended.
    pub fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        self.store.drafts()
    }

    /// A number that is another one once somebody else has changed the library.
    pub fn generation(&self) -> Result<i64, StoreError> {
        self.store.stamp()
    }

    /// The file of the library; none where it lives in memory.
    pub fn path(&self) -> Option<&Path> {
        self.store.path()
    }
}
