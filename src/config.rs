//! How the program is set up: the defaults, and the user's file over them.
//!
//! The defaults are `config.example.toml`, compiled in, so that the example and the program cannot
//! drift apart. A name that we do not know is refused, with its line and the nearest name; all that
//! is wrong is told at once. Keys and themes are kept as words here: the screen gives them meaning.
//!
//! * `macros`: keys and commands in a row
//! * `problem`: what is wrong, where, and what to do about it
//! * `settings`: a file as a list of settings with their lines; `reader`: each as what it must be
//! * `topics`: the taxonomy
//! * `paths`: where files live

mod macros;
mod paths;
mod problem;
mod reader;
mod settings;
mod topics;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::model::{Topic, Yardstick};

pub use self::{
    macros::Macro,
    paths::{Paths, home},
    problem::{Error, Place, Problem, nearest},
    settings::{Setting, Value},
};

use self::{
    reader::{Reader, switch},
    settings::File,
};

/// The default settings, with their comments: what `attache config print` shows.
pub const EXAMPLE: &str = include_str!("../config.example.toml");

/// All that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The topic taxonomy.
    pub topics: Vec<Topic>,
    /// Whose words for likelihood grades use.
    pub yardstick: Yardstick,
    /// What a verdict does next.
    pub advance: Advance,
    /// What marks a brief as read.
    pub read_on: ReadOn,
    /// Whether the mouse is ours.
    pub mouse: bool,
    /// Bytes of a raw input that are kept beside its text at most; 0 keeps none.
    pub keep_input: usize,
    /// Folders from which files are taken in as they come.
    pub watch: Vec<PathBuf>,
    /// Whether the feeds are fetched when the reader starts.
    pub sync_at_start: bool,
    /// Cells that a line of the text has at most.
    pub text_width: u16,
    /// What the colours of highlights mean, by their code, in the order of the file.
    pub colours: Vec<(String, String)>,
    /// Views by name, each a query, in the order of the file.
    pub views: Vec<(String, String)>,
    /// Other ways of writing names: the file `aliases.txt` of the user's folder.
    pub aliases: String,
    /// The name of the theme.
    pub theme: Word,
    /// Roles over the theme.
    pub roles: Vec<Setting>,
    /// The keys of all contexts, without those set to `none`.
    pub keys: Vec<Binding>,
    /// The macros.
    pub macros: Vec<Macro>,
    /// The folder of the user's file, where themes, topics and templates are looked for.
    pub folder: Option<PathBuf>,
}

/// A word of the file that somebody else will give a meaning to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub word: String,
    /// Where it stands.
    pub place: Place,
}

/// One line of a `[keys.…]` table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub context: String,
    /// The keys.
    pub chord: String,
    /// What they mean.
    pub action: String,
    /// Where it is written.
    pub place: Place,
}

/// Where a verdict takes the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Advance {
    /// To the next row.
    #[default]
    Next,
    /// To the next row without a verdict.
    Unreviewed,
    /// Nowhere.
    Stay,
}

/// What marks a brief as read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadOn {
    /// The analyst's verdict alone.
    Verdict,
    /// Also reading on at the end of its text.
    #[default]
    End,
}

impl Default for Config {
    /// The example, as it is compiled in.
    fn default() -> Self {
        let mut problems = Vec::new();
        let settings = File { path: None, text: EXAMPLE }.settings(&mut problems);
        let topics = topics::load(None, false).unwrap_or_default();
        Self { topics, ..Self::new(&settings, &mut problems) }
    }
}

impl Config {
    /// The defaults, with the user's file over them where `path` is one, and the topics and themes
    /// beside it. A file that is not there is refused: the caller knows whether it must be.
    pub fn load(path: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Self::default()) };
        let (config, problems) = Self::read_file(path)?;
        Error::check(problems).map(|()| config)
    }

    /// As [`Config::read`], of a file that must be there.
    pub fn read_file(path: &Path) -> Result<(Self, Vec<Problem>), Error> {
        let whole = Place { file: Some(path.to_path_buf()), line: 0 };
        let text = fs::read_to_string(path)
            .map_err(|error| Error { problems: vec![Problem::new(&whole, unreadable(&error))] })?;
        Ok(Self::read(path, &text))
    }

    /// As [`Config::load`], with the text of the file at hand.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let (config, problems) = Self::read(path, text);
        Error::check(problems).map(|()| config)
    }

    /// What can be made of the file, and what is wrong with it: a face can so add what it finds
    /// itself, and all is told at once.
    pub fn read(path: &Path, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let own = File { path: Some(path), text }.settings(&mut problems);
        if !problems.is_empty() {
            // What follows from a bracket that is missing helps nobody.
            return (Self::default(), problems);
        }
        let mut settings = File { path: None, text: EXAMPLE }.settings(&mut problems);
        let known: Vec<String> = settings.iter().map(Setting::dotted).collect();
        for setting in own {
            put(setting, &mut settings, &known, &mut problems);
        }
        let mut config = Self::new(&settings, &mut problems);
        config.folder = path.parent().map(Path::to_path_buf);
        // One that is not there adds nothing.
        let aliases = config.folder.as_ref().map(|it| fs::read_to_string(it.join("aliases.txt")));
        config.aliases = aliases.and_then(Result::ok).unwrap_or_default();
        match topics::load(config.folder.as_deref(), switch(&settings, "topics.extend")) {
            Ok(topics) => config.topics = topics,
            Err(error) => problems.extend(error.problems),
        }
        (config, problems)
    }

    /// The roles of a theme that comes with the program, or lies in the user's folder.
    pub fn theme_roles(&self, theme: &Word) -> Result<Vec<Setting>, Error> {
        let shipped = THEMES.iter().find(|(name, _)| *name == theme.word);
        let mut problems = Vec::new();
        let (path, text) = match (shipped, self.theme_file(&theme.word)) {
            (_, Some((path, text))) => (Some(path), text),
            (Some((_, text)), None) => (None, (*text).to_owned()),
            (None, None) => {
                let names = THEMES.iter().map(|it| it.0).chain(["auto"]);
                let problem = Problem::unknown(&theme.place, "theme", &theme.word, names);
                return Err(Error { problems: vec![problem] });
            }
        };
        let roles = File { path: path.as_deref(), text: &text }.settings(&mut problems);
        Error::check(problems)?;
        Ok(roles)
    }

    fn theme_file(&self, name: &str) -> Option<(PathBuf, String)> {
        let plain = name.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_');
        let path =
            self.folder.as_ref().filter(|_| plain)?.join("themes").join(format!("{name}.toml"));
        Some((path.clone(), fs::read_to_string(path).ok()?))
    }

    /// Reads the merged settings; a value of the wrong kind goes to `problems` and is left out.
    fn new(settings: &[Setting], problems: &mut Vec<Problem>) -> Self {
        let mut reader = Reader { settings, problems };
        let advance = reader.choice("behaviour.advance", &ADVANCE);
        let read_on = reader.choice("behaviour.read-on", &READ_ON);
        let yardstick = reader.choice("behaviour.yardstick", &YARDSTICK);
        let text_width = reader.number("panes.text-width", 20, 400);
        let mebibytes = reader.number("library.keep-input", 0, 64);
        Self {
            topics: Vec::new(),
            advance,
            read_on,
            yardstick,
            mouse: switch(settings, "behaviour.mouse"),
            keep_input: usize::from(mebibytes) << 20,
            watch: reader.list("library.watch").iter().map(|it| home(it)).collect(),
            sync_at_start: switch(settings, "feeds.sync-at-start"),
            text_width,
            colours: reader
                .words("colours")
                .map(|(it, word)| (it.name().to_owned(), word))
                .collect(),
            views: reader
                .words("views")
                .filter(|(_, query)| query != "none")
                .map(|(it, query)| (it.name().to_owned(), query))
                .collect(),
            aliases: String::new(),
            theme: reader.word("theme.name"),
            roles: reader.words("theme.roles").map(|(it, _)| it.clone()).collect(),
            keys: reader.words("keys").filter_map(|(it, action)| binding(it, action)).collect(),
            macros: settings.iter().filter_map(macros::sequence).collect(),
            folder: None,
        }
    }
}

/// The themes that come with the program.
const THEMES: [(&str, &str); 4] = [
    ("dark", include_str!("../assets/themes/dark.toml")),
    ("light", include_str!("../assets/themes/light.toml")),
    ("ansi", include_str!("../assets/themes/ansi.toml")),
    ("mono", include_str!("../assets/themes/mono.toml")),
];

const ADVANCE: [(&str, Advance); 3] =
    [("next", Advance::Next), ("unreviewed", Advance::Unreviewed), ("stay", Advance::Stay)];

const READ_ON: [(&str, ReadOn); 2] = [("verdict", ReadOn::Verdict), ("end", ReadOn::End)];

const YARDSTICK: [(&str, Yardstick); 2] =
    [("icd203", Yardstick::Icd203), ("phia", Yardstick::Phia)];

/// Tables whose names are the user's own.
const FREE: [&str; 4] = ["theme.roles", "keys", "macros", "views"];

fn binding(setting: &Setting, action: String) -> Option<Binding> {
    let [_, context, chord] = setting.path.as_slice() else { return None };
    (action != "none").then(|| Binding {
        context: context.clone(),
        chord: chord.clone(),
        action,
        place: setting.place.clone(),
    })
}

/// Puts one of the user's settings over the default of the same name.
fn put(own: Setting, settings: &mut Vec<Setting>, known: &[String], problems: &mut Vec<Problem>) {
    let name = own.dotted();
    if let Some(default) = settings.iter_mut().find(|it| it.path == own.path) {
        if std::mem::discriminant(&default.value) == std::mem::discriminant(&own.value) {
            *default = own;
        } else {
            let cause = format!("{name} must be {}", kind(&default.value));
            problems.push(Problem::new(&own.place, cause));
        }
        return;
    }
    let free = FREE.iter().any(|table| name.starts_with(&format!("{table}.")));
    if let Some(cause) = misplaced(&own, known) {
        problems.push(Problem::new(&own.place, cause));
    } else if !free {
        problems.push(unknown(&own, known));
    } else if matches!(own.value, Value::Text(_))
        || matches!(own.value, Value::List(_)) && name.starts_with("macros.")
    {
        settings.push(own);
    } else {
        problems.push(Problem::new(&own.place, format!("{name} must be text in quotes")));
    }
}

/// Why the setting cannot stand where it does: a table has its name, or it stands below a setting.
fn misplaced(own: &Setting, known: &[String]) -> Option<String> {
    let name = own.dotted();
    if known.iter().any(|it| it.starts_with(&format!("{name}."))) || FREE.contains(&name.as_str()) {
        return Some(format!("{name} is a table: write [{name}]"));
    }
    let depth = match (own.path[0].as_str(), own.path.get(1)) {
        ("keys", Some(_)) => 3,
        ("theme", Some(table)) if table == "roles" => 3,
        _ => own.path.len(),
    };
    let above = own.path[..own.path.len() - 1].join(".");
    let below = known.contains(&above) || own.path.len() > depth;
    if below {
        return Some(format!("{above} is a setting, not a table"));
    }
    (own.path.len() < depth).then(|| format!("{name} is a table: write [{name}]"))
}

/// The name is not one of ours; what is nearest is looked for where the path leaves the known tree.
fn unknown(own: &Setting, known: &[String]) -> Problem {
    let table = |path: &[String]| {
        path.is_empty() || known.iter().any(|it| it.starts_with(&(path.join(".") + ".")))
    };
    let depth = (1..own.path.len()).take_while(|it| table(&own.path[..*it])).count();
    let word = &own.path[depth];
    let prefix: String = own.path[..depth].iter().flat_map(|it| [it.as_str(), "."]).collect();
    let siblings = known.iter().filter_map(|it| it.strip_prefix(&prefix));
    let names: Vec<&str> = siblings.filter_map(|it| it.split('.').next()).collect();
    let kind = if depth + 1 < own.path.len() { "table" } else { "setting" };
    let inside =
        if depth == 0 { String::new() } else { format!(" of [{}]", own.path[..depth].join(".")) };
    Problem::unknown(&own.place, &format!("{kind}{inside}"), word, names)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "text in quotes",
        Value::Number(_) => "a whole number",
        Value::Switch(_) => "true or false",
        Value::List(_) => "a list",
        Value::Other(_) => "something else",
    }
}

/// Why a file could not be read, in words.
fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not read this file".to_owned(),
        io::ErrorKind::InvalidData => "this is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}
