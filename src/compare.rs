//! What analyses say together: pure and total.
//!
//! * `pairs`: a denial and the allegation it answers, within one article

pub mod pairs;
