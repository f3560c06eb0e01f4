//! The library on disk.

/// Why the library could not do it.
#[derive(Debug)]
pub enum Error {}
