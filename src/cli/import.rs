//! `attache import`: files into the library, one line an article.
//!
//! In two steps: first every text is listed and can be found, then they are analyzed. One thread
//! reads, on all cores; this one stores. What is stored stays, however the program ends, and the
//! next import goes on.

pub(super) mod reading;

use std::{io::Write, sync::mpsc, thread};

use self::reading::{Read, Reader};
use super::{
    args::Import,
    desk::Desk,
    inputs::{self, Source, Told},
    progress::Progress,
    report::{Code, Problem},
    stop::Stop,
};
use crate::{
    library::{Imported, Input, Intake, Library, Watched},
    text::sanitize,
};

/// Batches that are read ahead of those stored.
const AHEAD: usize = 4;

/// How much an import stands back.
const NICE: i32 = 10;

/// Texts that are analyzed between two looks at the clock.
const STINT: usize = 64;

/// Takes files in.
pub fn run(desk: &Desk, asked: &Import, out: &mut dyn Write) -> Result<Code, Problem> {
    let library = desk.library()?;
    // Whoever reads meanwhile goes first; where nobody does, nothing is lost by it.
    let _ = rustix::process::nice(NICE);
    let (files, come) = mpsc::channel();
    let stop = Stop::listen({
        let files = files.clone();
        // Where nobody waits for files, nobody has to be woken.
        move || drop(files.send(Watched::Stop))
    })?;
    let told = Told::new(&asked.reading);
    let mut job = Job { library, told, stop, failed: None, undated: 0, out };
    let named = !asked.reading.files.is_empty() || asked.reading.files_from.is_some();
    if asked.samples {
        job.library.import_samples()?;
        if !named {
            writeln!(job.out, "the samples are in the library")?;
        }
    }
    // Seen from before the folders are walked, so that nothing comes in between.
    let watch = asked.watch.then(|| reading::watch(&asked.reading, files)).transpose()?;
    let waits = job.library.waiting()? > 0;
    if named || !(asked.samples || waits) {
        job.take(&inputs::sources(&asked.reading)?)?;
    }
    if !asked.later {
        job.analyze()?;
    }
    if let Some(mut watch) = watch {
        job.out.flush()?;
        while let Some(paths) = watch.wait(&come) {
            let published = asked.reading.published;
            let sources: Vec<Source> =
                paths.into_iter().map(|path| Source { path, published }).collect();
            job.take(&sources)?;
            if !asked.later {
                job.analyze()?;
            }
            job.out.flush()?;
        }
        return Ok(Code::Done);
    }
    job.out.flush()?;
    job.stop.obey();
    Ok(job.failed.filter(|_| !asked.reading.keep_going).unwrap_or(Code::Done))
}

/// An import.
struct Job<'a> {
    library: Library,
    told: Told,
    stop: Stop,
    /// What the first that failed means to a script.
    failed: Option<Code>,
    /// New briefs whose day of publication nothing tells.
    undated: usize,
    out: &'a mut dyn Write,
}

impl Job<'_> {
    /// The first step: reads and stores.
    fn take(&mut self, sources: &[Source]) -> Result<(), Problem> {
        let mut progress = Progress::new("importing", sources.len());
        let reader = Reader::new(&self.library, self.told)?;
        thread::scope(|scope| {
            let (sender, batches) = mpsc::sync_channel(AHEAD);
            scope.spawn(move || reader.read(sources, &sender));
            for batch in batches {
                self.store(batch, &mut progress)?;
                if self.stop.asked() {
                    break;
                }
            }
            Ok::<(), Problem>(())
        })?;
        drop(progress);
        self.ask_for_days();
        Ok(())
    }

    /// Asks for the days of publication that nothing tells: they are never guessed.
    fn ask_for_days(&mut self) {
        let briefs = match std::mem::take(&mut self.undated) {
            0 => return,
            1 => "1 brief came".to_owned(),
            count => format!("{count} briefs came"),
        };
        let words = format!("{briefs} without a day of publication");
        let hint = "import again with --published YYYY-MM-DD, or with days in a list: --files-from";
        Problem::new(Code::Done, words).hint(hint).tell();
    }

    /// Stores a batch, and tells what became of each in the order of the inputs.
    fn store(&mut self, batch: Vec<Read>, progress: &mut Progress) -> Result<(), Problem> {
        let inputs = batch.len();
        let mut intakes: Vec<Intake> = Vec::new();
        let mut told = Vec::new();
        for read in batch {
            let (intake, tell) = read.parted();
            intakes.extend(intake);
            told.push(tell);
        }
        let articles = intakes.iter().flat_map(|it| &it.articles);
        let dated: Vec<bool> = articles.map(|it| it.published.is_some()).collect();
        let done = self.library.take_in(intakes)?;
        let new = done.iter().flatten().map(|it| matches!(it, Imported::Added(_)));
        self.undated += new.zip(dated).filter(|it| it.0 && !it.1).count();
        let mut done = done.into_iter();
        for tell in told {
            match tell {
                reading::Tell::Titles(titles) => {
                    for (imported, title) in done.next().unwrap_or_default().iter().zip(titles) {
                        self.line(imported, &title, progress)?;
                    }
                }
                reading::Tell::Known(briefs) => {
                    for (id, title) in briefs {
                        self.line(&Imported::Known(id), &title, progress)?;
                    }
                }
                reading::Tell::Export(input) => {
                    if let Err(problem) = self.restore(&input) {
                        self.fail(&problem, progress);
                    }
                }
                reading::Tell::Annotations(input) => {
                    if let Err(problem) = self.bring(&input, progress) {
                        self.fail(&problem, progress);
                    }
                }
                reading::Tell::Problem(problem) => self.fail(&problem, progress),
            }
        }
        progress.step(inputs);
        Ok(())
    }

    /// The second step: analyzes what waits.
    fn analyze(&mut self) -> Result<(), Problem> {
        let mut progress = Progress::new("analyzing", self.library.waiting()?);
        while !self.stop.asked() {
            let stint = self.library.analyze_waiting(STINT)?;
            if stint.done == 0 {
                break;
            }
            for fault in &stint.faults {
                self.fail(&Problem::from(fault), &mut progress);
            }
            progress.step(stint.done);
        }
        Ok(())
    }

    /// Takes back what `attache export --format json` wrote.
    fn restore(&mut self, input: &Input) -> Result<(), Problem> {
        let text = String::from_utf8_lossy(&input.bytes);
        let restored = self.library.restore_json(&text).map_err(|error| {
            let mut problem = Problem::from(error);
            problem.about(&input.path);
            problem
        })?;
        for it in &restored {
            writeln!(self.out, "{}", outcome(it))?;
        }
        Ok(())
    }

    /// Brings in what another program marked; a page that is not here is told, and stops nothing.
    fn bring(&mut self, input: &Input, progress: &mut Progress) -> Result<(), Problem> {
        let text = String::from_utf8_lossy(&input.bytes);
        let about = |mut problem: Problem| {
            problem.about(&input.path);
            problem
        };
        let brought = self.library.bring(&text).map_err(|error| about(Problem::from(error)))?;
        writeln!(self.out, "{}", brought.words())?;
        for (page, count) in &brought.strange {
            let page = sanitize::line(page);
            let words = format!("no brief here is of {page} ({count} not brought in)");
            let hint = "import the page first, then these again: attache add URL";
            self.fail(&about(Problem::new(Code::BadInput, words).hint(hint)), progress);
        }
        Ok(())
    }

    fn fail(&mut self, problem: &Problem, progress: &mut Progress) {
        progress.tell(problem);
        self.failed.get_or_insert(problem.code);
    }

    /// Tells what became of an article; a bar says it in place of many lines.
    fn line(&mut self, it: &Imported, title: &str, progress: &Progress) -> Result<(), Problem> {
        log::info!("import: {}", outcome(it));
        if !progress.shows() {
            writeln!(self.out, "{}  {}", outcome(it), sanitize::line(title))?;
        }
        Ok(())
    }
}

pub(super) fn outcome(imported: &Imported) -> String {
    let word = match imported {
        Imported::Added(_) => "added",
        Imported::Known(_) => "known",
        Imported::Revised(_) => "revised",
    };
    format!("{word:<8} {:>5}", imported.id().0)
}
