//! Everything that the screen shows, as plain data.
//!
//! Only `update` changes it; `view` reads it. It knows no key and no colour.
//!
//! * `briefs`: the list of briefs, of which the rows around the view are here
//! * `listing`: what each pane lists, and what is selected; `marked`: the rows that are marked
//! * `work`: what goes on beside the screen

mod briefs;
mod listing;
mod marked;
mod work;

use ratatui::layout::Size;

pub use self::work::{Held, Work, next_cluster};

use crate::{
    config::Config,
    library::{Brief, Opened, Verdict},
    model::{ArticleId, Colour, Date, Item, MarkId},
    tui::{
        action::Action,
        key::Key,
        layer::{Layer, note::Subject},
        layout::{Arrangement, Layout, Zoom, layout},
        page::{Look, Numbers, Page, Shelf},
        pane::{self, Pane, timeline::chart::Chart},
        relate::{Finding, Related, related},
        scroll::Scroll,
        sift::Filter,
        update::{Repeat, Run},
        worker::Ticket,
    },
};

pub use self::{
    briefs::{Briefs, PAGE},
    marked::Marked,
};

/// All that there is to show.
#[derive(Debug)]
pub struct State {
    /// The screen.
    pub size: Size,
    /// The day of the analyst.
    pub today: Date,
    /// How the user has set it up.
    pub settings: Config,
    /// How the panes are arranged.
    pub arrangement: Arrangement,
    /// Cells that the text is wider than by default.
    pub measure: i16,
    /// The list of briefs.
    pub briefs: Briefs,
    /// Whether the library has been heard from.
    pub library: Heard,
    /// The brief that is open.
    pub opened: Option<Opened>,
    /// Its lines.
    pub page: Page,
    /// What each pane lists.
    pub lists: [List; 7],
    /// The timeline of the open brief at its scale.
    pub chart: Chart,
    /// The stretch of text that is being selected.
    pub select: Option<Select>,
    /// The only source whose claims show.
    pub speaker: Option<usize>,
    /// What the lists of the open brief are filtered by.
    pub filters: [Option<Filter>; 7],
    /// Words looked for in a pane.
    pub search: Option<Search>,
    /// Where the cursor came from.
    pub jumps: Jumps,
    /// What lies over the panes, the top one last.
    pub layers: Vec<Layer>,
    /// Keys that began a chord.
    pub pending: Vec<Key>,
    /// A count typed before a command.
    pub count: Option<usize>,
    /// What there is to say.
    pub notice: Option<Notice>,
    /// Steps that can be undone.
    pub undo: usize,
    /// The colour of the next highlight.
    pub colour: Colour,
    /// Whether highlights show in the text.
    pub highlights: Highlights,
    /// How the brief is shown.
    pub look: Look,
    /// Notes begun and not saved.
    pub drafts: Vec<(Subject, String)>,
    /// What goes on beside the screen.
    pub work: Work,
    /// Lines given at prompts, the newest last.
    pub history: Vec<String>,
    /// The newest request.
    pub ticket: Ticket,
    /// The way the cursor went last, which an advance follows.
    pub direction: Direction,
    /// The last action on the panes.
    pub last: Option<Action>,
    /// The last thing that can be done again.
    pub repeat: Option<Repeat>,
    /// The rows of the list that are marked.
    pub marked: Marked,
    /// The macro that is running.
    pub run: Run,
    /// Whether the page has to be made anew although its width is the same.
    pub freshness: Freshness,
    /// What a reply is waited for, to go on.
    pub then: Option<Then>,
}

/// Whether the page says what the brief says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freshness {
    /// It does.
    #[default]
    Fresh,
    /// The brief changed since.
    Stale,
}

/// What comes after a brief has been opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Stay in the pane.
    Stay,
    /// Stay, and do not count it as looked at: nobody asked for it.
    Peek,
    /// Go to the text.
    Text,
    /// Go to where it stands in the text that is looked for.
    Match,
    /// Go to the claim of this index.
    Claim(usize),
    /// Go to this mark.
    Mark(MarkId),
    /// Go to a place that was jumped from.
    Return(Jump),
}

/// Whether the library has been heard from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Heard {
    /// Not yet.
    #[default]
    Nothing,
    /// Its list is here.
    List,
}

/// Whether highlights show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Highlights {
    /// They do.
    #[default]
    Shown,
    /// The text stands alone.
    Hidden,
}

/// Forward or back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Toward the end.
    #[default]
    Forward,
    /// Toward the beginning.
    Back,
}

/// What a pane lists: indexes, in the order shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Indexes of what shows.
    pub shown: Vec<usize>,
    /// Where the cursor is, and what shows first.
    pub scroll: Scroll,
}

/// A selection in the text: from one cluster to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Select {
    /// Where it began.
    pub anchor: usize,
    /// Where the cursor is.
    pub head: usize,
    /// What it grows by.
    pub unit: Unit,
}

/// What a selection grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Grapheme clusters.
    Character,
    /// Sentences.
    Sentence,
}

/// Words looked for in a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Where.
    pub pane: Pane,
    /// What, in lower case.
    pub words: String,
    /// Stems of words, where it is what a search of the library found that is looked for.
    pub stems: Vec<String>,
}

/// A place that one can come back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// The brief.
    pub brief: Option<ArticleId>,
    /// The pane.
    pub pane: Pane,
    /// Cursor and first line.
    pub scroll: Scroll,
}

/// The places jumped from, as in vim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps {
    /// The places, oldest first.
    pub places: Vec<Jump>,
    /// Where one is among them; their number at the newest end.
    pub at: usize,
}

/// A message for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It went well.
    Done(String),
    /// It did not.
    Problem(String),
}

impl State {
    /// An empty screen, before the library has been heard from.
    pub fn new(size: Size, today: Date, settings: &Config) -> Self {
        Self {
            size,
            today,
            settings: settings.clone(),
            arrangement: Arrangement {
                focus: Pane::Text,
                zoom: Zoom::Shared,
                stack: Pane::Timeline,
                list: Pane::Claims,
                shift: 0,
            },
            measure: 0,
            briefs: Briefs::default(),
            library: Heard::Nothing,
            opened: None,
            page: Page::default(),
            lists: Default::default(),
            chart: Chart::default(),
            select: None,
            speaker: None,
            filters: Default::default(),
            search: None,
            jumps: Jumps::default(),
            layers: Vec::new(),
            pending: Vec::new(),
            count: None,
            notice: None,
            undo: 0,
            colour: Colour::Yellow,
            highlights: Highlights::Shown,
            look: Look::default(),
            drafts: Vec::new(),
            work: Work::default(),
            history: Vec::new(),
            ticket: Ticket::default(),
            direction: Direction::Forward,
            last: None,
            repeat: None,
            marked: Marked::default(),
            run: Run::default(),
            freshness: Freshness::Fresh,
            then: None,
        }
    }

    /// Where everything stands.
    pub fn layout(&self) -> Layout {
        layout(self.size, self.arrangement)
    }

    /// The pane that the keys go to.
    pub const fn focus(&self) -> Pane {
        self.arrangement.focus
    }

    /// What a pane lists.
    pub const fn list(&self, pane: Pane) -> &List {
        &self.lists[pane.index()]
    }

    /// The finding under the cursor, which every pane lights up.
    pub fn finding(&self) -> Finding {
        let pane = self.focus();
        self.under(pane).map_or(Finding::Brief, |index| pane::finding(pane, index))
    }

    /// What relates to it.
    pub fn related(&self) -> Related {
        self.opened.as_ref().map_or_else(Related::default, |opened| {
            related(opened, &self.page.sentences, self.finding())
        })
    }

    /// The brief under the cursor: in its own list the one there, elsewhere the open one.
    pub fn brief(&self) -> Option<&Brief> {
        match self.focus() {
            Pane::Briefs => self.briefs.get(self.under(Pane::Briefs)?),
            _ => self.opened.as_ref().map(|opened| &opened.brief),
        }
    }

    /// The verdict on an item of the open brief.
    pub fn verdict(&self, item: &Item) -> Option<&Verdict> {
        self.opened.as_ref()?.verdicts.iter().find(|it| it.item == *item)
    }

    /// How wide the text is set.
    pub fn text_width(&self) -> usize {
        // Where another pane hides the text, its lines are those it will have when it comes back.
        let arrangement = Arrangement { focus: Pane::Text, ..self.arrangement };
        let layout = layout(self.size, arrangement);
        let room = layout.slot(Pane::Text).map_or(0, |slot| slot.inner().width);
        let measure = self.settings.text_width.saturating_add_signed(self.measure).max(20);
        usize::from(room.saturating_sub(self.gutter() + 1).min(measure)).max(1)
    }

    /// Cells before the text: mark, cursor, a little air, and a number where paragraphs have one.
    pub const fn gutter(&self) -> u16 {
        match self.look.numbers {
            Numbers::Hidden => 3,
            Numbers::Shown => 7,
        }
    }

    /// Whether the library has any brief.
    pub fn shelf(&self) -> Shelf {
        if self.briefs.tally.all == 0 { Shelf::Empty } else { Shelf::Filled }
    }

    /// The brief that Enter would open where none is: that under the cursor of the list.
    pub fn brief_at_hand(&self) -> Option<ArticleId> {
        let at = self.under(Pane::Briefs)?;
        self.briefs.get(at).map(|it| it.id)
    }

    /// Breaks the text into lines anew.
    pub fn refresh_page(&mut self) {
        let width = self.text_width();
        self.page = match (&self.opened, self.library) {
            (Some(opened), _) => Page::new(opened, width, &self.look),
            (None, Heard::List) => Page::welcome(width, self.shelf()),
            (None, Heard::Nothing) => Page::default(),
        };
    }

    /// What the lines of the page depend on.
    pub fn page_key(&self) -> (usize, Look, Option<ArticleId>) {
        (self.text_width(), self.look.clone(), self.opened.as_ref().map(|it| it.brief.id))
    }

    /// The label of a topic.
    pub fn topic(&self, id: &str) -> String {
        let known = self.settings.topics.iter().find(|it| it.id == id);
        if let Some(topic) = known {
            return topic.label.clone();
        }
        let mut words = id.replace('-', " ");
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        words
    }

    /// The label of a section of the open brief.
    pub fn section(&self, index: usize) -> String {
        if let Some(title) = self.opened.as_ref().and_then(|it| it.titles.get(index)) {
            return title.clone();
        }
        let section = self.opened.as_ref().and_then(|it| it.analysis.sections.get(index));
        let best = section.and_then(|it| it.topics.first());
        best.map_or_else(|| "Background".to_owned(), |best| self.topic(&best.id))
    }
}
