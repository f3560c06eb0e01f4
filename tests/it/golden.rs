//! Golden cases: an input beside the text we expect of it.
//!
//! To add a case, add a file. `UPDATE_EXPECT=1 cargo test` accepts what a case says now; read the
//! diff before you commit it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use expect_test::expect_file;

/// Runs `render` over every `.{input}` file in `tests/cases/{suite}` and compares what it says with
/// the `.{output}` file of the same name. A golden file without its case is an error.
#[track_caller]
pub fn check(suite: &str, input: &str, output: &str, render: impl Fn(&str) -> String) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(suite);
    let cases = files(&dir, input);
    assert!(!cases.is_empty(), "no cases in {}", dir.display());
    for orphan in files(&dir, output) {
        assert!(cases.contains(&orphan.with_extension(input)), "{} has no case", orphan.display());
    }
    for case in cases {
        let actual = render(&fs::read_to_string(&case).unwrap());
        expect_file![case.with_extension(output)].assert_eq(&actual);
    }
}

/// The files of a folder with this extension, sorted.
fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap_or_else(|error| panic!("{}: {error}", dir.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    found.sort();
    found
}
