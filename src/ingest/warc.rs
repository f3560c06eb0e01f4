//! A WARC: the pages among the answers of servers that a crawler kept (ISO 28500).
//!
//! A record never reserves what its header promises: lengths are compared with the bytes that are
//! there. A record that is cut off or wrong ends the file, and is told.

use std::io::Read;

use flate2::read::{GzDecoder, MultiGzDecoder, ZlibDecoder};

use super::parts::{Inner, LIMITS, Part};

/// The most bytes of the header of a record or an answer.
const LONGEST_HEADER: usize = 64 * 1024;

/// The most bytes of one page, unpacked.
const LARGEST_PAGE: u64 = 16 * 1024 * 1024;

/// The bytes of a gzip file, so many of them as are read.
pub fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let most = (bytes.len() as u64).max(1 << 20).saturating_mul(LIMITS.ratio).min(LIMITS.bytes);
    let mut out = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(most + 1).read_to_end(&mut out);
    if out.len() as u64 > most {
        return Err("larger than is read when unpacked".to_owned());
    }
    // What is whole of a broken file is read.
    if out.is_empty() {
        read.map(|_| out).map_err(|it| format!("broken gzip ({it})"))
    } else {
        Ok(out)
    }
}

/// The pages of a file, in their order.
pub fn parts(bytes: &[u8]) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    let mut records = 0;
    while !rest.trim_ascii_start().is_empty() {
        if parts.len() >= LIMITS.parts {
            parts.push(Part::Lost(format!("only the first {} pages are read", LIMITS.parts)));
            break;
        }
        records += 1;
        match record(rest.trim_ascii_start()) {
            Ok((record, after)) => {
                rest = after;
                parts.extend(record.page());
            }
            Err(why) => {
                parts.push(Part::Lost(format!("record {records}: {why}; the rest is not read")));
                break;
            }
        }
    }
    if parts.is_empty() {
        Err(format!("a WARC without a page among its {records} records"))
    } else {
        Ok(parts)
    }
}

/// Names of fields in lower case, and their values.
type Fields = Vec<(String, String)>;

/// A record: its fields and its block.
struct Record<'a> {
    fields: Fields,
    block: &'a [u8],
}

fn record(bytes: &[u8]) -> Result<(Record<'_>, &[u8]), String> {
    if !bytes.starts_with(b"WARC/") {
        return Err("does not begin as one".to_owned());
    }
    let (fields, body) = header(bytes).ok_or("its header does not end")?;
    let length = value(&fields, "content-length").and_then(|it| it.parse::<usize>().ok());
    let length = length.ok_or("it does not say how long it is")?;
    let block = body.get(..length).ok_or("it is cut off")?;
    Ok((Record { fields, block }, &body[length..]))
}

impl Record<'_> {
    /// The page that a server answered with, where it is one.
    fn page(&self) -> Option<Part> {
        if value(&self.fields, "warc-type") != Some("response") {
            return None;
        }
        let url = value(&self.fields, "warc-target-uri")?.trim_matches(['<', '>']).to_owned();
        let (answer, body) = header(self.block)?;
        let status = self.block.split(|it| *it == b' ').nth(1)?;
        let kind = value(&answer, "content-type").unwrap_or_default().to_lowercase();
        if status != b"200" || !(kind.contains("html") || kind.is_empty()) {
            return None;
        }
        let chunked = value(&answer, "transfer-encoding").is_some_and(|it| it.contains("chunked"));
        let body = if chunked { joined(body) } else { body.to_vec() };
        let bytes = match value(&answer, "content-encoding").unwrap_or("identity") {
            "gzip" | "x-gzip" => bounded(GzDecoder::new(body.as_slice())),
            "deflate" => bounded(ZlibDecoder::new(body.as_slice())),
            "identity" | "" | "utf-8" => Some(body),
            other => return Some(Part::Lost(format!("{url}: packed as {other}, not read"))),
        };
        Some(match bytes {
            Some(bytes) => Part::File(Inner { name: url.clone(), bytes, url: Some(url) }),
            None => Part::Lost(format!("{url}: broken or too large when unpacked")),
        })
    }
}

fn bounded(reader: impl Read) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = reader.take(LARGEST_PAGE + 1).read_to_end(&mut out);
    (out.len() as u64 <= LARGEST_PAGE && (read.is_ok() || !out.is_empty())).then_some(out)
}

/// The pieces of a body sent in chunks; where one is wrong, what came before.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(end) = body.windows(2).take(32).position(|it| it == b"\r\n") {
        let size = String::from_utf8_lossy(&body[..end]);
        let size = size.split(';').next().unwrap_or_default().trim().to_owned();
        let Ok(size) = usize::from_str_radix(&size, 16) else { break };
        let from = &body[end + 2..];
        if size == 0 {
            return out;
        }
        out.extend_from_slice(&from[..size.min(from.len())]);
        body = from.get(size..).map_or(&[][..], |it| it.strip_prefix(b"\r\n").unwrap_or(it));
    }
    if out.is_empty() { body.to_vec() } else { out }
}

/// The fields before the first empty line, and what follows it.
fn header(bytes: &[u8]) -> Option<(Fields, &[u8])> {
    let head = &bytes[..bytes.len().min(LONGEST_HEADER)];
    let (end, gap) = head
        .windows(4)
        .position(|it| it == b"\r\n\r\n")
        .map(|at| (at, 4))
        .or_else(|| head.windows(2).position(|it| it == b"\n\n").map(|at| (at, 2)))?;
    let text = String::from_utf8_lossy(&head[..end]);
    let fields = text.lines().skip(1).filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_lowercase(), value.trim().to_owned()))
    });
    Some((fields.collect(), &bytes[end + gap..]))
}

fn value<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warc(kind: &str, url: &str, block: &str) -> String {
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    }

    fn shown(bytes: &[u8]) -> Vec<String> {
        let show = |part| match part {
            Part::File(inner) => {
                format!("{} {}", inner.name, String::from_utf8_lossy(&inner.bytes))
            }
            Part::Lost(why) => why,
            Part::Article(_) => String::new(),
        };
        parts(bytes).map_or_else(|why| vec![why], |all| all.into_iter().map(show).collect())
    }

    #[test]
    fn pages_are_read_and_other_answers_are_not() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>A\r\n2\r\n b\r\n0\r\n\r\n";
        let missing = "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n<p>None";
        let file = [
            warc("warcinfo", "", "x"),
            warc("response", "http://e/1", page),
            warc("response", "http://e/2", missing),
        ];
        assert_eq!(shown(file.concat().as_bytes()), ["http://e/1 <p>A b"]);
    }

    #[test]
    fn what_is_wrong_is_told_and_what_came_before_is_read() {
        let page = warc("response", "http://e/1", "HTTP/1.1 200 OK\r\n\r\n<p>A");
        for (bad, why) in [
            (
                "WARC/1.0\r\nContent-Length: 9999999999999\r\n\r\nx",
                "record 2: it is cut off; the rest is not read",
            ),
            (
                "WARC/1.0\r\nWARC-Type: response\r\n\r\nx",
                "record 2: it does not say how long it is; the rest is not read",
            ),
            ("nothing", "record 2: does not begin as one; the rest is not read"),
        ] {
            assert_eq!(shown(format!("{page}{bad}").as_bytes()), ["http://e/1 <p>A", why]);
        }
        let endless = format!("WARC/1.0\r\n{}", "A: b\r\n".repeat(100_000));
        assert_eq!(
            shown(endless.as_bytes()),
            ["record 1: its header does not end; the rest is not read"]
        );
        assert_eq!(
            shown(warc("warcinfo", "", "x").as_bytes()),
            ["a WARC without a page among its 1 records"]
        );
    }
}
