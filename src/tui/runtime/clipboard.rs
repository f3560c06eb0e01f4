//! Copying: by the terminal, which also reaches over ssh, and by the desktop's program where there
//! is one.

use std::{
    env,
    io::{self, Write},
    process::{Command, Stdio},
    thread,
};

use ratatui::crossterm::{clipboard::CopyToClipboard, execute};

/// Terminals cut or drop what is longer: 100,000 bytes of escape sequence in xterm, 74,994 in Base64.
const LONGEST: usize = 74_994 / 4 * 3;

/// Puts `text` on the clipboard, as far as one can; the problem where nothing can be done.
///
/// A terminal never answers, so that all one can say is that it has been told.
pub fn copy(text: &str, out: &mut impl Write) -> Result<(), String> {
    let by_program = local().is_some_and(|program| fill(&program, text).is_ok());
    if text.len() > LONGEST {
        let told = format!("{} bytes are more than a terminal takes: {LONGEST}", text.len());
        return if by_program { Ok(()) } else { Err(told) };
    }
    match execute!(out, CopyToClipboard::to_clipboard_from(text)) {
        Err(error) if !by_program => Err(format!("the terminal cannot be told: {error}")),
        _ => Ok(()),
    }
}

/// The desktop's program, unless we are on another machine than the desktop.
fn local() -> Option<Vec<&'static str>> {
    let set = |name: &str| env::var_os(name).is_some_and(|it| !it.is_empty());
    if set("SSH_CONNECTION") {
        None
    } else if cfg!(target_os = "macos") {
        Some(vec!["pbcopy"])
    } else if set("WAYLAND_DISPLAY") {
        Some(vec!["wl-copy"])
    } else if set("DISPLAY") {
        Some(vec!["xclip", "-selection", "clipboard"])
    } else {
        None
    }
}

/// Starts the program; its input is fed on a thread, because it may be slow to take it.
fn fill(program: &[&str], text: &str) -> io::Result<()> {
    let mut child = Command::new(program[0])
        .args(&program[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let text = text.to_owned();
    thread::spawn(move || {
        if let Some(mut input) = child.stdin.take() {
            drop(input.write_all(text.as_bytes()));
        }
        drop(child.wait());
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_is_told_in_base_64() {
        let mut out = Vec::new();
        // Whether a desktop is there or not, the terminal is told too.
        copy("Ja", &mut out).unwrap();
        let sent = String::from_utf8(out).unwrap();
        assert!(sent.starts_with("\x1b]52;c;SmE="), "{sent:?}");
    }
}
