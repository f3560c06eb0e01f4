//! Word that the file of a library was written to, by whatever program, without looking again and
//! again.

use std::path::{Path, PathBuf};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// A library file being watched, until it is dropped.
#[derive(Debug)]
pub struct FileWatch {
    _watcher: RecommendedWatcher,
}

impl FileWatch {
    /// Has `tell` called whenever something is written to the library in this file; none where the
    /// system cannot tell. Whether it is news, [`Store::stamp`](super::Store::stamp) says.
    pub fn new(path: &Path, tell: impl Fn() + Send + 'static) -> Option<Self> {
        let path = path.canonicalize().ok()?;
        let folder = path.parent()?.to_owned();
        // Commits are written to the log beside the file, which comes and goes.
        let mut log = path.clone().into_os_string();
        log.push("-wal");
        let ours = [path, PathBuf::from(log)];
        let heard = move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return tell() };
            let written = matches!(event.kind, EventKind::Modify(_) | EventKind::Create(_));
            if written && event.paths.iter().any(|it| ours.contains(it)) {
                tell();
            }
        };
        let mut watcher = notify::recommended_watcher(heard).ok()?;
        watcher.watch(&folder, RecursiveMode::NonRecursive).ok()?;
        Some(Self { _watcher: watcher })
    }
}
