//! Everything the user can ask for, declared once.
//!
//! A line of the table gives an action its variant, the name it has in `config.toml`, and its words
//! in the help. The keymap, the help, the palette and the README's key table are all read off it.
//! An action carries nothing: what it acts on is found in the state, so that it can be printed,
//! rebound and replayed.

use std::str::FromStr;

macro_rules! actions {
    ($($variant:ident $name:literal $words:literal;)*) => {
        /// Something the user can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $words] $variant,)*
        }

        impl Action {
            /// All actions, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in the configuration and on the command line of the screen.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// One line for the help.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }
        }
    };
}

actions! {
    Down               "down"                "Move down";
    Up                 "up"                  "Move up";
    First              "first"               "Go to the beginning";
    Last               "last"                "Go to the end";
    HalfPageDown       "half-page-down"      "Move down half a screenful";
    HalfPageUp         "half-page-up"        "Move up half a screenful";
    PageDown           "page-down"           "Move down a screenful";
    PageUp             "page-up"             "Move up a screenful";
    ScrollDown         "scroll-down"         "Scroll down a line";
    ScrollUp           "scroll-up"           "Scroll up a line";
    SentenceNext       "sentence-next"       "Go to the next sentence";
    SentencePrevious   "sentence-previous"   "Go to the previous sentence";
    ParagraphNext      "paragraph-next"      "Go to the next paragraph";
    ParagraphPrevious  "paragraph-previous"  "Go to the previous paragraph";
    CursorCentre       "cursor-centre"       "Bring the cursor to the middle";
    CursorTop          "cursor-top"          "Bring the cursor to the top";
    CursorBottom       "cursor-bottom"       "Bring the cursor to the bottom";
    ReadOn             "read-on"             "Read on; at the end, mark read and open the next unread";

    PaneLeft           "pane-left"           "Go to the pane on the left";
    PaneRight          "pane-right"          "Go to the pane on the right";
    PaneUp             "pane-up"             "Go to the pane above";
    PaneDown           "pane-down"           "Go to the pane below";
    PaneNext           "pane-next"           "Go to the next pane";
    PanePrevious       "pane-previous"       "Go to the previous pane";
    PaneBriefs         "pane-briefs"         "Go to the briefs";
    PaneSections       "pane-sections"       "Go to the sections";
    PaneText           "pane-text"           "Go to the text";
    PaneClaims         "pane-claims"         "Go to the claims";
    PaneSources        "pane-sources"        "Go to the sources";
    PaneTimeline       "pane-timeline"       "Go to the timeline";
    PaneNotes          "pane-notes"          "Go to the notes";
    Zoom               "zoom"                "Show this pane alone, or all again";
    PaneNarrower       "pane-narrower"       "Make this pane narrower";
    PaneWider          "pane-wider"          "Make this pane wider";
    PanesEqual         "panes-equal"         "Give the panes their sizes back";
    TextWider          "text-wider"          "Make the lines of the text longer, the timeline finer";
    TextNarrower       "text-narrower"       "Make the lines of the text shorter, the timeline coarser";

    Follow             "follow"              "Open, or follow to what belongs to it";
    GoText             "go-text"             "Go to its place in the text";
    GoClaims           "go-claims"           "Go to its claims";
    GoSource           "go-source"           "Go to its source";
    GoDate             "go-date"             "Go to its date on the timeline";
    GoNotes            "go-notes"            "Go to the notes on it";
    AllNotes           "all-notes"           "Find among the highlights and notes of all briefs";
    GoBrief            "go-brief"            "Go to its brief in the list";
    GoSection          "go-section"          "Go to its section";
    Counterpart        "counterpart"         "Go to what it denies, or what denies it";
    JumpBack           "jump-back"           "Go back to where you came from";
    JumpForward        "jump-forward"        "Go forward again";
    JumpToggle         "jump-toggle"         "Change between the last two places";
    NextSection        "next-section"        "Go to the next section";
    PreviousSection    "previous-section"    "Go to the previous section";
    NextClaim          "next-claim"          "Go to the next claim";
    PreviousClaim      "previous-claim"      "Go to the previous claim";
    NextSource         "next-source"         "Go to the next mention of a source";
    PreviousSource     "previous-source"     "Go to the previous mention of a source";
    NextDate           "next-date"           "Go to the next date";
    PreviousDate       "previous-date"       "Go to the previous date";
    NextNote           "next-note"           "Go to the next highlight or note";
    PreviousNote       "previous-note"       "Go to the previous highlight or note";
    NextUnreviewed     "next-unreviewed"     "Go to the next item without a verdict";
    PreviousUnreviewed "previous-unreviewed" "Go to the previous item without a verdict";
    NextConflict       "next-conflict"       "Go to the next claim with a counterpart";
    PreviousConflict   "previous-conflict"   "Go to the previous claim with a counterpart";
    NextOrphan         "next-orphan"         "Go to the next thing of yours that lost its place";
    PreviousOrphan     "previous-orphan"     "Go to the previous thing of yours that lost its place";
    NextBrief          "next-brief"          "Open the next brief, in the same pane";
    PreviousBrief      "previous-brief"      "Open the previous brief, in the same pane";

    Search             "search"              "Search in this pane";
    NextMatch          "next-match"          "Go to the next match; without a search, the next unread";
    PreviousMatch      "previous-match"      "Go to the previous match, or the previous unread";
    PreviousUnread     "previous-unread"     "Go to the previous unread brief";
    Filter             "filter"              "Filter this list by a query";
    Views              "views"               "Choose a view";
    Sort               "sort"                "Sort the briefs; the same order again, reversed";
    OnlySource         "only-source"         "Show only what is of this source";
    Clear              "clear"               "Clear the marks, then the search, then the filter";

    Read               "read"                "Mark as read or reviewed, and go on";
    Shortlist          "shortlist"           "Keep, or put on the shortlist, and go on";
    Drop               "drop"                "Drop, and go on";
    Later              "later"               "Set aside until a day, and go on";
    Verify             "verify"              "Mark as to be verified";
    Wrong              "wrong"               "Say that this was extracted wrongly, and go on";
    MarkRow            "mark-row"            "Mark this brief for the next verb, and go down";
    MarkRange          "mark-range"          "Mark from here to where the cursor goes, or end that";
    MarkAll            "mark-all"            "Mark all briefs of the list";
    MarkInvert         "mark-invert"         "Mark those that are not marked, and no others";
    Grade              "grade"               "Grade this claim or source, with a reason";
    NewClaim           "new-claim"           "Make a claim of the selection or the sentence";
    Tags               "tags"                "Change the tags";
    Repeat             "repeat"              "Do the last thing again";
    Macro              "macro"               "Run a macro of yours";
    Undo               "undo"                "Take back the last change";
    Redo               "redo"                "Make the change again";
    History            "history"             "See what was done, and go back to a point";

    SelectCharacters   "select-characters"   "Select by character";
    SelectSentences    "select-sentences"    "Select by sentence";
    CharacterLeft      "character-left"      "Go a character to the left";
    CharacterRight     "character-right"     "Go a character to the right";
    WordNext           "word-next"           "Go to the next word";
    WordPrevious       "word-previous"       "Go to the previous word";
    WordEnd            "word-end"            "Go to the end of the word";
    LineStart          "line-start"          "Go to the beginning of the line";
    LineEnd            "line-end"            "Go to the end of the line";
    OtherEnd           "other-end"           "Go to the other end of the selection";
    Highlight          "highlight"           "Highlight, in the last colour";
    HighlightColour    "highlight-colour"    "Highlight, in a colour to choose";
    Note               "note"                "Write a note on this";
    BriefNote          "brief-note"          "Write a note on the whole brief";
    Edit               "edit"                "Correct the claim or the date; edit a note in your editor";

    Inspect            "inspect"             "Show why this was found";
    Copy               "copy"                "Copy the text";
    CopyQuote          "copy-quote"          "Copy the quotation with its citation";
    CopyUrl            "copy-url"            "Copy the address";
    CopyLink           "copy-link"           "Copy a link to this place";
    CopyCitation       "copy-citation"       "Copy the citation";
    CopyMarkdown       "copy-markdown"       "Copy as Markdown";
    CopyJson           "copy-json"           "Copy as JSON";
    OpenPage           "open-page"           "Open the page in the browser";
    OpenPageRead       "open-page-read"      "Open the page in the browser, and mark as read";
    OpenLink           "open-link"           "Open the address here, or the page";
    Links              "links"               "Choose an address to open";
    ToggleHighlights   "toggle-highlights"   "Show or hide the highlights";
    ToggleNumbers      "toggle-numbers"      "Show or hide the numbers of the paragraphs";
    FoldToggle         "fold-toggle"         "Fold this section away, or show it again";
    FoldOpen           "fold-open"           "Show this section again";
    FoldClose          "fold-close"          "Fold this section away";
    FoldsOpen          "folds-open"          "Show all sections again";
    FoldsClose         "folds-close"         "Fold all sections away";
    ToggleRemoved      "toggle-removed"      "Show the clean text, or what was removed from it";
    Compare            "compare"             "Show the two last texts side by side, or the places of a mark";
    Reread             "reread"              "Read the input of the brief again, and analyze it";
    Import             "import"              "Import a file, an address, or a pasted text";
    Sync               "sync"                "Fetch what is new in the feeds";
    ImportSamples      "import-samples"      "Import the sample briefs";
    Pipe               "pipe"                "Give what is under the cursor to a command";
    Export             "export"              "Export this brief";

    Help               "help"                "Show the keys that work here";
    Palette            "palette"             "Find a brief, a claim, a source or a command by name";
    Command            "command"             "Run a command by its name";
    WhereAmI           "where-am-i"          "Say where this is";
    Redraw             "redraw"              "Draw the screen anew, without the rows that are done with";
    Suspend            "suspend"             "Put attache to sleep; fg wakes it";
    Cancel             "cancel"              "Stop what is running; twice, leave attache";
    Close              "close"               "Close this, or leave attache";
    Quit               "quit"                "Leave attache";

    Accept             "accept"              "Accept";
    Complete           "complete"            "Complete, or take the next candidate";
    CompleteBack       "complete-back"       "Take the previous candidate";
    HistoryBack        "history-back"        "Take the entry before";
    HistorySearch      "history-search"      "Take the newest entry that has what is written";
    HistoryForward     "history-forward"     "Take the entry after";
    DeleteLeft         "delete-left"         "Delete to the beginning of the line";
    DeleteRight        "delete-right"        "Delete to the end of the line";
    DeleteWord         "delete-word"         "Delete the word before";
    NewLine            "new-line"            "Begin a new line";
}

impl Action {
    /// Whether it is done to what is under the cursor, so that it can be done to the next as well.
    /// What asks for something first is done again by its answer.
    pub const fn can_repeat(self) -> bool {
        matches!(
            self,
            Self::Read
                | Self::Shortlist
                | Self::Drop
                | Self::Verify
                | Self::Wrong
                | Self::Highlight
                | Self::Copy
                | Self::CopyQuote
                | Self::CopyMarkdown
                | Self::CopyJson
                | Self::CopyUrl
                | Self::CopyLink
                | Self::CopyCitation
                | Self::OpenPage
                | Self::OpenPageRead
                | Self::FoldToggle
                | Self::ReadOn
        )
    }
}

impl FromStr for Action {
    type Err = Unknown;

    fn from_str(name: &str) -> Result<Self, Unknown> {
        Self::ALL.iter().copied().find(|action| action.name() == name).ok_or(Unknown)
    }
}

/// The name is not that of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_back_to_its_action() {
        for action in Action::ALL {
            assert_eq!(action.name().parse(), Ok(*action));
        }
    }

    #[test]
    fn words_are_one_line_without_a_full_stop() {
        for action in Action::ALL {
            let words = action.words();
            assert!(words.starts_with(char::is_uppercase) && !words.ends_with('.'), "{words}");
            assert!(words.len() <= 64 && !words.contains('\n'), "{words}");
        }
    }
}
