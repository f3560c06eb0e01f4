//! The inference of the attribution network, held to the side that trained it.
//!
//! `training/attribution/reference.py` wrote the numbers with floats from the same weights; here
//! whole numbers are added. Both change together when the weights do.

use std::{fs, path::Path, time::Instant};

use attache::analysis::attribution::{
    engine::Engine,
    network::{Network, Stretch},
    paragraph::{self, Paragraph},
};

fn asset(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

fn words(name: &str) -> String {
    String::from_utf8(asset(name)).unwrap()
}

fn network() -> Network {
    let words = words("assets/models/attribution_words.txt");
    Network::read(&asset("assets/models/attribution.safetensors"), &words).unwrap()
}

/// How far the numbers of a line lie from the expected ones.
fn off(expected: &str, actual: &[f32]) -> f32 {
    let expected: Vec<f32> = expected.split(' ').map(|it| it.parse().unwrap()).collect();
    assert_eq!(expected.len(), actual.len());
    expected.iter().zip(actual).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

/// Checks one paragraph and takes its lines off `expected`.
fn check(text: &str, number: usize, paragraph: &Paragraph, expected: &mut std::str::Lines<'_>) {
    let tokens = 0..paragraph.tokens.len();
    let stretch = Stretch { paragraph, opens_article: number == 0, tokens };
    let mut encoded = network().encode(text, stretch);
    assert_eq!(expected.next(), Some("paragraph"));
    for (at, labels) in encoded.labels.iter().enumerate() {
        let off = off(expected.next().unwrap(), labels);
        assert!(off < 0.002, "{off} at token {at} of paragraph {number}");
    }
    let cue = expected.next().unwrap().strip_prefix("cue ").unwrap();
    let (start, end) = cue.split_once(' ').unwrap();
    let cue = start.parse().unwrap()..end.parse().unwrap();
    for (at, scores) in network().window(&mut encoded, cue).scores.iter().enumerate() {
        let off = off(expected.next().unwrap(), scores);
        assert!(off < 0.02, "{off} at token {at} of the window in paragraph {number}");
    }
}

#[test]
fn it_says_what_the_training_side_says() {
    let text = words("tests/cases/network/brief.txt");
    let reference = words("tests/cases/network/brief.expect");
    let mut expected = reference.lines();
    for (number, paragraph) in paragraph::paragraphs(&text).iter().enumerate() {
        check(&text, number, paragraph, &mut expected);
    }
    assert_eq!(expected.next(), None);
}

#[test]
fn weights_that_do_not_fit_are_refused_and_those_that_come_along_fit() {
    let (weights, list) = (
        asset("assets/models/attribution.safetensors"),
        words("assets/models/attribution_words.txt"),
    );
    assert!(Engine::shared().is_some());
    assert!(weights.len() + list.len() < 8_000_000);
    for cut in [0, 7, 100, weights.len() / 2, weights.len() - 1] {
        assert!(Engine::read(&weights[..cut], &list).is_none(), "{cut}");
    }
}

/// Reading the weights delays the first article only, and by less than a person notices.
#[test]
fn the_engine_is_ready_at_once() {
    let (weights, list) = (
        asset("assets/models/attribution.safetensors"),
        words("assets/models/attribution_words.txt"),
    );
    let fastest = (0..5)
        .map(|_| {
            let start = Instant::now();
            assert!(Engine::read(&weights, &list).is_some());
            start.elapsed()
        })
        .min();
    // 5 ms where the program is optimised; a machine that is busy or a debug build takes longer.
    assert!(fastest.unwrap().as_millis() < 250, "{fastest:?}");
}
