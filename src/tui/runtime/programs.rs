//! The user's own programs: the editor, which takes the terminal, and the browser, which does not.

use std::{
    env, fs,
    io::{self, BufRead, Write},
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, Stdio},
    thread,
};

/// Browsers that draw in the terminal.
const IN_TERMINAL: [&str; 7] = ["w3m", "lynx", "links", "links2", "elinks", "browsh", "chawan"];

/// A program that is ready to be started.
#[derive(Debug)]
pub struct Browser {
    command: Command,
    /// Whether it needs the terminal for itself.
    pub takes_terminal: bool,
}

/// What became of `text` in the user's editor. The terminal must have been left before.
pub fn edit(text: &str) -> Result<String, String> {
    let words = first_set(&["VISUAL", "EDITOR"]).unwrap_or_else(|| "vi".to_owned());
    let told =
        |error: &dyn std::fmt::Display| format!("the editor {words} cannot be used: {error}");
    let mut file = tempfile::Builder::new()
        .prefix("attache-")
        .suffix(".md")
        .tempfile()
        .map_err(|error| told(&error))?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|error| told(&error))?;
    let mut command = command(&words)?;
    let status = command.arg(file.path()).status().map_err(|error| told(&error))?;
    if !status.success() {
        return Err(told(&format_args!("it ended with {status}")));
    }
    // Editors may put a new file in the place of ours, so it is read by its name.
    let edited = fs::read_to_string(file.path()).map_err(|error| told(&error))?;
    Ok(edited.trim_end_matches(['\n', '\r']).to_owned())
}

/// Runs a command of the user's with `text` on its standard input. It has the terminal; what it wrote
/// stays there until a key says that it was read. The terminal must have been left before.
pub fn pipe(command: &str, text: &str) -> Result<(), String> {
    let told = |error: io::Error| format!("the command {command} cannot be run: {error}");
    let mut child =
        Command::new("sh").args(["-c", command]).stdin(Stdio::piped()).spawn().map_err(told)?;
    let input = child.stdin.take();
    let text = crate::text::sanitize::sanitize(text);
    // A command that does not read to the end is no error.
    let writer = thread::spawn(move || input.map(|mut it| it.write_all(text.as_bytes())));
    let status = child.wait().map_err(told)?;
    drop(writer.join());
    let how = if status.success() { String::new() } else { format!("{status}; ") };
    let mut out = io::stdout();
    drop(write!(out, "\n({how}enter goes back to attache) ").and_then(|()| out.flush()));
    drop(io::stdin().lock().read_line(&mut String::new()));
    Ok(())
}

/// The browser on this page. Only pages of the web are opened: an address comes from a stranger's
/// text, and must be neither a file nor an option.
pub fn browser(url: &str) -> Result<Browser, String> {
    if !(url.starts_with("http://") || url.starts_with("https://")) {
        return Err(format!("not an address of the web: {url}"));
    }
    let chosen = first_set(&["BROWSER"]);
    let usual = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let words = chosen.as_deref().and_then(|it| it.split(':').next()).unwrap_or(usual);
    let split = command(words)?;
    let mut command = Command::new(split.get_program());
    let mut placed = false;
    for argument in split.get_args().map(|it| it.to_string_lossy()) {
        placed |= argument.contains("%s");
        command.arg(argument.replace("%s", url));
    }
    if !placed {
        command.arg(url);
    }
    let name = Path::new(command.get_program()).file_name().unwrap_or_default();
    let takes_terminal = IN_TERMINAL.iter().any(|it| name == *it);
    Ok(Browser { command, takes_terminal })
}

impl Browser {
    /// Starts it: waits for one that has the terminal, and lets others go their way.
    pub fn start(mut self) -> Result<(), String> {
        let name = self.command.get_program().to_string_lossy().into_owned();
        let told = |error| format!("the browser {name} cannot be started: {error}");
        if self.takes_terminal {
            return self.command.status().map(drop).map_err(told);
        }
        self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = self.command.process_group(0).spawn().map_err(told)?;
        thread::spawn(move || drop(child.wait()));
        Ok(())
    }
}

fn first_set(names: &[&str]) -> Option<String> {
    names.iter().filter_map(|name| env::var(name).ok()).find(|it| !it.trim().is_empty())
}

/// The words, split as a shell would.
fn command(words: &str) -> Result<Command, String> {
    let split = shlex::split(words).unwrap_or_default();
    let Some((program, arguments)) = split.split_first() else {
        return Err(format!("not a command: {words}"));
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_opened() {
        for url in ["file:///etc/passwd", "-remote", "javascript:alert(1)", ""] {
            assert!(browser(url).is_err(), "{url}");
        }
        assert!(browser("https://example.org/a").is_ok());
    }

    #[test]
    fn commands_are_split_as_a_shell_would() {
        let words = command("emacsclient -t -a 'vi -R'").unwrap();
        let arguments: Vec<_> = words.get_args().collect();
        assert_eq!(arguments, ["-t", "-a", "vi -R"]);
        assert!(command(" ").is_err());
        assert!(command("vi 'unclosed").is_err());
    }
}
