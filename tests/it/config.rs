//! The user's settings: what is wrong is told with its line and the nearest name, all at once.

use std::{fmt::Write, path::Path};

use attache::{
    config::{Advance, Config, EXAMPLE, Error},
    tui,
};

use crate::golden;

#[test]
fn problems_are_told_all_at_once() {
    golden::check("config", "toml", "expect", |text| {
        let path = Path::new("config.toml");
        let (config, mut problems) = Config::read(path, text);
        problems.extend(tui::check(&config).err().into_iter().flat_map(|it| it.problems));
        match Error::check(problems) {
            Err(error) => format!("{error}\n"),
            Ok(()) => changes(&config),
        }
    });
}

/// What the file has changed, a line a setting.
fn changes(config: &Config) -> String {
    let default = Config::default();
    let mut out = String::new();
    let settings = |it: &Config| {
        [
            format!("advance {:?}", it.advance),
            format!("read-on {:?}", it.read_on),
            format!("mouse {}", it.mouse),
            format!("text-width {}", it.text_width),
            format!("theme {}", it.theme.word),
        ]
    };
    for (own, other) in settings(config).iter().zip(settings(&default)) {
        if *own != other {
            writeln!(out, "{own}").unwrap();
        }
    }
    for (colour, meaning) in &config.colours {
        if !default.colours.contains(&(colour.clone(), meaning.clone())) {
            writeln!(out, "{colour} {meaning}").unwrap();
        }
    }
    for role in &config.roles {
        writeln!(out, "role {} {:?}", role.name(), role.value).unwrap();
    }
    let keys = |it: &Config| {
        let lines =
            it.keys.iter().map(|it| format!("[{}] {} = {}", it.context, it.chord, it.action));
        lines.collect::<Vec<_>>()
    };
    let (own, other) = (keys(config), keys(&default));
    for gone in other.iter().filter(|it| !own.contains(it)) {
        writeln!(out, "- {gone}").unwrap();
    }
    for new in own.iter().filter(|it| !other.contains(it)) {
        writeln!(out, "+ {new}").unwrap();
    }
    out
}

#[test]
fn the_example_changes_nothing() {
    let config = Config::parse(Path::new("config.toml"), EXAMPLE).unwrap();
    assert_eq!(changes(&config), "");
    tui::check(&config).unwrap();
    tui::check(&Config::default()).unwrap();
}

#[test]
fn no_file_is_the_default_and_a_missing_one_is_told() {
    assert_eq!(Config::load(None).unwrap(), Config::default());
    assert_eq!(Config::default().advance, Advance::Next);
    assert!(Config::default().topics.len() > 5);
    let error = Config::load(Some(Path::new("/nowhere/config.toml"))).unwrap_err();
    assert_eq!(error.to_string(), "/nowhere/config.toml: there is no such file");
}

#[test]
fn topics_beside_the_file_replace_or_extend() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    let topics = "[[topic]]\nid = \"fishing\"\nlabel = \"Fishing rights\"\nw3 = [\"trawler*\"]\n";
    std::fs::write(folder.path().join("topics.toml"), topics).unwrap();
    let alone = Config::parse(&path, "").unwrap();
    assert_eq!(alone.topics.len(), 1);
    assert_eq!(alone.topics[0].decisive, ["trawler*"]);
    let more = Config::parse(&path, "[topics]\nextend = true\n").unwrap();
    assert_eq!(more.topics.len(), Config::default().topics.len() + 1);
}

#[test]
fn topics_that_cannot_be_followed_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let topics = "[[topic]]\nlable = \"Fish\"\nw3 = \"trawler\"\n\n[[topic]]\nlabel = \"Sea\"\n";
    std::fs::write(folder.path().join("topics.toml"), topics).unwrap();
    let error = Config::parse(&folder.path().join("config.toml"), "").unwrap_err().to_string();
    let told = error.replace(&format!("{}/", folder.path().display()), "");
    assert_eq!(
        told,
        "topics.toml:2: no setting of a topic is named \"lable\"; did you mean \"label\"?\n\
         topics.toml:3: w3 must be a list of texts\n\
         topics.toml:5: the topic has no id"
    );
}

#[test]
fn a_theme_of_the_user_is_found_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("themes")).unwrap();
    std::fs::write(folder.path().join("themes/mine.toml"), "clam = \"red\"\n").unwrap();
    let path = folder.path().join("config.toml");
    let config = Config::parse(&path, "[theme]\nname = \"mine\"\n").unwrap();
    let error = tui::check(&config).unwrap_err().to_string();
    assert!(
        error.ends_with("mine.toml:1: no role is named \"clam\"; did you mean \"claim\"?"),
        "{error}"
    );
}
