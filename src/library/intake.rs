//! Import at scale, in two steps: texts are listed and searchable at once, their analysis follows.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Fault, IngestError, Input, Library, analyze, samples, try_analyze};
use crate::{
    model::{Analysis, Article, ArticleId},
    store::{
        Company, Durability, Error as StoreError, Imported, Intake, Packed, Store, Waiting, digest,
    },
};

/// Articles that are stored in one transaction at most: others wait for it no longer than some
/// hundredths of a second.
const PORTION: usize = 64;

/// What was done of the analyses that wait.
#[derive(Debug, Default)]
pub struct Stint {
    /// How many texts need no analysis any longer.
    pub done: usize,
    /// Those that could not be analyzed: they stay, without findings.
    pub faults: Vec<Fault>,
}

/// What was read of an input, on its way in; its bytes go with it up to `kept` of them.
pub fn intake(input: &Input, articles: Vec<Article>, kept: usize) -> Intake {
    let company = if articles.len() == 1 { Company::Alone } else { Company::Shared };
    let sha256 = articles.first().map(|it| it.origin.sha256.clone());
    let raw = (input.bytes.len() <= kept).then(|| Packed::new(&input.bytes)).flatten();
    Intake { sha256, company, articles, raw }
}

impl Library {
    /// Bytes of a raw input that are kept at most.
    pub const fn largest_kept(&self) -> usize {
        self.largest_kept
    }

    /// Stores what was read of some inputs, without analyzing it: it can be listed and found at
    /// once, and waits for [`Library::analyze_waiting`]. What became of each article of each input
    /// comes back, in the order given.
    pub fn take_in(&mut self, inputs: Vec<Intake>) -> Result<Vec<Vec<Imported>>, StoreError> {
        self.store.set_durability(Durability::Soon)?;
        let done = self.take_portions(inputs);
        self.store.set_durability(Durability::EveryCommit)?;
        done
    }

    fn take_portions(&mut self, inputs: Vec<Intake>) -> Result<Vec<Vec<Imported>>, StoreError> {
        let mut done = Vec::with_capacity(inputs.len());
        let (mut portion, mut held) = (Vec::new(), 0);
        for input in inputs {
            if held > 0 && held + input.articles.len() > PORTION {
                done.extend(self.store.take_in(&std::mem::take(&mut portion))?);
                held = 0;
            }
            if input.articles.len() > PORTION {
                done.push(self.take_parts(input)?);
            } else {
                held += input.articles.len();
                portion.push(input);
            }
        }
        done.extend(self.store.take_in(&portion)?);
        Ok(done)
    }

    /// An input of many articles, in several transactions: it counts as here with the last.
    fn take_parts(&mut self, input: Intake) -> Result<Vec<Imported>, StoreError> {
        let mut done = Vec::with_capacity(input.articles.len());
        let mut articles = input.articles.into_iter();
        let (mut sha256, mut raw) = (input.sha256, input.raw);
        while articles.len() > 0 {
            let last = articles.len() <= PORTION;
            let part = Intake {
                sha256: sha256.take_if(|_| last),
                company: input.company,
                articles: articles.by_ref().take(PORTION).collect(),
                raw: raw.take_if(|_| last),
            };
            done.extend(self.store.take_in(&[part])?.into_iter().flatten());
        }
        Ok(done)
    }

    /// Imports the briefs that come with the program, all at once: nobody sees a part of them.
    pub fn import_samples(&mut self) -> Result<(), StoreError> {
        let articles = samples::articles();
        let found = articles.iter().map(|it| analyze(it, &self.taxonomy)).collect::<Vec<_>>();
        self.store.put_all(&articles, &found)
    }

    /// Takes in the files that a watched folder has got, without analyzing them: what is here is not
    /// read again, what cannot be read is told, and the others go on.
    pub fn take_files(
        &mut self,
        files: &[PathBuf],
    ) -> Result<(Vec<Imported>, Vec<IngestError>), StoreError> {
        let (mut done, mut failed, mut intakes) = (Vec::new(), Vec::new(), Vec::new());
        for file in files {
            let read = Input::from_file(file).and_then(|input| {
                let known = self.store.known(&digest(&input.bytes)).is_ok_and(|it| !it.is_empty());
                let articles = if known { Vec::new() } else { super::read(&input)? };
                Ok(intake(&input, articles, self.largest_kept))
            });
            match read {
                Ok(intake) if intake.articles.is_empty() => {}
                Ok(intake) => intakes.push(intake),
                Err(error) => failed.push(error),
            }
            if intakes.len() == PORTION {
                done.extend(self.take_in(std::mem::take(&mut intakes))?.into_iter().flatten());
            }
        }
        done.extend(self.take_in(intakes)?.into_iter().flatten());
        Ok((done, failed))
    }

    /// How many texts wait for their analysis.
    pub fn waiting(&self) -> Result<usize, StoreError> {
        self.store.waiting()
    }

    /// Analyzes up to `limit` of the texts that wait, on all cores, the newest first. Nothing done
    /// means that none waits.
    pub fn analyze_waiting(&mut self, limit: usize) -> Result<Stint, StoreError> {
        let texts = self.store.next_waiting(limit)?;
        if texts.is_empty() {
            return Ok(Stint::default());
        }
        let taxonomy = &self.taxonomy;
        let all = || texts.par_iter().map(|it| try_analyze(&it.article, taxonomy)).collect();
        let found: Vec<Result<Analysis, Fault>> = match &self.crew {
            Some(crew) => crew.install(all),
            None => all(),
        };
        self.store.set_durability(Durability::Soon)?;
        let stored = self.store_found(texts, found);
        self.store.set_durability(Durability::EveryCommit)?;
        stored
    }

    fn store_found(
        &mut self,
        texts: Vec<Waiting>,
        found: Vec<Result<Analysis, Fault>>,
    ) -> Result<Stint, StoreError> {
        let mut stint = Stint { done: texts.len(), faults: Vec::new() };
        let mut portion = Vec::new();
        for (text, found) in texts.into_iter().zip(found) {
            let analysis = found.unwrap_or_else(|fault| {
                stint.faults.push(fault);
                Analysis::default()
            });
            portion.push((text, analysis));
            if portion.len() == PORTION / 4 {
                self.store.finish(&portion)?;
                portion.clear();
            }
        }
        self.store.finish(&portion)?;
        Ok(stint)
    }

    /// Analyzes a brief that waits before all others; whether it did wait.
    pub fn analyze_now(&mut self, id: ArticleId) -> Result<bool, StoreError> {
        let waits = self.store.brief(id)?.is_some_and(|it| it.waits);
        if waits {
            self.reanalyze(id)?;
        }
        Ok(waits)
    }

    /// Has analyses of what waits done by threads of their own, each of which runs `begin` first.
    #[must_use]
    pub fn with_crew(self, begin: fn()) -> Self {
        let crew = rayon::ThreadPoolBuilder::new().start_handler(move |_| begin()).build().ok();
        Self { crew, ..self }
    }

    /// Says of inputs whether they are here whole, from another thread; none for a library in
    /// memory, which has no second door.
    pub fn knower(&self) -> Result<Option<Known>, StoreError> {
        self.store.path().map(Known::new).transpose()
    }
}

/// Says of inputs whether all that is in them is in the library.
#[derive(Debug)]
pub struct Known {
    store: Store,
}

impl Known {
    fn new(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { store: Store::open(path)? })
    }

    /// The briefs, with their titles, that came of these bytes, where all that is in them is here.
    pub fn briefs(&self, bytes: &[u8]) -> Result<Vec<(ArticleId, String)>, StoreError> {
        self.store.known(&digest(bytes))
    }
}
