//! An EPUB: its chapters in the order of the spine, one article a book.
//!
//! The chapters are read as they are, without a judge: a book has no furniture but its list of
//! contents, which stands outside the spine or says so.

use std::collections::BTreeMap;

use super::{
    archive::Archive,
    charset,
    clean::{Draft, Paragraph},
    dates, html, xml,
};

/// The most chapters of a book.
const MOST: usize = 2000;

/// What the package of a book says.
#[derive(Debug, Default)]
struct Package {
    draft: Draft,
    /// The files by their ids: path, and whether it is the list of contents.
    files: BTreeMap<String, (String, bool)>,
    spine: Vec<String>,
}

/// The book as one article.
pub fn draft(bytes: &[u8]) -> Result<Draft, String> {
    let mut archive = Archive::open(bytes)?;
    let container = archive.file("META-INF/container.xml")?;
    let path = package_path(&charset::decode(&container).0)
        .ok_or("an EPUB that does not say where its package is")?;
    let Package { mut draft, files, spine } = package(&charset::decode(&archive.file(&path)?).0);
    let folder = path.rsplit_once('/').map_or("", |it| it.0);
    for id in spine.iter().take(MOST) {
        let Some((file, contents)) = files.get(id) else { continue };
        if *contents {
            continue;
        }
        match archive.file(&joined(folder, file)) {
            Ok(chapter) => draft.paragraphs.extend(
                html::plainly(&charset::decode(&chapter).0)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|text| Paragraph { text, why: None }),
            ),
            Err(why) => draft.warnings.push(format!("{file}: {why}")),
        }
    }
    if spine.len() > MOST {
        draft.warnings.push(format!("only the first {MOST} chapters are read"));
    }
    Ok(draft)
}

/// A path in a book, seen from the folder of its package.
fn joined(folder: &str, file: &str) -> String {
    let file = file.split('#').next().unwrap_or_default().replace("%20", " ");
    let mut parts: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Where `META-INF/container.xml` says that the package is.
fn package_path(container: &str) -> Option<String> {
    let mut found = None;
    xml::each(container, |tag| {
        if tag.name == "rootfile" && found.is_none() {
            found = tag.attribute("full-path").map(str::to_owned);
        }
    });
    found
}

fn package(text: &str) -> Package {
    let mut package = Package::default();
    let mut creators: Vec<String> = Vec::new();
    xml::each(text, |tag| {
        let words = tag.words.trim();
        let said = || Some(words.to_owned()).filter(|it| !it.is_empty());
        let draft = &mut package.draft;
        match tag.name.as_str() {
            "title" if draft.title.is_empty() => words.clone_into(&mut draft.title),
            "creator" => creators.extend(said()),
            "publisher" => draft.site = said(),
            "language" => draft.language = said(),
            "date" if draft.published.is_none() => draft.published = dates::date_in_field(words),
            "item" => {
                if let (Some(id), Some(href)) = (tag.attribute("id"), tag.attribute("href")) {
                    let contents = tag.attribute("properties").is_some_and(|it| it.contains("nav"));
                    package.files.insert(id.to_owned(), (href.to_owned(), contents));
                }
            }
            "itemref" if tag.attribute("linear") != Some("no") => {
                package.spine.extend(tag.attribute("idref").map(str::to_owned));
            }
            _ => {}
        }
    });
    package.draft.byline = (!creators.is_empty()).then(|| creators.join("; "));
    package
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::archive::zipped;

    const CONTAINER: &[u8] =
        b"<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";

    fn book(package: &str, chapters: &[(&str, &str)]) -> Vec<u8> {
        let mut files: Vec<(&str, &[u8])> = vec![
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("OEBPS/book.opf", package.as_bytes()),
        ];
        files.extend(chapters.iter().map(|it| (it.0, it.1.as_bytes())));
        zipped(&files)
    }

    const PACKAGE: &str = "<package xmlns:dc='d'><metadata><dc:title>Harbours &amp; Seas</dc:title>
        <dc:creator>Jane Doe</dc:creator><dc:date>2024-03-03</dc:date><dc:language>en</dc:language></metadata>
        <manifest><item id='n' href='nav.xhtml' properties='nav'/><item id='b' href='b.xhtml'/>
        <item id='a' href='text/a%20one.xhtml'/><item id='x' href='../../../etc/passwd'/></manifest>
        <spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/><itemref idref='x'/></spine></package>";

    #[test]
    fn chapters_come_in_the_order_of_the_spine() {
        let bytes = book(
            PACKAGE,
            &[
                ("OEBPS/nav.xhtml", "<nav>Contents</nav>"),
                ("OEBPS/b.xhtml", "<p>The second.</p>"),
                ("OEBPS/text/a one.xhtml", "<h1>One</h1><p>The first.</p>"),
            ],
        );
        let draft = draft(&bytes).unwrap();
        let texts: Vec<&str> = draft.paragraphs.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["One", "The first.", "The second."]);
        assert_eq!(draft.title, "Harbours & Seas");
        assert_eq!(draft.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(draft.published.map(|it| it.to_string()).as_deref(), Some("2024-03-03"));
        assert_eq!(draft.warnings.len(), 1, "what climbs out of the book is not there");
    }

    #[test]
    fn broken_books_are_told() {
        assert!(draft(b"PK\x03\x04").is_err());
        assert!(draft(&zipped(&[("mimetype", b"application/epub+zip")])).is_err());
        let bomb = "<!DOCTYPE p [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><package><title>&b;</title>";
        assert!(draft(&book(bomb, &[])).unwrap().title.is_empty());
        assert!(draft(&book(&"<item>".repeat(50_000), &[])).unwrap().paragraphs.is_empty());
    }
}
