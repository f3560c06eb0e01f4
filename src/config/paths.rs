//! Where the files of the program live.
//!
//! What the user says wins (`ATTACHE_CONFIG`, `ATTACHE_DB`, `ATTACHE_STATE`), then the XDG folders
//! where their variables are set or the folder exists, then what is usual on the system.

use std::{
    env,
    path::{Path, PathBuf},
};

use directories::{BaseDirs, ProjectDirs};

/// The folders and files of this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The user's `config.toml`; it need not exist.
    pub config: PathBuf,
    /// The library.
    pub db: PathBuf,
    /// Crash reports, the history of prompts, drafts.
    pub state: PathBuf,
}

impl Paths {
    /// The paths of the user who runs the program; none where the system knows no home.
    pub fn new() -> Option<Self> {
        let project = ProjectDirs::from("", "", "attache");
        let home = BaseDirs::new().map(|it| it.home_dir().to_path_buf());
        let folder = |own: &str, xdg: &str, usual: &str, system: Option<&Path>| {
            let below_home = home.as_ref().map(|it| it.join(usual).join("attache"));
            variable(own)
                .or_else(|| {
                    variable(xdg).filter(|it| it.is_absolute()).map(|it| it.join("attache"))
                })
                .or_else(|| below_home.filter(|it| it.is_dir()))
                .or_else(|| system.map(Path::to_path_buf))
        };
        let config =
            folder("", "XDG_CONFIG_HOME", ".config", project.as_ref().map(ProjectDirs::config_dir));
        let data = folder(
            "",
            "XDG_DATA_HOME",
            ".local/share",
            project.as_ref().map(ProjectDirs::data_dir),
        );
        let state =
            project.as_ref().map(|it| it.state_dir().unwrap_or_else(|| it.data_local_dir()));
        Some(Self {
            config: variable("ATTACHE_CONFIG").or_else(|| Some(config?.join("config.toml")))?,
            db: variable("ATTACHE_DB").or_else(|| Some(data?.join("library.db")))?,
            state: folder("ATTACHE_STATE", "XDG_STATE_HOME", ".local/state", state)?,
        })
    }
}

/// A path as one writes it: `~/` is the home.
pub fn home(path: &str) -> PathBuf {
    let below = path.strip_prefix("~/").zip(BaseDirs::new());
    below.map_or_else(|| PathBuf::from(path), |(rest, base)| base.home_dir().join(rest))
}

fn variable(name: &str) -> Option<PathBuf> {
    let value = if name.is_empty() { None } else { env::var_os(name) };
    value.filter(|it| !it.is_empty()).map(PathBuf::from)
}
