//! Folders that are watched: files are told of once they are complete.
//!
//! The system says when a file was closed by who wrote it, or moved to its place; that is when it is
//! whole. Where a system does not say so, a file is whole when nobody touched it for a while.

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    time::{Duration, Instant, SystemTime},
};

use notify::{
    EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
    event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode},
};

/// How long a file is left alone after its last event: who writes it in several goes has its time.
const REST: Duration = Duration::from_millis(250);

/// The same, where the system does not say that a file was closed.
const LONG_REST: Duration = Duration::from_secs(2);

/// What is heard of a watched folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// A file may be complete after the system's word for it, or after a longer rest.
    File(PathBuf, Duration),
    /// A folder appeared, with whatever is in it.
    Folder(PathBuf),
    /// Whoever waits shall wait no longer.
    Stop,
}

/// Why folders cannot be watched.
#[derive(Debug)]
pub struct Error {
    folder: PathBuf,
    cause: notify::Error,
}

impl Error {
    /// What the user can do about it.
    pub const fn hint(&self) -> &'static str {
        "check that the folder is there and may be read; Linux limits how many are watched (fs.inotify.max_user_watches)"
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause = match &self.cause.kind {
            notify::ErrorKind::PathNotFound => "there is no such folder".to_owned(),
            _ => self.cause.to_string(),
        };
        write!(f, "cannot watch {}: {cause}", self.folder.display())
    }
}

impl std::error::Error for Error {}

/// Folders being watched, until it is dropped.
#[derive(Debug)]
pub struct FolderWatch {
    _watcher: RecommendedWatcher,
    kinds: &'static [&'static str],
    /// Files that came, when to look at them, and whether the system said that they are whole.
    due: BTreeMap<PathBuf, (Instant, bool)>,
}

impl FolderWatch {
    /// Watches folders and those in them for files with one of these endings.
    pub fn new(
        folders: &[PathBuf],
        kinds: &'static [&'static str],
        tell: Sender<Watched>,
    ) -> Result<Self, Error> {
        let failed = |folder: &Path| {
            let folder = folder.to_owned();
            |cause| Error { folder, cause }
        };
        let first = folders.first().map_or(Path::new("."), PathBuf::as_path);
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                for it in event.into_iter().flat_map(heard) {
                    // Nobody waits any more when the program ends.
                    let _ = tell.send(it);
                }
            })
            .map_err(failed(first))?;
        for folder in folders {
            watcher.watch(folder, RecursiveMode::Recursive).map_err(failed(folder))?;
        }
        Ok(Self { _watcher: watcher, kinds, due: BTreeMap::new() })
    }

    /// Whether a file is one to take in.
    fn wants(&self, path: &Path) -> bool {
        let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
        let kind = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        !name.starts_with('.') && kind.is_some_and(|it| self.kinds.contains(&it.as_str()))
    }

    /// Waits until files are complete and gives them, in the order of their names; none when it shall
    /// wait no longer. At rest nothing is looked at.
    pub fn wait(&mut self, heard: &Receiver<Watched>) -> Option<Vec<PathBuf>> {
        loop {
            let now = Instant::now();
            let files = self.ready(now);
            if !files.is_empty() {
                return Some(files);
            }
            let first = self.due.values().map(|it| it.0).min();
            let it = match first {
                Some(first) => match heard.recv_timeout(first.saturating_duration_since(now)) {
                    Ok(it) => it,
                    Err(RecvTimeoutError::Timeout) => continue,
                    Err(RecvTimeoutError::Disconnected) => return None,
                },
                None => heard.recv().ok()?,
            };
            if it == Watched::Stop {
                return None;
            }
            self.note(it, now);
        }
    }

    /// Takes a word of the system's down.
    fn note(&mut self, it: Watched, now: Instant) {
        match it {
            Watched::File(path, rest) if self.wants(&path) => {
                self.due.insert(path, (now + rest, true));
            }
            Watched::Folder(folder) => {
                for path in self.files(&folder) {
                    self.due.entry(path).or_insert((now, false));
                }
            }
            Watched::File(..) | Watched::Stop => {}
        }
    }

    /// The files whose time has come. One that was only seen, and is being written to, has to wait.
    fn ready(&mut self, now: Instant) -> Vec<PathBuf> {
        let mut ready = Vec::new();
        for (path, (due, whole)) in &mut self.due {
            if *due <= now && (*whole || rested(path)) {
                ready.push(path.clone());
            } else if *due <= now {
                *due = now + LONG_REST / 2;
            }
        }
        self.due.retain(|path, _| ready.binary_search(path).is_err());
        ready.retain(|it| it.is_file());
        ready
    }

    /// The files below a folder that are ones to take in.
    pub fn files(&self, folder: &Path) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let hidden = entry.file_name().to_string_lossy().starts_with('.');
                if entry.file_type().is_ok_and(|it| it.is_dir()) && !hidden {
                    folders.push(path);
                } else if self.wants(&path) {
                    files.push(path);
                }
            }
        }
        files.sort();
        files
    }
}

/// Whether nobody wrote to a file for a while.
fn rested(path: &Path) -> bool {
    let changed = fs::metadata(path).and_then(|it| it.modified());
    changed.is_ok_and(|it| SystemTime::now().duration_since(it).is_ok_and(|it| it > LONG_REST))
}

fn heard(event: notify::Event) -> Vec<Watched> {
    let rest = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => REST,
        EventKind::Create(CreateKind::Folder) => {
            return event.paths.into_iter().map(Watched::Folder).collect();
        }
        // Told of each part of a file that is being written; its end is told as well.
        _ if cfg!(target_os = "linux") => return Vec::new(),
        EventKind::Create(_) | EventKind::Modify(_) => LONG_REST,
        _ => return Vec::new(),
    };
    let told = |path: PathBuf| {
        if path.is_dir() { Watched::Folder(path) } else { Watched::File(path, rest) }
    };
    event.paths.into_iter().map(told).collect()
}
