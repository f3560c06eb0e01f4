//! Taking the terminal, and giving it back as it was: on leaving, on errors, signals and panics,
//! and for as long as another program has it.
//!
//! Whoever gives it back for good keeps the lock, so that nothing is drawn over the shell by a
//! thread that has not heard of the end yet.

use std::{
    env,
    fs::File,
    io::{self, Write},
    mem,
    os::fd::AsFd,
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
    thread,
    time::Duration,
};

use ratatui::crossterm::{
    cursor::Show,
    event::{
        DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
        KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
    },
    execute,
    style::ResetColor,
    terminal::{
        EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
        enable_raw_mode,
    },
};

/// Who has the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The shell, or nobody any more.
    Shell,
    /// We.
    Us,
    /// A program that we wait for.
    Guest,
}

/// What we ask of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// To hear of the mouse.
    pub mouse: bool,
    /// To tell Ctrl-I from Tab.
    pub distinct_keys: bool,
}

/// The terminal as a whole; all clones are the same one.
#[derive(Clone, Debug)]
pub struct Stage {
    holder: Arc<Mutex<Holder>>,
    out: Arc<File>,
    wishes: Wishes,
}

/// How often, and how long between, the end asks for the lock before it goes without.
const PATIENCE: (u32, Duration) = (20, Duration::from_millis(10));

impl Stage {
    /// The terminal, not yet taken.
    ///
    /// The way out is our own, beside that of `std`: its lock may be held by the very thread that
    /// hangs or has panicked, and the end must not wait for it.
    pub fn new(wishes: Wishes) -> io::Result<Self> {
        let out = Arc::new(File::from(io::stdout().as_fd().try_clone_to_owned()?));
        Ok(Self { holder: Arc::new(Mutex::new(Holder::Shell)), out, wishes })
    }

    /// A way to draw on it.
    pub fn out(&self) -> io::Result<File> {
        self.out.try_clone()
    }

    /// Takes the terminal; does nothing where we have it.
    pub fn enter(&self) -> io::Result<()> {
        let mut holder = self.lock();
        if *holder == Holder::Us {
            return Ok(());
        }
        *holder = Holder::Us;
        take(&*self.out, self.wishes).inspect_err(|_| give_back(&*self.out))
    }

    /// Gives the terminal to `holder`; does nothing where we do not have it.
    pub fn leave(&self, to: Holder) {
        let mut holder = self.lock();
        if *holder == Holder::Us {
            give_back(&*self.out);
        }
        *holder = to;
    }

    /// Who has the terminal; while the answer is kept, that stays so.
    pub fn lock(&self) -> MutexGuard<'_, Holder> {
        self.holder.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a program that we wait for has it; no, where nobody can say without waiting.
    pub fn is_lent(&self) -> bool {
        self.holder.try_lock().is_ok_and(|holder| *holder == Holder::Guest)
    }

    /// Gives the terminal back for good. The thread that panicked may itself hold the lock, so we
    /// do not wait for it for ever.
    pub fn end(&self) {
        for _ in 0..PATIENCE.0 {
            let holder = match self.holder.try_lock() {
                Ok(holder) => holder,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => {
                    thread::park_timeout(PATIENCE.1);
                    continue;
                }
            };
            if *holder == Holder::Us {
                give_back(&*self.out);
            }
            mem::forget(holder);
            return;
        }
        give_back(&*self.out);
    }
}

impl Wishes {
    /// What `mouse` says, and distinct keys where the terminal is known to understand the question:
    /// others print it, and asking first would cost the first frame a wait.
    pub fn new(mouse: bool) -> Self {
        let is = |name: &str, words: &[&str]| {
            let value = env::var(name).unwrap_or_default();
            words.iter().any(|word| value.contains(word))
        };
        let distinct_keys = is("TERM", &["kitty", "ghostty", "foot"])
            || is("TERM_PROGRAM", &["WezTerm", "ghostty", "iTerm.app"]);
        Self { mouse, distinct_keys }
    }
}

fn take(mut out: impl Write, wishes: Wishes) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(out, EnterAlternateScreen, EnableBracketedPaste)?;
    if wishes.mouse {
        execute!(out, EnableMouseCapture)?;
    }
    if wishes.distinct_keys {
        let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES
            | KeyboardEnhancementFlags::REPORT_ALTERNATE_KEYS;
        execute!(out, PushKeyboardEnhancementFlags(flags))?;
    }
    Ok(())
}

/// Takes back all that [`take`] may have asked for. Each step is tried, whatever became of the one
/// before: there is nobody left to tell.
fn give_back(mut out: impl Write) {
    drop(execute!(out, EndSynchronizedUpdate, PopKeyboardEnhancementFlags));
    drop(execute!(out, DisableMouseCapture, DisableBracketedPaste, ResetColor));
    drop(execute!(out, LeaveAlternateScreen, Show));
    drop(disable_raw_mode());
}
