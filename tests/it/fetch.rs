//! What servers can do wrong: each is one line and comes to an end.

use std::{
    io::Write,
    net::TcpStream,
    sync::{Arc, LazyLock, atomic::AtomicBool},
    thread,
    time::{Duration, Instant},
};

use attache::ingest::{
    self, Input,
    fetch::{Answer, Bounds, Fetched, Network, Reach, Wanted},
};
use flate2::{Compression, write::GzEncoder};

use crate::server::{Asked, Server, say};

const SHORT: Bounds = Bounds {
    largest: 1 << 20,
    connect: Duration::from_secs(2),
    answer: Duration::from_secs(1),
    whole: Duration::from_secs(3),
    redirects: 5,
};

static PACKED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(b"<p>Hi").unwrap();
    packer.finish().unwrap()
});

/// Much in little.
static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(&vec![b'a'; 8 << 20]).unwrap();
    packer.finish().unwrap()
});

fn behave(asked: &Asked, stream: &mut TcpStream) {
    let write = |stream: &mut TcpStream, text: &str| stream.write_all(text.as_bytes()).is_ok();
    match asked.path.as_str() {
        "/page" => say(stream, 200, &[("Content-Type", "text/html"), ("ETag", "\"a\"")], b"<p>Hi"),
        "/packed" => say(stream, 200, &[("Content-Encoding", "gzip")], &PACKED),
        "/bomb" => say(stream, 200, &[("Content-Encoding", "gzip")], &BOMB),
        "/unpackable" => say(stream, 200, &[("Content-Encoding", "gzip")], b"no gzip at all"),
        "/slow" => thread::sleep(Duration::from_secs(4)),
        "/drip" => {
            write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n");
            while write(stream, "a") {
                thread::sleep(Duration::from_millis(50));
            }
        }
        "/endless" => {
            write(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
            let piece = "<p>again</p>".repeat(1000);
            while write(stream, &piece) {}
        }
        "/endless-header" => {
            write(stream, "HTTP/1.1 200 OK\r\n");
            while write(stream, "X-Field: value\r\n") {}
        }
        "/stops" => {
            write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<p>Half of");
        }
        "/stops-chunked" => {
            write(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n<p>Half\r\n");
        }
        "/lie" => {
            write(stream, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<p>Hi and much more");
        }
        "/garbage" => {
            write(stream, "\0\u{1}\u{2} this is no HTTP\r\n\r\n");
        }
        "/hangs-up" => {}
        "/loop" => say(stream, 302, &[("Location", "/loop")], b""),
        "/moved" => say(stream, 301, &[("Location", "/moved-again")], b""),
        "/moved-again" => say(stream, 308, &[("Location", "/for-now")], b""),
        "/for-now" => say(stream, 302, &[("Location", "/page")], b""),
        "/to-file" => say(stream, 302, &[("Location", "file:///etc/passwd")], b""),
        "/to-nowhere" => say(stream, 302, &[], b""),
        "/same" if asked.field("If-None-Match") == Some("\"a\"") => say(stream, 304, &[], b""),
        "/busy" => say(stream, 429, &[("Retry-After", "120")], b""),
        path => say(stream, path[1..].parse().unwrap_or(404), &[], b"<p>An error page"),
    }
}

fn get(server: &Server, path: &str) -> Result<Answer, String> {
    let network = Network::new(Reach::Local, SHORT);
    let wanted = Wanted { url: format!("{}{path}", server.url), ..Wanted::default() };
    network.get(&wanted).map_err(|error| {
        let line = error.to_string();
        assert!(!line.contains('\n'), "{line}");
        line.strip_prefix(&format!("{}: ", wanted.url)).unwrap().to_owned()
    })
}

fn came(answer: Result<Answer, String>) -> Fetched {
    match answer.unwrap() {
        Answer::Came(it) => *it,
        Answer::Unchanged => panic!("unchanged"),
    }
}

#[test]
fn each_fault_of_a_server_is_one_line_and_ends() {
    assert!(BOMB.len() < 1 << 18);
    let server = Server::start(behave);
    for (path, line) in [
        ("/unpackable", "the answer is broken (its compression is wrong)"),
        ("/bomb", "larger than 1 MiB, not read"),
        ("/endless", "larger than 1 MiB, not read"),
        ("/slow", "no answer within 1 s"),
        ("/drip", "no answer within 3 s"),
        ("/stops", "the answer is broken (it stops in the middle)"),
        ("/stops-chunked", "the answer is broken (it stops in the middle)"),
        ("/hangs-up", "the answer is broken (it stops in the middle)"),
        ("/loop", "sends on more than 5 times"),
        ("/to-file", "not an address of a page"),
        ("/to-nowhere", "the server says 302"),
        ("/404", "is not there (404)"),
        ("/410", "is gone for good (410)"),
        ("/403", "does not let us in (403)"),
        ("/busy", "is asked too often (429)"),
        ("/500", "the server has a fault (500)"),
    ] {
        let begun = Instant::now();
        assert_eq!(get(&server, path), Err(line.to_owned()), "{path}");
        assert!(begun.elapsed() < Duration::from_secs(8), "{path}: {:?}", begun.elapsed());
    }
    for path in ["/garbage", "/endless-header"] {
        assert!(get(&server, path).is_err_and(|it| it.starts_with("the answer is broken (")));
    }
    assert_eq!(came(get(&server, "/lie")).bytes, b"<p>Hi");
    assert_eq!(came(get(&server, "/packed")).bytes, b"<p>Hi");
}

#[test]
fn where_nobody_listens_is_told() {
    let network = Network::new(Reach::Local, SHORT);
    let line = |url: &str| {
        let wanted = Wanted { url: url.to_owned(), ..Wanted::default() };
        network.get(&wanted).unwrap_err().to_string()
    };
    assert_eq!(
        line("http://127.0.0.1:1/"),
        "http://127.0.0.1:1/: cannot be reached (nobody listens)"
    );
    assert_eq!(line("http://nowhere.invalid/"), "http://nowhere.invalid/: no such host");
    assert_eq!(line("nowhere"), "nowhere: not an address of a page");
}

#[test]
fn moves_for_good_are_told_from_those_for_now() {
    let server = Server::start(behave);
    let it = came(get(&server, "/moved"));
    assert_eq!(it.moved, Some(format!("{}/for-now", server.url)));
    assert_eq!(it.url, format!("{}/page", server.url));
    assert_eq!(it.declared.as_deref(), Some("text/html"));
    assert_eq!(it.etag.as_deref(), Some("\"a\""));
    assert_eq!(came(get(&server, "/for-now")).moved, None);
}

#[test]
fn what_is_here_already_is_not_sent_again() {
    let server = Server::start(behave);
    let network = Network::new(Reach::Local, SHORT);
    let wanted = Wanted {
        url: format!("{}/same", server.url),
        etag: Some("\"a\"".to_owned()),
        modified: Some("Mon, 04 Mar 2024 10:00:00 GMT".to_owned()),
    };
    assert_eq!(network.get(&wanted).unwrap(), Answer::Unchanged);
    let asked = server.asked().remove(0);
    assert_eq!(asked.field("If-Modified-Since"), wanted.modified.as_deref());
    assert!(asked.field("User-Agent").is_some_and(|it| it.starts_with("attache/")));
    assert_eq!(asked.field("Cookie"), None);
}

#[test]
fn machines_of_the_house_are_left_alone_also_when_a_server_sends_there() {
    let server = Server::start(behave);
    let network = Network::new(Reach::Public, SHORT);
    let port = server.url.rsplit(':').next().unwrap();
    for url in
        [server.url.clone(), format!("http://localhost:{port}/"), format!("http://[::1]:{port}/")]
    {
        let error = network.get(&Wanted { url, ..Wanted::default() }).unwrap_err();
        assert!(error.to_string().ends_with("a local or private address, not fetched"), "{error}");
    }
    assert!(server.asked().is_empty());
}

#[test]
fn a_stop_ends_what_is_on_its_way() {
    let server = Server::start(behave);
    let stop = Arc::new(AtomicBool::new(false));
    let bounds = Bounds { whole: Duration::from_secs(30), ..SHORT };
    let network = Network::new(Reach::Local, bounds).stopped_by(Arc::clone(&stop));
    let wanted = Wanted { url: format!("{}/drip", server.url), ..Wanted::default() };
    let begun = Instant::now();
    let stopper = thread::spawn(move || {
        thread::sleep(Duration::from_millis(300));
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert!(network.get(&wanted).unwrap_err().to_string().ends_with(": stopped"));
    assert!(begun.elapsed() < Duration::from_secs(5));
    stopper.join().unwrap();
}

#[test]
fn the_server_knows_the_charset_where_the_page_does_not() {
    let page = b"<html><body><article><h1>\xcf\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb</h1><p>\xca\xe8\xe5\xe2.</p></article></body></html>";
    let server = Server::start(|_, stream| {
        let fields = [("Content-Type", "text/html; charset=windows-1251")];
        say(stream, 200, &fields, page);
    });
    let articles = ingest::read(&Input::from(came(get(&server, "/")))).unwrap();
    assert_eq!(articles[0].title, "Переговоры");
    assert_eq!(articles[0].url.as_deref(), Some(format!("{}/", server.url).as_str()));
}
