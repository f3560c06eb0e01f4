//! Feeds: followed, fetched and read, from servers that are sound and from those that are not.

use std::{
    fmt::Write as _,
    fs,
    net::TcpStream,
    ops::ControlFlow,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use attache::{
    library::{Bounds, Library, Outcome, Pages, Reach, Subscription, SyncOrder, Synced, Taxonomy},
    model::Date,
};

use crate::{
    online::run,
    server::{Asked, Server, say},
};

const FEED: &str = "application/rss+xml";

fn library() -> Library {
    Library::in_memory(Taxonomy::new(Vec::new())).unwrap()
}

fn order() -> SyncOrder {
    SyncOrder {
        reach: Reach::Local,
        pause: Duration::ZERO,
        bounds: Bounds {
            largest: 1 << 20,
            connect: Duration::from_secs(2),
            answer: Duration::from_secs(1),
            whole: Duration::from_secs(3),
            redirects: 3,
        },
        ..SyncOrder::default()
    }
}

fn follow(library: &mut Library, url: &str) {
    let feed = Subscription { url: url.to_owned(), ..Subscription::default() };
    assert!(library.follow(&feed).unwrap());
}

/// Follows a feed whose pages are left alone.
fn follow_alone(library: &mut Library, url: String) {
    let feed = Subscription { url, pages: Pages::Never, ..Subscription::default() };
    assert!(library.follow(&feed).unwrap());
}

fn sync(library: &mut Library, order: &SyncOrder) -> Vec<Synced> {
    let mut all = Vec::new();
    library
        .sync(order, &mut |it| {
            all.push(it.clone());
            ControlFlow::Continue(())
        })
        .unwrap();
    all
}

/// What came of the only feed.
fn once(library: &mut Library, order: &SyncOrder) -> Outcome {
    let mut all = sync(library, order);
    assert_eq!(all.len(), 1);
    all.remove(0).outcome
}

fn came(added: usize, revised: usize) -> Outcome {
    Outcome::Came { added, revised, lost: Vec::new() }
}

fn titles(library: &mut Library) -> Vec<String> {
    let today: Date = "2024-03-10".parse().unwrap();
    library.briefs(today).unwrap().into_iter().map(|it| it.title).collect()
}

/// A paragraph that is long enough to be an article.
fn text(words: &str) -> String {
    let sentences = (1..13).map(|number| {
        format!(
            "Ship {number} was told by the ministry that its {number} crew members could leave."
        )
    });
    format!("{words} {}", sentences.collect::<Vec<_>>().join(" "))
}

fn rss(items: &[(&str, &str, &str)]) -> String {
    let mut out = String::from(
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>The &amp; Wire</title>",
    );
    for (id, title, body) in items {
        write!(
            out,
            "<item><guid>{id}</guid><title>{title}</title><link>http://wire.example/{id}?utm_source=rss</link>
             <pubDate>Mon, 04 Mar 2024 23:30:00 -0800</pubDate><author>jane@wire.example (Jane Doe)</author>
             <description><![CDATA[<p>{body}</p>]]></description></item>"
        )
        .unwrap();
    }
    out + "</channel></rss>"
}

#[test]
fn entries_become_briefs_and_what_they_say_anew_a_revision() {
    let body = Arc::new(Mutex::new(rss(&[("1", "Talks end", &text("Talks ended."))])));
    let server = Server::start({
        let body = Arc::clone(&body);
        move |_, stream| {
            say(stream, 200, &[("Content-Type", FEED)], body.lock().unwrap().as_bytes());
        }
    });
    let mut library = library();
    let feed = Subscription {
        url: server.url.clone(),
        tags: vec!["wire".to_owned()],
        ..Subscription::default()
    };
    assert!(library.follow(&feed).unwrap());
    assert!(!library.follow(&feed).unwrap(), "twice is once");
    assert_eq!(once(&mut library, &order()), came(1, 0));
    let today: Date = "2024-03-10".parse().unwrap();
    let brief = library.briefs(today).unwrap().remove(0);
    let opened = library.open_brief(brief.id).unwrap().unwrap();
    let article = &opened.article;
    assert_eq!(article.title, "Talks end");
    assert_eq!(article.site.as_deref(), Some("The & Wire"));
    assert_eq!(article.byline.as_deref(), Some("Jane Doe"));
    assert_eq!(article.url.as_deref(), Some("http://wire.example/1"));
    assert_eq!(article.published, Some("2024-03-04".parse().unwrap()), "the day as it is written");
    assert_eq!(brief.tags, ["wire"]);
    assert!(article.text.starts_with("Talks end\n\nTalks ended. Ship 1 was"), "{}", article.text);
    *body.lock().unwrap() = rss(&[
        ("2", "Talks &amp;#8216;resume&amp;#8217;", &text("They met.")),
        ("1", "Talks end", &text("Talks ended late.")),
    ]);
    assert_eq!(once(&mut library, &order()), came(1, 1));
    assert_eq!(once(&mut library, &order()), came(0, 0));
    assert_eq!(titles(&mut library), ["Talks ‘resume’", "Talks end"]);
    let feed = library.feeds().unwrap().remove(0);
    assert_eq!((feed.briefs, feed.unread, feed.title.as_str()), (2, 2, "The & Wire"));
    library.see(brief.id, today).unwrap();
    assert_eq!(library.feeds().unwrap()[0].unread, 1);
    library.unfollow(feed.id).unwrap();
    assert_eq!(titles(&mut library).len(), 2, "briefs stay");
}

#[test]
fn feeds_of_all_families_are_read() {
    let body = text("Talks ended.");
    let json = format!(
        r#"{{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{{"id":"a","url":"http://e/a",
        "title":"Talks","content_html":"<p>{body}</p>","date_published":"2024-03-04T22:00:00-08:00"}}]}}"#
    );
    let feeds = [
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title><id>f</id><updated>2024-03-05T01:00:00Z</updated>
             <entry><id>a</id><title>Talks</title><link href='http://e/a'/><updated>2024-03-04T01:00:00Z</updated>
             <content type='html'>&lt;p&gt;{body}&lt;/p&gt;</content></entry></feed>"
        ),
        format!(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'
             xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='http://e/'><title>R</title></channel>
             <item rdf:about='http://e/a'><title>Talks</title><link>http://e/a</link><dc:date>2024-03-04</dc:date>
             <description>{body}</description></item></rdf:RDF>"
        ),
        rss(&[("a", "Talks", &body)]),
        json,
    ];
    for feed in feeds {
        let shown = feed.clone();
        let server = Server::start(move |_, stream| say(stream, 200, &[], feed.as_bytes()));
        let mut library = library();
        follow(&mut library, &server.url);
        assert_eq!(once(&mut library, &order()), came(1, 0), "{shown}");
        let brief = library.briefs("2024-03-10".parse().unwrap()).unwrap().remove(0);
        assert_eq!(brief.title, "Talks");
        assert_eq!(
            brief.published.map(|it| it.to_string()).as_deref(),
            Some("2024-03-04"),
            "{shown}"
        );
    }
}

/// A site with a feed of beginnings, whose pages have the whole.
fn site(asked: &Asked, stream: &mut TcpStream) {
    let page = |title: &str| {
        format!(
            "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{}</p><p>{}</p></article></body></html>",
            text("The page has it all."),
            text("And more of it.")
        )
    };
    let feed = |host: &str| {
        let items = ["open", "shut", "gone", "late"].map(|id| {
            format!("<item><guid>{id}</guid><title>{id}</title><link>http://{host}/{id}</link><description>Begins so…</description></item>")
        });
        format!("<rss version='2.0'><channel><title>S</title>{}</channel></rss>", items.concat())
    };
    match asked.path.as_str() {
        "/" => say(
            stream,
            200,
            &[("Content-Type", "text/html")],
            b"<html><head><link rel=alternate type=application/rss+xml href=/feed></head><body><p>Hi</p></body></html>",
        ),
        "/feed" => say(stream, 200, &[], feed(asked.field("Host").unwrap()).as_bytes()),
        "/robots.txt" => say(stream, 200, &[], b"User-agent: *\nDisallow: /shut\n"),
        "/open" | "/shut" => say(stream, 200, &[("Content-Type", "text/html")], page("Open").as_bytes()),
        "/late" => say(stream, 503, &[], b""),
        _ => say(stream, 404, &[], b""),
    }
}

#[test]
fn pages_are_fetched_for_what_only_begins_where_the_site_allows_it() {
    let server = Server::start(site);
    let mut library = library();
    // The address of the site leads to its feed.
    follow(&mut library, &server.url);
    let Outcome::Came { added: 4, revised: 0, lost } = once(&mut library, &order()) else {
        panic!()
    };
    let mut lost: Vec<&str> = lost.iter().map(|it| it.strip_prefix(&server.url).unwrap()).collect();
    lost.sort_unstable();
    assert_eq!(
        lost,
        [
            "/gone: is not there (404)",
            "/late: the server has a fault (503)",
            "/shut: the site's robots.txt does not allow it"
        ]
    );
    let asked = server.paths();
    assert_eq!(asked.iter().filter(|it| *it == "/robots.txt").count(), 1, "asked once");
    assert!(!asked.contains(&"/shut".to_owned()));
    assert_eq!(library.feeds().unwrap()[0].url, format!("{}/feed", server.url));
    let briefs = library.briefs("2024-03-10".parse().unwrap()).unwrap();
    let mut words = |title: &str| {
        let id = briefs.iter().find(|it| it.title == title).unwrap().id;
        library.open_brief(id).unwrap().unwrap().article.text.split_whitespace().count()
    };
    assert!(words("open") > 100, "{}", words("open"));
    assert!(words("gone") < 10);
    // What may pass is tried again, and nothing else.
    let before = server.paths().len();
    once(&mut library, &order());
    assert_eq!(server.paths()[before..].iter().filter(|it| !it.starts_with("/feed")).count(), 2);
    assert_eq!(titles(&mut library).len(), 4);
}

#[test]
fn no_page_is_fetched_where_the_user_does_not_want_it() {
    let server = Server::start(site);
    let mut library = library();
    follow_alone(&mut library, format!("{}/feed", server.url));
    assert_eq!(once(&mut library, &order()), came(4, 0));
    assert_eq!(server.paths(), ["/feed"]);
}

#[test]
fn a_version_that_is_here_is_not_sent_again_and_a_move_is_believed_when_it_is_told_twice() {
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/old" => say(stream, 301, &[("Location", "/new")], b""),
        _ if asked.field("If-None-Match") == Some("\"v1\"") => say(stream, 304, &[], b""),
        "/new" if asked.field("If-None-Match").is_some() => say(stream, 500, &[], b""),
        _ => say(stream, 200, &[("ETag", "\"v1\"")], rss(&[("1", "A", &text("B"))]).as_bytes()),
    });
    let mut library = library();
    follow(&mut library, &format!("{}/old", server.url));
    assert_eq!(once(&mut library, &order()), came(1, 0));
    assert_eq!(library.feeds().unwrap()[0].url, format!("{}/old", server.url));
    assert_eq!(once(&mut library, &order()), Outcome::Unchanged);
    // As if the version were another: it is sent whole, and told to have moved again.
    let feed = library.feeds().unwrap().remove(0);
    library.change_feed(&Subscription { etag: None, ..feed }).unwrap();
    assert_eq!(once(&mut library, &order()), came(0, 0));
    assert_eq!(library.feeds().unwrap()[0].url, format!("{}/new", server.url));
}

#[test]
fn one_line_for_each_feed_that_fails_and_the_rest_goes_on() {
    let bomb = format!(
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>{}]><rss version='2.0'><channel><title>&i;</title><item><guid>b</guid><title>Bomb</title><description>{} &i;</description></item></channel></rss>",
        ('b'..='i')
            .map(|it| {
                let before = char::from_u32(it as u32 - 1).unwrap();
                format!("<!ENTITY {it} '{}'>", format!("&{before};").repeat(10))
            })
            .collect::<Vec<_>>()
            .concat(),
        text("No bomb.")
    );
    let deep = format!("<rss version='2.0'><channel>{}", "<a>".repeat(100_000));
    let server = Server::start(move |asked, stream| match asked.path.as_str() {
        "/0-good" => say(stream, 200, &[], rss(&[("1", "Good", &text("Good."))]).as_bytes()),
        "/1-page" => say(
            stream,
            200,
            &[("Content-Type", "text/html")],
            b"<html><body><p>No feed</p></body></html>",
        ),
        "/2-cut" => say(stream, 200, &[], b"<rss version='2.0'><channel><item><title>A</ti"),
        "/3-bomb" => say(stream, 200, &[], bomb.as_bytes()),
        "/4-deep" => say(stream, 200, &[], deep.as_bytes()),
        "/5-binary" => say(stream, 200, &[], &[0; 4096]),
        "/6-latin" => {
            let feed =
                rss(&[("l", "Caf\u{e9}", &text("Caf\u{e9}."))]).replace("utf-8", "iso-8859-1");
            let bytes: Vec<u8> = feed.chars().map(|it| u8::try_from(it as u32).unwrap()).collect();
            say(stream, 200, &[], &bytes);
        }
        "/7-gone" => say(stream, 410, &[], b""),
        "/8-busy" => say(stream, 429, &[("Retry-After", "7200")], b""),
        "/9-slow" => thread::sleep(Duration::from_secs(5)),
        _ => say(stream, 500, &[], b""),
    });
    let mut library = library();
    let paths = [
        "0-good", "1-page", "2-cut", "3-bomb", "4-deep", "5-binary", "6-latin", "7-gone", "8-busy",
        "9-slow", "a-fault",
    ];
    for path in paths {
        follow(&mut library, &format!("{}/{path}", server.url));
    }
    let begun = Instant::now();
    let all = sync(&mut library, &order());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(all.len(), paths.len());
    assert_eq!(titles(&mut library).len(), 3, "good, bomb without its powder, latin");
    assert!(titles(&mut library).contains(&"Café".to_owned()));
    let feeds = library.feeds().unwrap();
    let of = |path: &str| feeds.iter().find(|it| it.url.ends_with(path)).unwrap();
    let why = |path: &str| {
        let it = of(path);
        let line = it.problem.clone().unwrap_or_default();
        assert!(!line.contains('\n'));
        line.strip_prefix(&format!("{}: ", it.url)).unwrap_or_default().to_owned()
    };
    assert_eq!(why("0-good"), "");
    assert_eq!(why("1-page"), "not a feed");
    assert!(why("2-cut").starts_with("a broken feed ("), "{}", why("2-cut"));
    assert!(why("4-deep").starts_with("a broken feed ("), "{}", why("4-deep"));
    assert_eq!(why("5-binary"), "not a feed");
    assert_eq!(why("7-gone"), "is gone for good (410)");
    assert_eq!(why("8-busy"), "is asked too often (429)");
    assert_eq!(why("9-slow"), "no answer within 1 s");
    assert_eq!(why("a-fault"), "the server has a fault (500)");
    assert!(of("7-gone").gone);
    assert!(
        (7190..=7200).contains(&of("8-busy").wait),
        "as the server asks: {}",
        of("8-busy").wait
    );
    assert!((290..=300).contains(&of("a-fault").wait), "{}", of("a-fault").wait);
    // Those that failed wait; asked all the same, they wait longer.
    let again = sync(&mut library, &order());
    assert_eq!(again.iter().filter(|it| matches!(it.outcome, Outcome::Waiting(_))).count(), 7);
    let impatient = SyncOrder { impatient: true, only: vec![of("a-fault").id], ..order() };
    sync(&mut library, &impatient);
    let feeds = library.feeds().unwrap();
    let fault = feeds.iter().find(|it| it.url.ends_with("a-fault")).unwrap();
    assert!((590..=600).contains(&fault.wait), "{}", fault.wait);
}

#[test]
fn a_feed_of_the_house_comes_as_soon_as_it_is_allowed() {
    let server = Server::start(site);
    let mut library = library();
    follow_alone(&mut library, format!("{}/feed", server.url));
    let refused = once(&mut library, &SyncOrder { reach: Reach::Public, ..order() });
    assert!(matches!(refused, Outcome::Failed(line, Some(_)) if line.contains("local or private")));
    assert!(server.paths().is_empty());
    assert_eq!(once(&mut library, &order()), came(4, 0));
}

#[test]
fn a_host_is_asked_by_one_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let server = Server::start({
        let most = Arc::clone(&most);
        move |asked, stream| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            thread::sleep(Duration::from_millis(20));
            now.fetch_sub(1, Ordering::SeqCst);
            say(stream, 200, &[], rss(&[(&asked.path[1..], "A", &text(&asked.path))]).as_bytes());
        }
    });
    let mut library = library();
    for number in 0..8 {
        follow(&mut library, &format!("{}/{number}", server.url));
    }
    assert_eq!(sync(&mut library, &order()).len(), 8);
    assert_eq!(most.load(Ordering::SeqCst), 1);
    assert_eq!(titles(&mut library).len(), 8);
}

#[test]
fn a_sync_can_be_stopped() {
    // Which of the three is asked first, nobody says; the others never answer.
    let first = AtomicBool::new(true);
    let server = Server::start(move |_, stream| {
        if first.swap(false, Ordering::SeqCst) {
            say(stream, 200, &[], rss(&[("1", "A", &text("B"))]).as_bytes());
        } else {
            thread::sleep(Duration::from_secs(30));
        }
    });
    let mut library = library();
    for number in 0..3 {
        follow(&mut library, &format!("{}/{number}", server.url));
    }
    let stop = Arc::new(AtomicBool::new(false));
    let bounds = Bounds {
        answer: Duration::from_secs(20),
        whole: Duration::from_secs(20),
        ..order().bounds
    };
    let order = SyncOrder { bounds, stop: Arc::clone(&stop), ..order() };
    let begun = Instant::now();
    library.sync(&order, &mut |_| ControlFlow::Break(())).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert!(stop.load(Ordering::Relaxed));
    assert_eq!(titles(&mut library).len(), 1, "what had come is here");
}

#[test]
fn feeds_on_the_command_line() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let server = Server::start(|asked, stream| match asked.path.as_str() {
        "/feed" => say(stream, 200, &[], rss(&[("1", "Talks end", &text("Over."))]).as_bytes()),
        _ => say(stream, 404, &[], b""),
    });
    let told = |arguments: &[&str]| -> (String, String, Option<i32>) {
        let (out, err, code) = run(home, arguments);
        (out.replace(&server.url, "URL"), err.replace(&server.url, "URL"), code)
    };
    let ok = |out: &str| (out.to_owned(), String::new(), Some(0));
    assert_eq!(told(&["feeds"]), (String::new(), String::new(), Some(1)));
    let (feed, bad) = (format!("{}/feed", server.url), format!("{}/bad", server.url));
    assert_eq!(told(&["feeds", "add", &feed, "--tag", "wire"]), ok("added    URL/feed\n"));
    assert_eq!(told(&["feeds", "add", &feed]), ok("known    URL/feed\n"));
    assert_eq!(told(&["feeds", "add", &bad, "--name", "Bad"]), ok("added    URL/bad\n"));
    assert!(server.asked().is_empty(), "nothing is fetched until it is asked for");
    let (out, err, code) = told(&["sync", "--local"]);
    let mut lines: Vec<&str> = out.lines().map(|it| &it[3..]).collect();
    lines.sort_unstable();
    assert_eq!(lines, ["  1 new               URL/feed", "  failed              Bad"]);
    assert_eq!(
        err,
        "attache: URL/bad: is not there (404)\n  hint: check the address; it may have moved\n"
    );
    assert_eq!(code, Some(66));
    assert_eq!(
        told(&["feeds"]),
        ok(
            "   2        0/0  Bad\n                 URL/bad\n                 URL/bad: is not there (404)\n\
            \u{20}  1        1/1  The & Wire  #wire\n                 URL/feed\n"
        )
    );
    assert_eq!(told(&["feeds", "set", "1", "--name", "Wire", "--full", "never"]), ok(""));
    assert_eq!(told(&["feeds", "remove", "2"]), ok("removed  Bad\n"));
    let list = home.join("feeds.opml");
    let list = list.to_str().unwrap();
    assert_eq!(told(&["feeds", "export", "-o", list]), ok(""));
    let written = fs::read_to_string(list).unwrap();
    assert!(
        written.contains("text=\"Wire\"") && written.contains("category=\"wire\""),
        "{written}"
    );
    assert_eq!(told(&["feeds", "import", list]), ok("0 added, 1 known already\n"));
    let elsewhere = tempfile::tempdir().unwrap();
    assert_eq!(run(elsewhere.path(), &["feeds", "import", list]).0, "1 added, 0 known already\n");
    assert_eq!(told(&["sync", "9"]).2, Some(66));
    assert!(told(&["feeds", "import", "nothing.opml"]).1.contains("nothing.opml: no such file"));
    assert!(Path::new(list).exists());
}
