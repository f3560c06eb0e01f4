//! Configuration, library and date, as a command asks for them: one that needs no library opens
//! none.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::{
    args::{self, Args, Colours},
    report::{Code, Problem},
    screen,
};
use crate::{
    config::{self, Config, Paths, Word},
    library::{Library, Opened, StoreError, Taxonomy},
    model::{ArticleId, Date, Query},
};

/// What a command works with.
#[derive(Debug)]
pub struct Desk {
    config: Option<PathBuf>,
    db: Option<PathBuf>,
    colours: Colours,
}

impl Desk {
    /// What the arguments say; nothing is opened yet.
    pub fn new(args: &Args) -> Self {
        Self { config: args.config.clone(), db: args.db.clone(), colours: args.color }
    }

    /// The configuration: the file that was named must be there, the usual one need not.
    pub fn config(&self) -> Result<Config, Problem> {
        let (config, problems) = self.read_config()?;
        config::Error::check(problems)?;
        Ok(config)
    }

    /// The configuration as the reader needs it: with all that is wrong with its settings, keys and
    /// theme told at once.
    pub fn screen_config(&self) -> Result<Config, Problem> {
        let (config, mut problems) = self.read_config()?;
        problems.extend(screen::check(&config));
        config::Error::check(problems)?;
        Ok(config)
    }

    /// What can be made of the configuration, and what is wrong with it.
    fn read_config(&self) -> Result<(Config, Vec<config::Problem>), Problem> {
        let named = self.config.clone().or_else(|| variable("ATTACHE_CONFIG"));
        let usual = || Paths::new().map(|it| it.config);
        let (mut config, problems) = match named.clone().or_else(usual) {
            // Topics and themes may lie in the folder without a file of settings beside them.
            Some(path) if named.is_none() && !path.is_file() => Config::read(&path, ""),
            Some(path) => Config::read_file(&path)?,
            None => (Config::default(), Vec::new()),
        };
        if self.colours == Colours::Never {
            config.theme = Word { word: "mono".to_owned(), ..Word::default() };
        }
        Ok((config, problems))
    }

    /// The folders and files in use.
    pub fn paths(&self) -> Result<Paths, Problem> {
        let paths = Paths::new().ok_or_else(|| {
            Problem::new(Code::BadConfig, "no home folder is known")
                .hint("set HOME, or name the files with --config and --db")
        });
        let (config, db) = (self.config.clone(), self.db.clone());
        match (paths, &db) {
            (Ok(paths), _) => Ok(Paths {
                config: config.unwrap_or(paths.config),
                db: db.unwrap_or(paths.db),
                state: paths.state,
            }),
            (Err(_), Some(db)) => {
                let beside = db.parent().unwrap_or(Path::new(".")).to_owned();
                Ok(Paths { config: config.unwrap_or_default(), db: db.clone(), state: beside })
            }
            (Err(problem), None) => Err(problem),
        }
    }

    /// The topics that sections are found by.
    pub fn taxonomy(&self) -> Result<Taxonomy, Problem> {
        Ok(Taxonomy::new(self.config()?.topics))
    }

    /// The library.
    pub fn library(&self) -> Result<Library, Problem> {
        let path = self.paths()?.db;
        let config = self.config()?;
        let taxonomy = Taxonomy::new(config.topics);
        let library = if path == Path::new(":memory:") {
            Library::in_memory(taxonomy)?
        } else {
            Library::open(&path, taxonomy)?
        };
        Ok(library.keeping(config.keep_input))
    }

    /// The briefs with these numbers, in their order; all, in the order of the list, where there
    /// are none.
    pub fn opened(library: &mut Library, numbers: &[i64]) -> Result<Vec<Opened>, Problem> {
        let rows = library.briefs(Self::today()?)?;
        let wanted: Vec<ArticleId> = if numbers.is_empty() {
            rows.iter().map(|it| it.id).collect()
        } else {
            numbers.iter().map(|it| ArticleId(*it)).collect()
        };
        let mut opened = Vec::new();
        for id in wanted {
            let brief = library.open_brief(id)?.ok_or(StoreError::NoBrief(id));
            opened.push(brief.map_err(|error| {
                Problem::from(error).hint("`attache list` shows the numbers of the briefs")
            })?);
        }
        Ok(opened)
    }

    /// The query that was typed; a mistake is pointed at.
    pub fn query(library: &Library, typed: &str) -> Result<Query, Problem> {
        library.query(typed, Self::today()?).map_err(|error| {
            let at = typed[..error.span.start].chars().count() + 1;
            let told = format!("{}, at character {at} of: {typed}", error.cause);
            let told = Problem::new(Code::Usage, told);
            match error.hint {
                Some(hint) => told.hint(hint),
                None => told,
            }
        })
    }

    /// Today in the user's zone, or the day that `ATTACHE_TODAY` says.
    pub fn today() -> Result<Date, Problem> {
        if let Some(day) = variable("ATTACHE_TODAY") {
            let told = day.to_string_lossy();
            return args::date(&told).map_err(|why| {
                Problem::new(Code::Usage, format!("ATTACHE_TODAY is {told}: {why}"))
            });
        }
        let now = jiff::ZonedDateTime::now().date();
        let part = |it: i8| u8::try_from(it).unwrap_or(1);
        Date::new(now.year(), part(now.month()), part(now.day()))
            .ok_or_else(|| Problem::new(Code::Bug, "the clock is outside the calendar"))
    }
}

fn variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from)
}
