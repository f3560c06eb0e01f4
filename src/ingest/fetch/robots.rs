//! Which pages a site lets programs have (RFC 9309): `robots.txt`, asked for once a site.

use std::{fmt, time::Duration};

use texting_robots::Robot;
use url::Url;

use super::{AGENT, Answer, Fault, Network, Wanted};

/// The most bytes of a `robots.txt` that are read (RFC 9309 asks for as many at least).
const LONGEST: usize = 512 * 1024;

/// The longest a site may have us wait between two pages.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a site says.
pub enum Rules {
    /// It says nothing, so that all is allowed.
    None,
    /// It has a fault: nothing is allowed until it can be asked again.
    Shut,
    /// Its file.
    File(Box<Robot>),
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Shut => "Shut",
            Self::File(_) => "File",
        })
    }
}

impl Network {
    /// What the site of this address says.
    pub fn robots(&self, url: &str) -> Rules {
        let Some(url) = Url::parse(url).ok().and_then(|it| it.join("/robots.txt").ok()) else {
            return Rules::Shut;
        };
        match self.get(&Wanted { url: url.to_string(), ..Wanted::default() }) {
            Ok(Answer::Came(file)) => Rules::of(&file.bytes),
            Ok(Answer::Unchanged) => Rules::None,
            Err(error) => match error.fault {
                Fault::Status(400..=499, _) | Fault::Redirects(_) => Rules::None,
                _ => Rules::Shut,
            },
        }
    }
}

impl Rules {
    fn of(file: &[u8]) -> Self {
        let name = AGENT.split('/').next().unwrap_or_default();
        match Robot::new(name, &file[..file.len().min(LONGEST)]) {
            Ok(robot) => Self::File(Box::new(robot)),
            Err(_) => Self::None,
        }
    }

    /// Whether the page at this address may be had.
    pub fn allow(&self, url: &str) -> bool {
        match self {
            Self::None => true,
            Self::Shut => false,
            Self::File(robot) => robot.allowed(url),
        }
    }

    /// How long the site wants us to wait between two pages.
    pub fn delay(&self) -> Option<Duration> {
        let Self::File(robot) = self else { return None };
        let seconds = robot.delay.filter(|it| it.is_finite() && *it > 0.0)?;
        Some(Duration::try_from_secs_f32(seconds).unwrap_or(PATIENCE).min(PATIENCE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_site_says_is_kept_to() {
        let rules = Rules::of(
            b"User-agent: *\nDisallow: /\n\nUser-agent: attache\nDisallow: /private\nCrawl-delay: 400\n",
        );
        assert!(rules.allow("http://e/news/1"));
        assert!(!rules.allow("http://e/private/1"));
        assert_eq!(rules.delay(), Some(PATIENCE));
        assert!(!Rules::of(b"User-agent: *\nDisallow: /").allow("http://e/a"));
        assert!(Rules::of(&[0xff; 64]).allow("http://e/a"));
        assert!(Rules::of(&b"Disallow: /".repeat(100_000)).allow("http://e/a"));
    }
}
