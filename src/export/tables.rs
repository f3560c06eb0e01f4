//! Rows: CSV with all of an item, and the CSV that Readwise imports.
//!
//! The first columns of ours are those of Hypothesis, so that what reads its CSV reads this. A cell
//! that a spreadsheet would take for a formula gets an apostrophe before it (CWE-1236).

use csv::WriterBuilder;

use super::dossier::{BriefOut, Dossier, ItemOut};

/// Between the parts of a quotation that was interrupted.
pub(super) const GAP: &str = " […] ";

/// Everything of every item, a row each.
pub fn csv(dossier: &Dossier) -> String {
    const HEAD: &[&str] = &[
        "Created at",
        "Author",
        "Page",
        "URL",
        "Group",
        "Type",
        "Quote",
        "Comment",
        "Tags",
        "Colour",
        "State",
        "To verify",
        "Speaker",
        "Class",
        "Via",
        "Country",
        "Stance",
        "Factuality",
        "Quotation",
        "Dates",
        "Section",
        "Outlet",
        "Published",
        "Link",
        "Start",
        "End",
        "Retrieved",
        "Text SHA-256",
        "Extracted by",
        "Reviewed",
    ];
    rows(HEAD, dossier, |brief, item| {
        let dates: Vec<String> = item
            .dates
            .iter()
            .map(|it| match &it.value {
                Some(value) => format!("{} = {value}", it.words),
                None => it.words.clone(),
            })
            .collect();
        let some = |it: &Option<String>| it.clone().unwrap_or_default();
        let code = |it: Option<&'static str>| it.unwrap_or_default().to_owned();
        let yes = |it: bool| if it { "yes" } else { "no" }.to_owned();
        vec![
            some(&item.created),
            String::new(),
            brief.title.clone(),
            some(&brief.url),
            String::new(),
            item.kind.to_owned(),
            item.quotes.join(GAP),
            some(&item.note),
            item.tags.join(", "),
            code(item.colour),
            item.state.to_owned(),
            yes(item.verify),
            some(&item.speaker),
            code(item.class),
            some(&item.via),
            code(item.country),
            code(item.stance),
            code(item.factuality),
            code(item.quotation),
            dates.join("; "),
            some(&item.section),
            some(&brief.outlet),
            some(&brief.published),
            some(&item.link),
            item.start.to_string(),
            item.end.to_string(),
            some(&brief.retrieved),
            brief.text_sha256.clone(),
            item.by.map_or_else(|| dossier.tool.clone(), str::to_owned),
            yes(item.reviewed),
        ]
    })
}

/// The columns that Readwise's importer knows; speaker and stance stand before the note.
pub fn readwise(dossier: &Dossier) -> String {
    const HEAD: &[&str] = &["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"];
    rows(HEAD, dossier, |brief, item| {
        let said = item.speaker.as_ref().map(|speaker| {
            let stance = item.stance.unwrap_or_default();
            format!("{speaker} {stance}")
        });
        let note: Vec<String> = [said, item.note.clone()].into_iter().flatten().collect();
        vec![
            item.quotes.join(GAP),
            brief.title.clone(),
            brief.byline.clone().or(brief.outlet.clone()).unwrap_or_default(),
            item.link.clone().or(brief.url.clone()).unwrap_or_default(),
            note.join("\n"),
            item.start.to_string(),
            item.created.clone().or(brief.retrieved.clone()).unwrap_or_default(),
        ]
    })
}

/// A head and a row an item, RFC 4180, lines ended by CRLF.
fn rows(
    head: &[&str],
    dossier: &Dossier,
    row: impl Fn(&BriefOut, &ItemOut) -> Vec<String>,
) -> String {
    let mut writer = WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(head);
    for brief in &dossier.briefs {
        for item in &brief.items {
            let _ = writer.write_record(row(brief, item).iter().map(|it| guarded(it)));
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell that is not taken for a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_are_disarmed() {
        assert_eq!(guarded("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(guarded("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(guarded("“= no”"), "“= no”");
    }
}
