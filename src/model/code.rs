//! The closed code lists of the field, each with its codes.
//!
//! One declaration gives the variants, the codes of the promised JSON, and the way back.

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
        /// A state, its government, a ministry, an embassy, a secret service, its armed forces.
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
        /// Any body not otherwise in the list: police, a court, a council, an institute.
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

impl Relation {
    /// Whether the two claims are in each other's way.
    pub const fn is_conflict(self) -> bool {
        matches!(
            self,
            Self::DenialOfAllegation
                | Self::CounterAllegation
                | Self::Contradicts
                | Self::DisputesLegitimacy
        )
    }
}
