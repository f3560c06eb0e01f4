//! Which addresses may be reached: pages of the public net, and no machine of the house.
//!
//! A page could name an address within, a name could lead there, a server could send on to one. So
//! names are looked up by us, what they lead to is checked, and the connection is made to just
//! that.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use ureq::{
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};
use url::{Host, Url};

use super::error::Fault;

/// How far the network may be reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// The public net.
    #[default]
    Public,
    /// This machine and its neighbours as well.
    Local,
}

/// The longest address that is asked for, in bytes.
const LONGEST: usize = 4096;

/// An address that may be asked for.
pub(super) fn checked(text: &str, reach: Reach) -> Result<Url, Fault> {
    let mut url = Url::parse(text.trim()).map_err(|_| Fault::Address)?;
    let sound = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= LONGEST;
    if !sound {
        return Err(Fault::Address);
    }
    let public = match url.host() {
        None => return Err(Fault::Address),
        Some(Host::Ipv4(it)) => is_public(IpAddr::V4(it)),
        Some(Host::Ipv6(it)) => is_public(IpAddr::V6(it)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let end = name.rsplit('.').next().unwrap_or_default();
            !matches!(end, "localhost" | "local" | "internal" | "lan" | "home" | "corp")
        }
    };
    if reach == Reach::Public && !public {
        return Err(Fault::Local);
    }
    url.set_fragment(None);
    Ok(url)
}

/// The host and port of an address, for who asks one at a time.
pub fn host(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}

/// The address without what only counts visitors.
pub fn without_trackers(address: &str) -> String {
    let whole = address.split('#').next().unwrap_or_default();
    let Some((page, query)) = whole.split_once('?') else { return whole.to_owned() };
    let counts = |part: &&str| {
        let key = part.split('=').next().unwrap_or_default();
        !(key.starts_with("utm_")
            || matches!(key, "fbclid" | "gclid" | "mc_cid" | "mc_eid" | "igshid"))
    };
    let kept: Vec<&str> = query.split('&').filter(counts).collect();
    if kept.is_empty() { page.to_owned() } else { format!("{page}?{}", kept.join("&")) }
}

/// Looks names up, and leaves out what they lead to within the house.
#[derive(Debug)]
pub(super) struct Checked {
    names: DefaultResolver,
    reach: Reach,
}

impl Checked {
    pub(super) fn new(reach: Reach) -> Self {
        Self { names: DefaultResolver::default(), reach }
    }
}

/// What is said of a name that leads into the house; [`Fault::of`] knows it again.
pub(super) const LOCAL: &str = "a local or private address";

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        // A proxy is the user's own and may stand in the house; it looks up names itself.
        let is_proxy = config.proxy().is_some_and(|it| it.uri().authority() == uri.authority());
        if self.reach == Reach::Local || is_proxy {
            return Ok(found);
        }
        let mut kept = self.empty();
        let public = found.iter().filter(|it: &&SocketAddr| is_public(it.ip()));
        public.for_each(|it| kept.push(*it));
        if kept.is_empty() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, LOCAL).into());
        }
        Ok(kept)
    }
}

/// Whether an address is one of the public net (IANA's special-purpose registries; the standard
/// library's own test is not stable).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => is_public_4(it),
        IpAddr::V6(it) => is_public_6(it),
    }
}

fn is_public_4(it: Ipv4Addr) -> bool {
    let [a, b, c, _] = it.octets();
    !(it.is_private()
        || it.is_loopback()
        || it.is_link_local()
        || it.is_multicast()
        || it.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_6(it: Ipv6Addr) -> bool {
    let parts = it.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // An address of version 4 in the clothes of version 6.
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            inner(high, low)
        }
        [0x2002, high, low, ..] => inner(high, low),
        [0x2001, 0xdb8 | 0, ..] => false,
        // Global unicast is all that is public.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_machine_of_the_house_is_reached() {
        for url in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://0x7f000001/",
            "http://2130706433/",
            "http://[::1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[64:ff9b::c0a8:1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[2002:7f00:1::]/",
            "http://10.1.2.3/",
            "http://100.64.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://172.16.0.1/",
            "http://192.168.1.1/",
            "http://224.0.0.1/",
            "http://0.0.0.0/",
            "http://255.255.255.255/",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://printer.local/",
        ] {
            assert!(matches!(checked(url, Reach::Public), Err(Fault::Local)), "{url}");
            assert!(checked(url, Reach::Local).is_ok(), "{url}");
        }
    }

    #[test]
    fn pages_are_reached_and_other_schemes_are_not() {
        for url in ["http://example.org", "https://8.8.8.8/a?b#c", "https://[2606:4700::1111]/"] {
            assert!(checked(url, Reach::Public).is_ok(), "{url}");
        }
        for url in [
            "",
            "example.org",
            "file:///etc/passwd",
            "ftp://example.org/",
            "javascript:alert(1)",
            "http://user:secret@example.org/",
            "http://",
        ] {
            assert!(matches!(checked(url, Reach::Local), Err(Fault::Address)), "{url}");
        }
    }

    #[test]
    fn what_counts_visitors_goes() {
        assert_eq!(
            without_trackers("http://e/a?utm_source=x&id=3&fbclid=9#top"),
            "http://e/a?id=3"
        );
        assert_eq!(without_trackers("http://e/a?utm_source=x"), "http://e/a");
    }
}
