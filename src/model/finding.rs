//! What the analyzers say of an article: proposals, each with its ground.
//!
//! The vocabulary is the field's: attribution (source, cue, content) as in PARC and PolNeAR, values
//! of `FactBank` for factuality, TIMEX3 for time. Findings refer to each other by index into the
//! vectors of one [`Analysis`].

use crate::model::{Date, Span};

/// All that was found in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sections; they partition the text, in order.
    pub sections: Vec<Section>,
    /// Claims, by the place of their first word.
    pub claims: Vec<Claim>,
    /// Sources, by the place of their first mention; those without mentions come last.
    pub sources: Vec<Source>,
    /// Temporal expressions, in the order of the text.
    pub timeline: Vec<TimelineEntry>,
    /// Relations between claims; `library` has `compare` fill them in.
    pub pairs: Vec<Pair>,
}

/// Why we say so: the words that a finding went by, and the rule that went by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// The words in the text.
    pub cue: Span,
    /// The rule or model, in a few words that a reader of the program's screen understands.
    pub rule: &'static str,
}

/// A run of paragraphs with one topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The subhead, where the text has one; it lies within `span`.
    pub heading: Option<Span>,
    /// Topics, best first; empty where none fits (`background`).
    pub topics: Vec<TopicScore>,
    /// All of it.
    pub span: Span,
    /// The terms that decided.
    pub ground: Ground,
}

impl Eq for Section {}

/// A topic with its share of the evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicScore {
    /// The topic's id, as in the taxonomy.
    pub id: String,
    /// 0 to 1, rounded to two digits so that it prints the same everywhere.
    pub score: f32,
}

/// Something that somebody is on record as holding, or that the narrator states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The section it stands in: an index into [`Analysis::sections`].
    pub section: usize,
    /// Who: an index into [`Analysis::sources`]; none where the text does not say.
    pub source: Option<usize>,
    /// The mention that stands at this claim.
    pub source_span: Option<Span>,
    /// The words by which the text says that somebody says so.
    pub cue: Option<Span>,
    /// What is said, in one or more parts; quotation marks inside, final punctuation outside.
    pub content: Vec<Span>,
    /// How it is quoted.
    pub quotation: Quotation,
    /// The stance of the statement that the reader must not miss.
    pub stance: Stance,
    /// As the source has it.
    pub factuality: Factuality,
    /// As the author has it.
    pub author_factuality: Factuality,
    /// The claim whose content this one is reported in: an index into [`Analysis::claims`].
    pub inside: Option<usize>,
    /// In a transcript or an interview, the question that this answers: an index as above.
    pub answers: Option<usize>,
    /// The clauses of the content, each with its own stance; one or more.
    pub statements: Vec<Statement>,
    /// Why.
    pub ground: Ground,
}

impl Claim {
    /// From the first word of the content to the last.
    pub fn extent(&self) -> Span {
        let mut parts = self.content.iter().copied();
        let first = parts.next().unwrap_or_default();
        parts.fold(first, Span::join)
    }

    /// All of it: source, cue and content.
    pub fn whole(&self) -> Span {
        [self.source_span, self.cue].into_iter().flatten().fold(self.extent(), Span::join)
    }
}

/// One clause of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its words.
    pub span: Span,
    /// What the source does by it.
    pub stance: Stance,
    /// As the source has it.
    pub factuality: Factuality,
    /// As the author has it.
    pub author_factuality: Factuality,
}

/// Declares a closed code list: variants, their codes, and both ways between them.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident $code:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code, as in the JSON and on the screen.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The entry with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// What a source does by saying so. In the order of what the reader must not miss.
    Stance {
        /// It is not so.
        Denies "denies",
        /// Refuses a demand, an offer, an authority, legitimacy.
        Rejects "rejects",
        /// Grants what others had said, or owns an act.
        Confirms "confirms",
        /// Lays an act to another.
        Alleges "alleges",
        /// Will do, promises, agrees to.
        Commits "commits",
        /// Asks others to act.
        Demands "demands",
        /// Harm to come, or a threat.
        Warns "warns",
        /// Disapproves without a new fact.
        Condemns "condemns",
        /// Will not say.
        Declines "declines",
        /// Narrows an earlier statement.
        Qualifies "qualifies",
        /// Could, possible, reportedly, no evidence.
        Hedges "hedges",
        /// Judgement, estimate, forecast.
        Assesses "assesses",
        /// A question that puts a proposition.
        Questions "questions",
        /// Welcome, praise, endorsement.
        Supports "supports",
        /// States as so.
        Asserts "asserts",
    }
}

codes! {
    /// `FactBank`'s values (Saurí & Pustejovsky 2009).
    Factuality {
        /// Certainly so.
        CertainPlus "CT+",
        /// Probably so.
        ProbablePlus "PR+",
        /// Possibly so.
        PossiblePlus "PS+",
        /// Certainly not so.
        CertainMinus "CT-",
        /// Probably not so.
        ProbableMinus "PR-",
        /// Possibly not so.
        PossibleMinus "PS-",
        /// Whether it is so is known, but not told.
        CertainUnknown "CTu",
        /// Uncommitted.
        Unknown "Uu",
    }
}

codes! {
    /// How the words of a content stand in the text.
    Quotation {
        /// All of it between quotation marks.
        Direct "direct",
        /// Some of it.
        Mixed "mixed",
        /// None of it.
        Indirect "indirect",
        /// Said by nobody but the narrator.
        None "none",
    }
}

codes! {
    /// What kind of source it is.
    SourceClass {
        /// A person by name.
        NamedPerson "named_person",
        /// A person by name, speaking for a body.
        NamedOfficial "named_official",
        /// Somebody speaking for a body, without a name.
        UnnamedOfficial "unnamed_official",
        /// A state or its government.
        StateActor "state_actor",
        /// A news agency or outlet of a state.
        StateMedia "state_media",
        /// A news agency.
        NewsAgency "news_agency",
        /// A newspaper, a broadcaster, a site.
        NewsOutlet "news_outlet",
        /// "Leaders of both countries".
        HeadsOfStateUnnamed "heads_of_state_unnamed",
        /// Several bodies in one breath.
        OfficialsJoint "officials_joint",
        /// A militia, an insurgency.
        ArmedGroup "armed_group",
        /// A political party.
        Party "party",
        /// A journalist by name.
        Journalist "journalist",
        /// Somebody who spoke for a body once.
        FormerOfficial "former_official",
        /// A ministry, a department, an army, any body not otherwise in the list.
        Organisation "organisation",
        /// The UN and the like.
        InternationalOrganisation "international_organisation",
        /// A non-governmental organisation.
        Ngo "ngo",
        /// A company.
        Company "company",
        /// An expert by name.
        ExpertsNamed "experts_named",
        /// "Analysts say".
        ExpertsUnnamed "experts_unnamed",
        /// Somebody who was there.
        Witness "witness",
        /// A report, a law, a letter.
        Document "document",
        /// Imagery, intercepts.
        SatelliteOrSensor "satellite_or_sensor",
        /// A post.
        SocialMedia "social_media",
        /// Somebody, the text does not say who.
        Unspecified "unspecified",
        /// The article's own voice.
        Narrator "narrator",
    }
}

codes! {
    /// What else there is to know of a source.
    Flag {
        /// It has a side in what is told.
        PartyToDispute "party_to_dispute",
        /// The text says why there is no name.
        AnonymityReasonGiven "anonymity_reason_given",
        /// It passes on the words of others only.
        CarrierOnly "carrier_only",
        /// It was there.
        FirstHand "first_hand",
        /// It has it from others.
        SecondHand "second_hand",
        /// "Experts", nobody knows how many.
        PluralUnnamed "plural_unnamed",
        /// The words are a translation.
        Translation "translation",
    }
}

/// Somebody who answers for words in this article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The fullest name that the text gives.
    pub name: String,
    /// Its class.
    pub class: SourceClass,
    /// What else there is to know, sorted.
    pub flags: Vec<Flag>,
    /// ISO 3166-1 alpha-3, `PRK`.
    pub country: Option<&'static str>,
    /// The body it speaks for: an index into [`Analysis::sources`].
    pub affiliation: Option<usize>,
    /// Who carried its words (speaker > via > outlet): an index into [`Analysis::sources`].
    pub via: Option<usize>,
    /// Its mentions, in the order of the text; may be empty (the issuer of a statement).
    pub mentions: Vec<Span>,
    /// Why these are one.
    pub ground: Ground,
}

codes! {
    /// The four types of TIMEX3.
    TimexKind {
        /// A calendar date or vaguer.
        Date "DATE",
        /// Within a day.
        Time "TIME",
        /// How long.
        Duration "DURATION",
        /// How often.
        Set "SET",
    }
}

codes! {
    /// By what a temporal expression got its value.
    Basis {
        /// The words say it all.
        Explicit "explicit",
        /// Counted from the day of publication.
        Publication "publication",
        /// Counted from a time mentioned before.
        Anaphoric "anaphoric",
        /// No value that could be counted: "recently".
        Vague "vague",
    }
}

/// A temporal expression, as in TIMEX3 of TimeML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Its words.
    pub span: Span,
    /// Its type.
    pub kind: TimexKind,
    /// `2022-09-22`, `2022-W37`, `P1W`, `PAST_REF`; none where it cannot be resolved.
    pub value: Option<String>,
    /// `START`, `APPROX`, `BEFORE`, ...
    pub modifier: Option<&'static str>,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
}

/// A date that the text gives, and what it dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The expression.
    pub when: Timex,
    /// The phrase of the event that it dates.
    pub event: Option<Span>,
    /// The days it covers; "in March" is the 1st to the 31st.
    pub period: Option<Period>,
    /// By what it was resolved.
    pub basis: Basis,
    /// The claims it stands in: indexes into [`Analysis::claims`].
    pub claims: Vec<usize>,
    /// Why.
    pub ground: Ground,
}

codes! {
    /// How one claim stands to another.
    Relation {
        /// A denies what B alleges.
        DenialOfAllegation "denial_of_allegation",
        /// A answers B's allegation with one of its own.
        CounterAllegation "counter_allegation",
        /// Both cannot be so.
        Contradicts "contradicts",
        /// A narrows B.
        Qualifies "qualifies",
        /// A says again what B said, from the same side.
        Restates "restates",
        /// A says again what B said, without being a second source.
        Echoes "echoes",
        /// A says what B said, from elsewhere.
        Corroborates "corroborates",
        /// Both can be so.
        ConsistentWith "consistent_with",
        /// A speaks for B.
        Supports "supports",
        /// A refuses the authority that B rests on.
        DisputesLegitimacy "disputes_legitimacy",
        /// A speaks of what can be done, B of what is meant to be.
        CapabilityVsIntent "capability_vs_intent",
        /// The same source, another position.
        PositionChange "position_change",
    }
}

/// A relation between two claims of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Which.
    pub relation: Relation,
    /// The claim that answers: an index into [`Analysis::claims`].
    pub a: usize,
    /// The claim that is answered.
    pub b: usize,
    /// Both cannot hold.
    pub strict: bool,
    /// Why.
    pub ground: Ground,
}
