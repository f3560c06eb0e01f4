//! Why something did not come off the network: one line with the address and the cause, and a way
//! on where there is one.

use std::{fmt, io};

use super::{Bounds, address};

/// Why an address gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The address that was asked for.
    pub url: String,
    /// The cause.
    pub fault: Fault,
}

/// The causes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no address of a page.
    Address,
    /// It leads to this machine or its neighbours.
    Local,
    /// Nobody knows the host.
    NoHost,
    /// Nobody answers there, and what the system says.
    Unreachable(String),
    /// The connection is not safe, and what is wrong with it.
    Insecure(String),
    /// It took longer than so many seconds.
    Slow(u64),
    /// It sends on and on; so many times were followed.
    Redirects(usize),
    /// It is larger than so many bytes.
    TooLarge(u64),
    /// The server says no: its number, and in how many seconds to ask again.
    Status(u16, Option<u64>),
    /// The answer stops in the middle or is not one.
    Broken(String),
    /// The site does not want programs there.
    Robots,
    /// The user said stop.
    Stopped,
}

impl Error {
    pub(super) fn new(url: &str, fault: Fault) -> Self {
        Self { url: url.to_owned(), fault }
    }

    /// What the user can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match &self.fault {
            Fault::Address => Some("an address begins with http:// or https://"),
            Fault::Local => Some("--local allows this machine and its neighbours"),
            Fault::NoHost => Some("check the address and the connection"),
            Fault::Unreachable(_) | Fault::Slow(_) | Fault::Broken(_) => {
                Some("try again later, or save the page in the browser and import that")
            }
            Fault::TooLarge(_) => Some("save it in the browser and import that"),
            Fault::Insecure(_)
            | Fault::Redirects(_)
            | Fault::Robots
            | Fault::Status(401 | 402 | 403 | 451, _) => {
                Some("open it in the browser, save it, and import that")
            }
            Fault::Status(404 | 410, _) => Some("check the address; it may have moved"),
            Fault::Status(..) => Some("try again later"),
            Fault::Stopped => None,
        }
    }

    /// Whether asking again soon may help.
    pub const fn may_pass(&self) -> bool {
        matches!(
            self.fault,
            Fault::NoHost
                | Fault::Unreachable(_)
                | Fault::Slow(_)
                | Fault::Broken(_)
                | Fault::Status(408 | 425 | 429 | 500..=599, _)
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.url, self.fault)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("not an address of a page"),
            Self::Local => write!(f, "{}, not fetched", address::LOCAL),
            Self::NoHost => f.write_str("no such host"),
            Self::Unreachable(why) => write!(f, "cannot be reached ({why})"),
            Self::Insecure(why) => write!(f, "the connection is not safe ({why})"),
            Self::Slow(seconds) => write!(f, "no answer within {seconds} s"),
            Self::Redirects(times) => write!(f, "sends on more than {times} times"),
            Self::TooLarge(bytes) => write!(f, "larger than {} MiB, not read", bytes >> 20),
            Self::Status(code, _) => match code {
                401 | 407 => write!(f, "wants a password ({code})"),
                402 | 403 => write!(f, "does not let us in ({code})"),
                404 => write!(f, "is not there ({code})"),
                410 => write!(f, "is gone for good ({code})"),
                429 => write!(f, "is asked too often ({code})"),
                451 => write!(f, "may not be shown for legal reasons ({code})"),
                500..=599 => write!(f, "the server has a fault ({code})"),
                _ => write!(f, "the server says {code}"),
            },
            Self::Broken(why) => write!(f, "the answer is broken ({why})"),
            Self::Robots => f.write_str("the site's robots.txt does not allow it"),
            Self::Stopped => f.write_str("stopped"),
        }
    }
}

impl Fault {
    /// What an error of the client means.
    pub(super) fn of(error: ureq::Error, bounds: &Bounds) -> Self {
        use ureq::{Error as It, Timeout};
        match error {
            It::Timeout(Timeout::Connect | Timeout::Resolve) => {
                Self::Slow(bounds.connect.as_secs())
            }
            It::Timeout(Timeout::PerRead | Timeout::RecvResponse) => {
                Self::Slow(bounds.answer.as_secs())
            }
            It::Timeout(_) => Self::Slow(bounds.whole.as_secs()),
            It::HostNotFound => Self::NoHost,
            It::BadUri(_) | It::Http(_) => Self::Address,
            It::Rustls(error) => Self::Insecure(error.to_string()),
            It::Tls(why) => Self::Insecure(why.to_owned()),
            It::Decompress(_, _) => Self::Broken("its compression is wrong".to_owned()),
            It::LargeResponseHeader(..) => Self::Broken("its header does not end".to_owned()),
            It::Protocol(error) => Self::Broken(error.to_string()),
            It::ConnectionFailed | It::ConnectProxyFailed(_) => {
                Self::Unreachable(error.to_string())
            }
            It::Io(error) => Self::of_system(&error, bounds),
            It::BodyStalled => Self::Broken("it stops in the middle".to_owned()),
            other => Self::Broken(other.to_string()),
        }
    }

    fn of_system(error: &io::Error, bounds: &Bounds) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied if error.to_string() == address::LOCAL => Self::Local,
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionAborted => {
                Self::Broken("it stops in the middle".to_owned())
            }
            io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                Self::Broken("the server hung up".to_owned())
            }
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                Self::Broken("its compression is wrong".to_owned())
            }
            io::ErrorKind::ConnectionRefused => Self::Unreachable("nobody listens".to_owned()),
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => {
                Self::Slow(bounds.answer.as_secs())
            }
            // What the system's resolver says has no kind of its own.
            _ if error.to_string().contains("lookup") => Self::NoHost,
            _ => Self::Unreachable(error.to_string()),
        }
    }
}
