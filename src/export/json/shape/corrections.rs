//! What the analyst says in the place of findings.

use serde::{Deserialize, Serialize};

use crate::{
    export::json::{
        Error,
        shape::{AnchorOut, Texts, date, time},
    },
    model::{ArticleId, Correction, CorrectionId, Fix, Period, Stance},
};

/// What the analyst says in the place of a finding: of a claim `stance` and, where the analyst
/// named them, `speaker` and `cue`; of a date `from` and `to`.
#[derive(Serialize, Deserialize)]
pub(super) struct CorrectionOut {
    anchor: AnchorOut,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cue: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stance: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    created: String,
}

/// What leaves of a correction.
pub(super) fn out(texts: &Texts<'_>, it: &Correction) -> CorrectionOut {
    let (speaker, cue, stance, days) = match &it.fix {
        Fix::Claim { speaker, cue, stance } => {
            (speaker.clone(), cue.clone(), Some(stance.code().to_owned()), None)
        }
        Fix::Date(days) => (None, None, None, Some(days)),
    };
    CorrectionOut {
        anchor: texts.anchor_out(&it.anchor),
        speaker,
        cue,
        stance,
        from: days.map(|it| it.from.to_string()),
        to: days.map(|it| it.to.to_string()),
        created: it.created.clone(),
    }
}

/// The correction, if the text has its quote.
pub(super) fn read(texts: &Texts<'_>, it: CorrectionOut) -> Result<Correction, Error> {
    let fix = match (it.stance, it.from, it.to) {
        (Some(stance), None, None) => Fix::Claim {
            speaker: it.speaker,
            cue: it.cue,
            stance: Stance::from_code(&stance).ok_or(Error::Word("stance", stance))?,
        },
        (None, Some(from), Some(to)) => {
            let days = Period { from: date(&from)?, to: date(&to)? };
            if days.from > days.to {
                return Err(Error::Word("period", format!("{from} to {to}")));
            }
            Fix::Date(days)
        }
        _ => return Err(Error::Word("correction", it.anchor.quote)),
    };
    Ok(Correction {
        id: CorrectionId::default(),
        article: ArticleId::default(),
        anchor: texts.anchor(it.anchor)?,
        fix,
        created: time(it.created)?,
    })
}
