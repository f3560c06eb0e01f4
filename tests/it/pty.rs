//! A terminal of our own with a program in it: what it shows, what it was told, how it ended.
//!
//! It answers what terminals answer at once (colours, device attributes). Nobody sleeps: one waits
//! for what shall be seen, and is told what was there instead when it does not come. The tests and
//! the bench of the real binary rely on it.

#![allow(dead_code, reason = "the tests and the bench use different parts")]

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    path::Path,
    process::Command,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtyPair, PtySize, SlavePty, native_pty_system,
};

/// How long anything may take before the test is lost; far more than it does.
const PATIENCE: Duration = Duration::from_secs(20);

/// Silence that counts as the end of what a program had to say.
const REST: Duration = Duration::from_millis(50);

/// A program in a terminal.
pub struct Session {
    /// What it shows.
    pub screen: vt100::Parser,
    /// All that it ever sent.
    pub sent: Vec<u8>,
    child: Box<dyn Child + Send + Sync>,
    // Kept open, so that the modes can be read when the program is gone.
    _slave: Box<dyn SlavePty + Send>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    modes: String,
    drained: usize,
}

/// Columns and rows.
pub type Size = (u16, u16);

impl Session {
    /// Starts a program with these arguments in a terminal of this size. Its environment is empty
    /// but for `environment` and a home that is `home`.
    pub fn start(
        program: &str,
        arguments: &[&str],
        size: Size,
        home: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        let PtyPair { slave, master } = native_pty_system().openpty(pty_size(size)).unwrap();
        let modes = format!("{:?}", master.get_termios());
        let mut reader = master.try_clone_reader().unwrap();
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home);
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("LANG", "C.UTF-8");
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(home);
        let keys = master.take_writer().unwrap();
        let child = slave.spawn_command(command).unwrap();
        let screen = vt100::Parser::new(rows(size), columns(size), 0);
        Self {
            screen,
            sent: Vec::new(),
            child,
            _slave: slave,
            master,
            keys,
            output,
            modes,
            drained: 0,
        }
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen shows `words`.
    #[track_caller]
    pub fn wait_for(&mut self, words: &str) {
        self.wait(&format!("\"{words}\""), |session| session.text().contains(words));
    }

    /// Waits until it is so; `what` names it for when it is not.
    #[track_caller]
    pub fn wait(&mut self, what: &str, so: impl Fn(&Self) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !so(self) {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited for {what}, but this is the screen:\n{}", self.text())
                }
            }
        }
    }

    /// Waits for the end of the next frame, and for it alone.
    #[track_caller]
    pub fn wait_for_frame(&mut self) {
        let from = self.sent.len();
        let end = b"\x1b[?2026l";
        self.wait("a frame", |session| session.sent[from..].windows(end.len()).any(|it| it == end));
    }

    /// Takes what comes until nothing more does: what was asked for before is then over.
    pub fn settle(&mut self) {
        while let Ok(bytes) = self.output.recv_timeout(REST) {
            self.take(&bytes);
        }
    }

    /// Takes what lies ready, and waits for nothing.
    pub fn take_ready(&mut self) {
        while let Ok(bytes) = self.output.try_recv() {
            self.take(&bytes);
        }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// What the screen shows, without colours.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, size: Size) {
        self.screen.screen_mut().set_size(rows(size), columns(size));
        self.master.resize(pty_size(size)).unwrap();
    }

    /// Sends the program a signal, by its name without `SIG`.
    pub fn signal(&self, name: &str) {
        signal(self.child.process_id(), name);
    }

    /// How the program ended; what it sent before is on the screen.
    #[track_caller]
    pub fn end(&mut self) -> ExitStatus {
        let until = Instant::now() + PATIENCE;
        loop {
            let ended = self.child.try_wait().unwrap();
            self.settle();
            if let Some(status) = ended {
                return status;
            }
            assert!(Instant::now() < until, "it has not ended; its screen:\n{}", self.text());
        }
    }

    /// What of the terminal is not as it was before the program began.
    pub fn left_behind(&self) -> Vec<&'static str> {
        let screen = self.screen.screen();
        let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
        [
            (format!("{:?}", self.master.get_termios()) != self.modes, "modes of the line"),
            (screen.alternate_screen(), "alternate screen"),
            (screen.hide_cursor(), "hidden cursor"),
            (screen.bracketed_paste(), "bracketed paste"),
            (mouse, "mouse"),
        ]
        .into_iter()
        .filter_map(|(left, name)| left.then_some(name))
        .collect()
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend_from_slice(bytes);
        let new = &self.sent[self.drained..];
        let asked = |question: &[u8]| new.windows(question.len()).any(|it| it == question);
        let mut answer = String::new();
        if asked(b"\x1b]10;?") {
            answer += "\x1b]10;rgb:ffff/ffff/ffff\x1b\\";
        }
        if asked(b"\x1b]11;?") {
            answer += "\x1b]11;rgb:0000/0000/0000\x1b\\";
        }
        if asked(b"\x1b[c") {
            answer += "\x1b[?62c";
        }
        if !answer.is_empty() {
            self.keys(&answer);
        }
        self.drained = self.sent.len();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to kill.
        drop(self.child.kill());
    }
}

/// How a program ends whose terminal, which does not control it, goes away after it has shown
/// `words`; where it is `asleep` meanwhile, it will want to draw as it wakes.
pub fn hung_up(program: &str, home: &Path, words: &str, asleep: bool) -> ExitStatus {
    let PtyPair { slave, master } = native_pty_system().openpty(pty_size((100, 30))).unwrap();
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    command.env("HOME", home);
    // One of the sixteen colours alone, so that nothing is asked of the terminal.
    command.env("TERM", "xterm");
    command.cwd(home);
    command.set_controlling_tty(false);
    let mut child = slave.spawn_command(command).unwrap();
    drop(slave);
    let mut reader = master.try_clone_reader().unwrap();
    let (mut sent, mut bytes) = (Vec::new(), vec![0; 1 << 16]);
    while !sent.windows(words.len()).any(|it: &[u8]| it == words.as_bytes()) {
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "it ended before it showed {words}");
        sent.extend_from_slice(&bytes[..count]);
    }
    if asleep {
        signal(child.process_id(), "STOP");
    }
    drop((reader, master));
    if asleep {
        signal(child.process_id(), "CONT");
    }
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > until {
            child.kill().unwrap();
            panic!("it goes on without a terminal");
        }
        thread::yield_now();
    }
}

fn signal(process: Option<u32>, name: &str) {
    let id = process.unwrap().to_string();
    assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
}

fn pty_size((columns, rows): Size) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn columns(size: Size) -> NonZeroU16 {
    NonZeroU16::new(size.0).unwrap()
}

fn rows(size: Size) -> NonZeroU16 {
    NonZeroU16::new(size.1).unwrap()
}
