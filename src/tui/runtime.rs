//! The loop: draw, wait, update, do what update asks for.
//!
//! Threads feed one channel: the terminal's input, the library's two, the signals. Nobody ticks, so
//! that a program at rest uses no processor. The input thread reads on only after the loop has said
//! so: while an editor has the terminal, nobody takes its keys.
//!
//! * `stage`: taking the terminal and giving it back; `background`: whether it is light or dark
//! * `signals`, `hangup`, `crash`: the ends one does not choose
//! * `online`: what is asked of the network
//! * `threads`: the input; `librarian`: the library; `backroom`: its long work
//! * `clipboard`, `programs`: what is done outside

mod background;
mod backroom;
mod clipboard;
mod crash;
mod hangup;
mod late;
mod librarian;
mod online;
mod programs;
mod signals;
mod stage;
mod threads;

use std::{
    env, fmt,
    fs::File,
    io::{self, BufWriter, IsTerminal},
    mem::ManuallyDrop,
    ops::ControlFlow,
    path::PathBuf,
    sync::mpsc::{self, Receiver, Sender},
    time::Duration,
};

use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        event::{self, Event as Input},
        execute, queue,
        terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate},
    },
    layout::{Position, Rect, Size},
};

use self::{
    background::background,
    librarian::Worker,
    online::Online,
    signals::Asked,
    stage::{Holder, Stage, Wishes},
    threads::{GoOn, Happened},
};
use crate::{
    config::{self, Config, Paths},
    library::StoreError,
    model::Date,
    tui::{
        keymap::Keymap,
        state::State,
        theme::{Background, Depth, Theme},
        update::{Effect, Event, start, update},
        view,
        worker::Request,
    },
};

/// Bytes of a frame that are gathered before they are sent; a whole screen fits.
const FRAME: usize = 1 << 17;

/// Why the screen could not be shown, or not any longer.
#[derive(Debug)]
pub enum Error {
    /// The output is a file or a pipe.
    NotATerminal,
    /// The terminal cannot be read or written.
    Terminal(io::Error),
    /// The keys or the theme of the user's file cannot be followed.
    Config(config::Error),
    /// The library cannot be opened.
    Library(StoreError),
}

impl Error {
    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::NotATerminal => {
                Some("`attache --help` lists the commands that write to files and pipes")
            }
            Self::Terminal(_) => None,
            Self::Config(_) => Some("`attache config print` shows the defaults"),
            Self::Library(error) => error.hint(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATerminal => f.write_str("the screen needs a terminal to be shown on"),
            Self::Terminal(error) => write!(f, "the terminal cannot be used: {error}"),
            Self::Config(error) => error.fmt(f),
            Self::Library(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Terminal(error)
    }
}

impl From<config::Error> for Error {
    fn from(error: config::Error) -> Self {
        Self::Config(error)
    }
}

/// The folders from which files are taken in as they come, and the endings of their names.
#[derive(Clone, Debug, Default)]
pub struct Watching {
    /// The folders.
    pub folders: Vec<PathBuf>,
    /// The endings.
    pub kinds: &'static [&'static str],
}

/// Shows the screen until the user leaves. `open` is imported first, each file with the day of its
/// publication where that was told; `kinds` are the endings of files that are taken from folders.
pub fn run(
    config: &Config,
    db: PathBuf,
    open: Vec<(PathBuf, Option<Date>)>,
    kinds: &'static [&'static str],
    today: Date,
) -> Result<(), Error> {
    if !io::stdout().is_terminal() {
        return Err(Error::NotATerminal);
    }
    let keymap = Keymap::new(config)?;
    let depth = Depth::of_environment();
    let stage = Stage::new(Wishes::new(config.mouse))?;
    let (sender, receiver) = mpsc::channel();
    let watching = Watching { folders: config.watch.clone(), kinds };
    // The library opens while the terminal is being asked for its colours.
    let online = Online::new(&db, config, sender.clone());
    let worker = Worker::spawn(db, config, watching, sender.clone())?;
    let theme = Theme::new(config, depth, background(config, depth))?;
    crash::watch(stage.clone(), Paths::new().map_or_else(env::temp_dir, |paths| paths.state));
    signals::watch(stage.clone(), {
        let sender = sender.clone();
        // A signal that nobody hears comes when the loop is over, and soon the program.
        move |asked| drop(sender.send(Happened::Asked(asked)))
    })?;
    hangup::watch(stage.clone())?;
    stage.enter()?;
    log::info!("the screen begins");
    let ended = Show::new(config, &keymap, &theme, &stage, &worker, &online, today)
        .and_then(|show| show.go_on(&receiver, sender, open));
    stage.leave(Holder::Shell);
    worker.finish();
    if matches!(ended, Err(Error::Terminal(_))) {
        hangup::die_if_gone();
    }
    log::info!("the screen ends");
    ended
}

/// Whether a screen could be made of `config`: its keys and its theme.
pub fn check(config: &Config) -> Result<(), config::Error> {
    let keys = Keymap::new(config).map(drop);
    let theme = Theme::new(config, Depth::True, Background::Dark).map(drop);
    let problems = [keys, theme].into_iter().filter_map(Result::err).flat_map(|it| it.problems);
    config::Error::check(problems.collect())
}

/// Whether the loop goes on.
type Flow = ControlFlow<Result<(), Error>>;

/// The screen while it is shown.
struct Show<'a> {
    keymap: &'a Keymap,
    theme: &'a Theme,
    stage: &'a Stage,
    worker: &'a Worker,
    online: &'a Online,
    state: State,
    /// Never dropped: it would print that it cannot show the cursor of a terminal that is gone, and
    /// panic where that is not heard either. The stage shows the cursor.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<File>>>>,
}

impl<'a> Show<'a> {
    fn new(
        config: &Config,
        keymap: &'a Keymap,
        theme: &'a Theme,
        stage: &'a Stage,
        worker: &'a Worker,
        online: &'a Online,
        today: Date,
    ) -> Result<Self, Error> {
        // From here on the terminal's input tells of another size; asked before that, it could be
        // out of date for ever.
        event::poll(Duration::ZERO)?;
        let out = BufWriter::with_capacity(FRAME, stage.out()?);
        let terminal = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(out))?);
        let size = terminal.size()?;
        Ok(Self {
            keymap,
            theme,
            stage,
            worker,
            online,
            state: State::new(size, today, config),
            terminal,
        })
    }

    /// Draws and waits until it is over.
    fn go_on(
        mut self,
        happened: &Receiver<Happened>,
        tell: Sender<Happened>,
        open: Vec<(PathBuf, Option<Date>)>,
    ) -> Result<(), Error> {
        self.draw()?;
        let input = threads::listen(tell)?;
        for effect in start(&mut self.state) {
            drop(self.act(effect));
        }
        for (path, published) in open {
            self.worker.ask(Request::Import(path, published));
        }
        // The senders are as long-lived as the loop, so that this ends by `Break` only.
        while let Ok(first) = happened.recv() {
            // What lies ready is heard before anything is drawn; but a key shows at once, whatever
            // came after it.
            let mut next = Some(first);
            while let Some(it) = next {
                let key = matches!(it, Happened::Input(_));
                if let ControlFlow::Break(ended) = self.hear(it, &input) {
                    return ended;
                }
                next = if key { None } else { happened.try_recv().ok() };
            }
            self.draw()?;
        }
        Ok(())
    }

    fn hear(&mut self, happened: Happened, input: &Sender<GoOn>) -> Flow {
        match happened {
            Happened::Input(batch) => {
                crash::provoke("screen");
                for it in batch {
                    self.update(Event::Terminal(it))?;
                }
                // Where nobody listens, InputEnded is on its way.
                drop(input.send(GoOn));
                Flow::Continue(())
            }
            Happened::InputEnded(error) => Flow::Break(Err(error.into())),
            Happened::Answered(reply) => self.update(Event::Reply(reply)),
            Happened::NoLibrary(error) => Flow::Break(Err(Error::Library(error))),
            Happened::Asked(Asked::Sleep) => self.sleep(),
            Happened::Asked(Asked::Wake) => {
                // The shell has set its own modes while we slept.
                self.stage.leave(Holder::Shell);
                self.wake()
            }
        }
    }

    fn update(&mut self, event: Event) -> Flow {
        for effect in update(&mut self.state, self.keymap, event) {
            self.act(effect)?;
        }
        Flow::Continue(())
    }

    fn act(&mut self, effect: Effect) -> Flow {
        match effect {
            Effect::Ask(request) => {
                if let Some(request) = self.online.ask(request) {
                    self.worker.ask(request);
                }
            }
            Effect::Cancel => {
                self.online.cancel();
                self.worker.cancel();
            }
            Effect::Edit(text) => {
                let edited = self.lend(|| programs::edit(&text))?;
                return self.update(edited.map_or_else(Event::Failed, Event::Edited));
            }
            Effect::Pipe(command, text) => {
                let piped = self.lend(|| programs::pipe(&command, &text))?;
                return self.report(piped);
            }
            Effect::Copy(text) => {
                let copied = clipboard::copy(&text, self.terminal.backend_mut());
                return self.report(copied);
            }
            Effect::OpenUrl(url) => {
                let opened = match programs::browser(&url) {
                    Ok(browser) if browser.takes_terminal => self.lend(|| browser.start())?,
                    Ok(browser) => browser.start(),
                    Err(problem) => Err(problem),
                };
                return self.report(opened);
            }
            Effect::Redraw => {
                if let Err(error) = self.clear() {
                    return Flow::Break(Err(error.into()));
                }
            }
            Effect::Suspend => return self.sleep(),
            Effect::Quit => return Flow::Break(Ok(())),
        }
        Flow::Continue(())
    }

    fn report(&mut self, done: Result<(), String>) -> Flow {
        match done {
            Ok(()) => Flow::Continue(()),
            Err(problem) => self.update(Event::Failed(problem)),
        }
    }

    /// Lets another program have the terminal for a while.
    fn lend<T>(&mut self, guest: impl FnOnce() -> T) -> ControlFlow<Result<(), Error>, T> {
        self.stage.leave(Holder::Guest);
        let left = guest();
        self.wake()?;
        ControlFlow::Continue(left)
    }

    fn sleep(&mut self) -> Flow {
        self.stage.leave(Holder::Shell);
        signals::sleep();
        self.wake()
    }

    /// Takes the terminal again; it may have another size by now.
    fn wake(&mut self) -> Flow {
        if let Err(error) = self.stage.enter() {
            return Flow::Break(Err(error.into()));
        }
        match self.clear() {
            Ok(Size { width, height }) => {
                self.update(Event::Terminal(Input::Resize(width, height)))
            }
            Err(error) => Flow::Break(Err(error.into())),
        }
    }

    /// Has everything drawn anew. `Terminal::clear` would ask the terminal for the cursor, and the
    /// input thread would take the answer.
    fn clear(&mut self) -> io::Result<Size> {
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))?;
        Ok(size)
    }

    /// Draws, unless the terminal is not ours: then nobody else can take it meanwhile.
    fn draw(&mut self) -> Result<(), Error> {
        let holder = self.stage.lock();
        if *holder != Holder::Us {
            return Ok(());
        }
        let (state, keymap, theme) = (&self.state, self.keymap, self.theme);
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| view::draw(state, keymap, theme, frame))?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Ok(())
    }
}
