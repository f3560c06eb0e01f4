//! Identifiers that are the same in every export of the same thing: UUIDs of version 5 (RFC 9562)
//! over what it is, so that a second export of unchanged data is equal byte for byte.

use uuid::Uuid;

use super::dossier::{BriefOut, ItemOut};

/// The namespace of all of ours: the UUID of the address of the project in the URL namespace.
fn namespace() -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://attache.example/export")
}

/// The identifier of a brief's text.
pub(super) fn brief(brief: &BriefOut, of: &str) -> Uuid {
    Uuid::new_v5(&namespace(), format!("{of} {}", brief.text_sha256).as_bytes())
}

/// The identifier of an item of a brief.
pub(super) fn item(brief: &BriefOut, item: &ItemOut, of: &str) -> Uuid {
    let name = format!(
        "{of} {} {} {}-{} {}",
        brief.text_sha256,
        item.kind,
        item.start,
        item.end,
        item.quotes.join("\u{0}")
    );
    Uuid::new_v5(&namespace(), name.as_bytes())
}

/// The identifier of something that is known by its name.
pub(super) fn named(of: &str, name: &str) -> Uuid {
    Uuid::new_v5(&namespace(), format!("{of} {name}").as_bytes())
}
