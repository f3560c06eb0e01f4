//! What is fetched because the user said so.

use std::sync::{Arc, atomic::AtomicBool};

pub use crate::ingest::fetch::{Bounds, Error as FetchError, Reach};
use crate::ingest::{
    Input,
    fetch::{Answer, Fault, Network, Wanted},
};

/// Whether something typed is an address and no file.
pub fn is_address(text: &str) -> bool {
    let text = text.trim_start().to_ascii_lowercase();
    text.starts_with("http://") || text.starts_with("https://")
}

/// What is at an address, to be read like a file; given up once `stop` is set.
pub fn fetch(url: &str, reach: Reach, stop: &Arc<AtomicBool>) -> Result<Input, FetchError> {
    let network = Network::new(reach, Bounds::default()).stopped_by(Arc::clone(stop));
    match network.get(&Wanted { url: url.trim().to_owned(), ..Wanted::default() })? {
        Answer::Came(fetched) => Ok(Input::from(*fetched)),
        // Nobody said what is here already.
        Answer::Unchanged => {
            Err(FetchError { url: url.to_owned(), fault: Fault::Status(304, None) })
        }
    }
}
