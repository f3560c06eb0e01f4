//! Whether the terminal is light or dark.

use std::{env, time::Duration};

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::{
    config::Config,
    tui::theme::{Background, Depth},
};

/// How long a terminal may take to say whether it is light or dark.
const ASK: Duration = Duration::from_millis(100);

/// Asks the terminal, where the answer decides anything; it must not be in raw mode yet, or the
/// answer would be read as keys. `COLORFGBG` speaks for terminals that do not answer.
pub fn background(config: &Config, depth: Depth) -> Background {
    if config.theme.word != "auto" || depth <= Depth::Sixteen {
        return Background::Dark;
    }
    let mut options = QueryOptions::default();
    options.timeout = ASK;
    match theme_mode(options) {
        Ok(ThemeMode::Light) => Background::Light,
        Ok(ThemeMode::Dark) => Background::Dark,
        Err(_) => {
            let colours = env::var("COLORFGBG").unwrap_or_default();
            let behind = colours.rsplit(';').next().and_then(|it| it.parse().ok()).unwrap_or(0);
            if matches!(behind, 7 | 9..=15) { Background::Light } else { Background::Dark }
        }
    }
}
