//! A page or a feed off the network. Nothing here is called unless the user asked for it.
//!
//! No cookies, no scripts; what a server may send is bounded in time, in bytes and in how often it
//! sends on. Each step of a redirection is an address of its own, and is checked as the first was.
//!
//! * `address`: which addresses may be reached
//! * `error`: why something did not come
//! * `polite`: many sites, none of them burdened
//! * `robots`: which pages a site lets programs have

mod address;
mod error;
mod polite;
mod robots;

use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use ureq::{
    Agent,
    http::{Response, header},
    tls::{RootCerts, TlsConfig},
    unversioned::transport::DefaultConnector,
};

use self::address::Checked;
pub use self::{
    address::{Reach, host, without_trackers},
    error::{Error, Fault},
    polite::Polite,
    robots::Rules,
};
use super::Input;

/// What the program calls itself.
const AGENT: &str = concat!("attache/", env!("CARGO_PKG_VERSION"));

/// What is understood, the best first.
const ACCEPT: &str = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, \
                      application/feed+json, application/pdf;q=0.9, */*;q=0.5";

/// How much of the network is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The most bytes of an answer, unpacked.
    pub largest: u64,
    /// Until a connection stands.
    pub connect: Duration,
    /// Until an answer begins, and between two pieces of it.
    pub answer: Duration,
    /// One step from its beginning to its end.
    pub whole: Duration,
    /// How often a server may send on.
    pub redirects: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            largest: 16 << 20,
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(20),
            whole: Duration::from_mins(1),
            redirects: 5,
        }
    }
}

/// What is asked of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The address.
    pub url: String,
    /// The mark of the version that is here already (`ETag`).
    pub etag: Option<String>,
    /// When that version is from (`Last-Modified`).
    pub modified: Option<String>,
}

/// What a server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The version that is here is the newest.
    Unchanged,
    /// This is it.
    Came(Box<Fetched>),
}

/// Something off the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The address that it came from, after redirections.
    pub url: String,
    /// The address that the one asked for has moved to for good.
    pub moved: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What the server says that they are: `text/html; charset=utf-8`.
    pub declared: Option<String>,
    /// The mark of this version.
    pub etag: Option<String>,
    /// When this version is from.
    pub modified: Option<String>,
}

impl From<Fetched> for Input {
    fn from(it: Fetched) -> Self {
        let url = Some(without_trackers(&it.url));
        Self { path: it.url, bytes: it.bytes, url, declared: it.declared, ..Self::default() }
    }
}

/// The network, as far as it may be reached.
#[derive(Clone, Debug)]
pub struct Network {
    agent: Agent,
    reach: Reach,
    bounds: Bounds,
    stop: Arc<AtomicBool>,
}

impl Network {
    /// The network; proxies as the environment names them (`HTTPS_PROXY`, `NO_PROXY` and the like).
    pub fn new(reach: Reach, bounds: Bounds) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(AGENT)
            .accept(ACCEPT)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(bounds.connect))
            .timeout_recv_response(Some(bounds.answer))
            .timeout_per_read(Some(bounds.answer))
            .timeout_global(Some(bounds.whole))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Checked::new(reach));
        Self { agent, reach, bounds, stop: Arc::default() }
    }

    /// Has it give up, also on what is on its way, once `stop` is set.
    #[must_use]
    pub fn stopped_by(self, stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..self }
    }

    /// What is at an address.
    pub fn get(&self, wanted: &Wanted) -> Result<Answer, Error> {
        self.get_where(wanted, &|_| true)
    }

    /// As [`Network::get`], as far as each address on the way is allowed.
    fn get_where(&self, wanted: &Wanted, allowed: &dyn Fn(&str) -> bool) -> Result<Answer, Error> {
        let fail = |why| Error::new(&wanted.url, why);
        let mut url = address::checked(&wanted.url, self.reach).map_err(fail)?;
        let mut moved = None;
        let mut for_good = true;
        for _ in 0..=self.bounds.redirects {
            if !allowed(url.as_str()) {
                return Err(fail(if self.stop.load(Ordering::Relaxed) {
                    Fault::Stopped
                } else {
                    Fault::Robots
                }));
            }
            let mut response = self.ask(url.as_str(), wanted).map_err(fail)?;
            let status = response.status().as_u16();
            let next = field(&response, &header::LOCATION);
            match (status, next) {
                (301 | 302 | 303 | 307 | 308, Some(next)) => {
                    for_good &= matches!(status, 301 | 308);
                    let next = url.join(&next).map_err(|_| fail(Fault::Address))?;
                    url = address::checked(next.as_str(), self.reach).map_err(fail)?;
                    if for_good {
                        moved = Some(url.to_string());
                    }
                }
                (304, _) => return Ok(Answer::Unchanged),
                (200..=299, _) => {
                    let bytes = self.body(&mut response).map_err(fail)?;
                    return Ok(Answer::Came(Box::new(Fetched {
                        bytes,
                        declared: field(&response, &header::CONTENT_TYPE),
                        etag: field(&response, &header::ETAG),
                        modified: field(&response, &header::LAST_MODIFIED),
                        url: url.to_string(),
                        moved,
                    })));
                }
                _ => {
                    let later = field(&response, &header::RETRY_AFTER);
                    return Err(fail(Fault::Status(status, later.and_then(|it| it.parse().ok()))));
                }
            }
        }
        Err(fail(Fault::Redirects(self.bounds.redirects)))
    }

    fn ask(&self, url: &str, wanted: &Wanted) -> Result<Response<ureq::Body>, Fault> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Fault::Stopped);
        }
        let mut request = self.agent.get(url);
        for (name, value) in
            [(header::IF_NONE_MATCH, &wanted.etag), (header::IF_MODIFIED_SINCE, &wanted.modified)]
        {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.call().map_err(|error| Fault::of(error, &self.bounds))
    }

    /// The body, piece by piece, so that it can be given up.
    fn body(&self, response: &mut Response<ureq::Body>) -> Result<Vec<u8>, Fault> {
        let mut reader = response.body_mut().as_reader();
        let mut bytes = Vec::new();
        let mut piece = vec![0; 64 << 10];
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Err(Fault::Stopped);
            }
            match reader.read(&mut piece) {
                Ok(0) => return Ok(bytes),
                Ok(count) => bytes.extend_from_slice(&piece[..count]),
                Err(error) => return Err(Fault::of(error.into(), &self.bounds)),
            }
            if bytes.len() as u64 > self.bounds.largest {
                return Err(Fault::TooLarge(self.bounds.largest));
            }
        }
    }
}

/// A field of an answer that is plain text.
fn field(response: &Response<ureq::Body>, name: &header::HeaderName) -> Option<String> {
    let value = response.headers().get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= 2048).then(|| value.to_owned())
}
