//! What single mentions tell.

use super::*;

/// Name, class and country of a mention.
fn told(text: &str) -> (String, &'static str, Option<&'static str>) {
    let mention = parse(text).unwrap_or_else(|| plain("nobody"));
    (mention.name, mention.class.code(), mention.country)
}

#[test]
fn a_mention_tells_name_class_and_country() {
    let cases = [
        (
            "the chief spokesperson for the Japanese Ministry of Defense, Aiko Mori,",
            "Aiko Mori",
            "named_official",
            Some("JPN"),
        ),
        ("Chilean president Aiko Mori", "Aiko Mori", "named_official", Some("CHL")),
        ("an unidentified diplomat", "unidentified diplomat", "unnamed_official", None),
        ("Ankara", "Turkey", "state_actor", Some("TUR")),
        ("the Chilean government", "Chile", "state_actor", Some("CHL")),
        ("the Chilean statement", "Chile", "state_actor", Some("CHL")),
        (
            "the Ministry of Health of Peru",
            "Ministry of Health of Peru",
            "state_actor",
            Some("PER"),
        ),
        ("Analysts", "Analysts", "experts_unnamed", None),
        ("Xinhua", "Xinhua", "state_media", Some("CHN")),
        ("Human Rights Watch", "Human Rights Watch", "ngo", None),
        ("Leaders of both countries", "Leaders of both countries", "heads_of_state_unnamed", None),
        ("Mori", "Mori", "named_person", None),
        ("Mori, of the provincial council", "Mori", "named_official", None),
        (
            "a source within the Interior Ministry",
            "source within the Interior Ministry",
            "unnamed_official",
            None,
        ),
        ("a statement from the Chilean navy", "Chilean navy", "state_actor", Some("CHL")),
        ("Zamira, an independent rights center", "Zamira", "ngo", None),
        ("BBC's Aiko Mori", "Aiko Mori", "journalist", Some("GBR")),
        ("Mori, an analyst at the port bank", "Mori", "experts_named", None),
        ("the former minister Aiko Mori", "Aiko Mori", "former_official", None),
        ("The previous day", "nobody", "unspecified", None),
    ];
    for (text, name, class, country) in cases {
        assert_eq!(told(text), (name.to_owned(), class, country), "{text}");
    }
}

#[test]
fn a_mention_that_comes_too_long_is_cut_to_its_noun_phrase() {
    let cases = [
        ("Mori, the leader of the party, who", "Mori"),
        ("Chile on Monday", "Chile"),
        ("For several days Chile", "Chile"),
        ("The Secretary underscored the need", "Secretary"),
        ("Mori, citing two officials", "Mori"),
    ];
    for (text, name) in cases {
        assert_eq!(told(text).0, name, "{text}");
    }
}

#[test]
fn several_in_one_breath_are_one_source_and_one_body_is_not_several() {
    let joint = |text| parse(text).is_some_and(|it| it.is_joint());
    for text in [
        "both Chile and the United States",
        "Chile, Peru and Bolivia",
        "the Peruvian foreign minister and UNESCO",
        "Senator Aiko Mori and Governor Haru Sato",
    ] {
        assert!(joint(text), "{text}");
    }
    for text in [
        "the Ministry of Health and Welfare",
        "founder and director Aiko Mori",
        "Mori, his wife and the chairwoman of the party",
        "the Office for Trade and Industry",
    ] {
        assert!(!joint(text), "{text}");
    }
}
