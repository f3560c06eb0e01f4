//! The house rules that a compiler does not check; ARCHITECTURE.md gives the reasons.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The longest a source file may grow before it has to be parted.
const MAX_LINES: usize = 400;

/// Who may use whom: a module, and those of the top level that it may name.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("ingest", &["model", "text"]),
    ("analysis", &["model", "text"]),
    ("compare", &["model", "text"]),
    ("store", &["model", "text"]),
    ("query", &["model", "text"]),
    ("export", &["model", "text"]),
    ("config", &["model", "text"]),
    ("library", &["model", "text", "ingest", "analysis", "compare", "store", "query", "export"]),
    ("cli", &["model", "text", "library", "config", "tui"]),
    ("tui", &["model", "text", "library", "config"]),
];

/// One outside crate, one home: where its name may stand.
const HOMES: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("flate2", &["store", "ingest"]),
    ("scraper", &["ingest"]),
    ("dom_smoothie", &["ingest"]),
    ("trafilatura", &["ingest"]),
    ("mail_parser", &["ingest"]),
    ("quick_xml", &["ingest"]),
    ("zip", &["ingest"]),
    ("feed_rs", &["ingest"]),
    ("chrono", &["ingest"]),
    ("ureq", &["ingest"]),
    ("rustls", &["ingest"]),
    ("url", &["ingest"]),
    ("texting_robots", &["ingest"]),
    ("pdf_oxide", &["ingest"]),
    ("encoding_rs", &["ingest"]),
    ("chardetng", &["ingest"]),
    ("pulldown_cmark", &["ingest"]),
    ("whatlang", &["ingest"]),
    ("ratatui", &["tui"]),
    ("crossterm", &["tui"]),
    ("ratatui_textarea", &["tui"]),
    ("nucleo_matcher", &["tui"]),
    ("signal_hook", &["tui", "cli"]),
    ("rustix", &["tui", "store", "cli"]),
    ("terminal_colorsaurus", &["tui"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("notify", &["ingest", "store"]),
    ("clap_complete", &["cli"]),
    ("clap_complete_nushell", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("simplelog", &["cli"]),
    ("log", &["cli", "tui"]),
    ("jiff", &["cli", "export"]),
    ("directories", &["config"]),
    ("toml", &["config"]),
    ("icu_calendar", &["analysis"]),
    ("pulp", &["analysis"]),
    ("safetensors", &["analysis"]),
    ("serde_json", &["export", "ingest", "cli"]),
    ("minijinja", &["export"]),
    ("biblatex", &["export"]),
    ("csv", &["export"]),
    ("uuid", &["export"]),
    ("rayon", &["library", "cli"]),
    ("unicode_linebreak", &["text"]),
    ("regex", &["text"]),
    ("strsim", &["text"]),
    ("similar", &["text"]),
    ("unicode_normalization", &["text"]),
];

#[test]
fn modules_look_down_only() {
    for (path, text) in sources() {
        let module = top(&path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            continue;
        };
        for (other, _) in MAY_USE {
            if *other != module && !allowed.contains(other) {
                assert!(!names(&text, other), "{path} reaches into {other}");
            }
        }
    }
}

#[test]
fn every_module_of_the_top_level_is_in_the_table() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, MAY_USE.iter().map(|(name, _)| *name).collect());
}

#[test]
fn every_outside_crate_has_one_home() {
    for (path, text) in sources() {
        for (name, homes) in HOMES {
            let used =
                text.contains(&format!("{name}::")) || text.contains(&format!("use {name};"));
            // The word may be the tail of another path; only one that begins a path counts.
            let used = used && begins_a_path(&text, name);
            assert!(
                !used || homes.contains(&top(&path)),
                "{path} uses {name}; its home is {homes:?}"
            );
        }
    }
}

#[test]
fn the_nouns_promise_no_format() {
    for (path, text) in sources() {
        if top(&path) == "model" {
            assert!(!begins_a_path(&text, "serde"), "{path} derives a format");
        }
    }
}

#[test]
fn only_the_edges_ask_the_clock_the_files_and_the_environment() {
    const ASKING: &[&str] =
        &["std::fs", "std::env", "std::net", "std::time", "SystemTime", "Instant::"];
    for (path, text) in sources() {
        if matches!(top(&path), "model" | "text" | "analysis" | "compare" | "query" | "export") {
            for word in ASKING {
                assert!(!code(&text).contains(word), "{path} asks {word}");
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} has no header");
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{path} has {lines} lines");
        assert!(!path.ends_with("mod.rs"), "{path}: foo.rs stands beside foo/");
        let name = Path::new(&path).file_stem().unwrap().to_str().unwrap();
        let vague = ["utils", "common", "helpers", "types", "prelude", "misc"];
        assert!(!vague.contains(&name), "{path} has a name that says nothing");
    }
}

#[test]
fn only_update_writes_the_state_and_only_the_runtime_knows_the_terminal() {
    for (path, text) in sources() {
        if !path.starts_with("tui/") {
            continue;
        }
        let draws = path == "tui/view.rs" || path.starts_with("tui/view/");
        assert!(!draws || !text.contains("&mut State"), "{path} draws and writes");
        let updates = path == "tui/update.rs" || path.starts_with("tui/update/");
        assert!(!updates || !text.contains("Frame"), "{path} updates and draws");
        let touches = ["enable_raw_mode", "EnterAlternateScreen", "stdout()"];
        let may = ["tui/runtime", "tui/terminal"].iter().any(|it| path.starts_with(it));
        assert!(may || !touches.iter().any(|it| text.contains(it)), "{path} touches the terminal");
    }
}

/// The first part of a path within `src`, without its extension.
fn top(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or(path)
}

/// Whether the code names a module of the top level.
fn names(text: &str, module: &str) -> bool {
    let code = code(text);
    if code.contains(&format!("crate::{module}::")) || code.contains(&format!("crate::{module};")) {
        return true;
    }
    // `use crate::{ a, b::{..} }`: the names at the first level of the braces.
    code.split("use crate::{").skip(1).any(|list| {
        let mut depth = 0;
        let mut word = String::new();
        for it in list.chars() {
            match it {
                '{' => depth += 1,
                '}' if depth == 0 => return word == module,
                '}' => depth -= 1,
                _ => (),
            }
            if it.is_alphanumeric() || it == '_' {
                word.push(it);
                continue;
            }
            if depth <= 1 && word == module && matches!(it, ':' | ',' | '}') {
                return true;
            }
            if depth == 0 || it != ':' {
                word.clear();
            }
        }
        false
    })
}

/// Whether `name` stands at the beginning of a path in the code.
fn begins_a_path(text: &str, name: &str) -> bool {
    let code = code(text);
    let used = |at: usize| {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        let after = &code[at + name.len()..];
        !(before.is_alphanumeric() || before == '_' || before == ':' || before == '.')
            && (after.starts_with("::") || after.starts_with(';'))
    };
    code.match_indices(name).any(|(at, _)| used(at))
}

/// The text without its comments and tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Every file in `src` with its text, except the program's three lines.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    assert!(files.len() > 10, "nothing to check");
    files
        .into_iter()
        .map(|file| {
            let name = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(file).unwrap())
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}
