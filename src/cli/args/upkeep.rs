//! What keeps a library well.

use std::path::PathBuf;

use clap::Args as Group;

/// The arguments of `doctor`.
#[derive(Debug, Group)]
pub struct Doctor {
    /// Build anew what the texts decide: indices, counts, findings
    #[arg(long)]
    pub repair: bool,
}

/// The arguments of `backup`.
#[derive(Debug, Group)]
pub struct Backup {
    /// Where to
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

/// The arguments of `restore`.
#[derive(Debug, Group)]
pub struct Restore {
    /// What `attache backup` wrote
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
