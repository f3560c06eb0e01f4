//! Libraries of any size: pairs of the samples, analyzed once and multiplied with changed names and
//! dates; about 4 KB and 26 claims each. Kept in `target/scale` for the next run.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use attache::{
    library::{Library, Taxonomy, analyze},
    model::{Analysis, Article, Date, Origin, Period},
    store::{Company, Durability, Intake, Store, Waiting, digest, fingerprint},
};

/// Articles of one transaction.
const BATCH: usize = 64;

/// A text with its findings, and the names in it.
pub struct Template {
    article: Article,
    analysis: Analysis,
    names: BTreeSet<String>,
}

/// Every ordered pair of two samples.
pub fn templates() -> Vec<Template> {
    let taxonomy = Taxonomy::default();
    let mut library = Library::in_memory(taxonomy).unwrap();
    library.import_samples().unwrap();
    let today = Date::new(2026, 11, 26).unwrap();
    let ids: Vec<_> = library.briefs(today).unwrap().into_iter().map(|it| it.id).collect();
    let samples: Vec<Article> =
        ids.into_iter().map(|it| library.open_brief(it).unwrap().unwrap().article).collect();
    let mut templates = Vec::new();
    for (first, one) in samples.iter().enumerate() {
        for (second, other) in samples.iter().enumerate() {
            if first != second {
                let text = format!("{}\n\n{}", one.text.trim_end(), other.text.trim_end());
                let article = Article { text, removed: Vec::new(), ..one.clone() };
                let analysis = analyze(&article, library.taxonomy());
                let names = analysis.sources.iter().flat_map(|it| it.name.split(' '));
                let names = names
                    .filter(|it| it.len() > 4 && it.bytes().all(|it| it.is_ascii_alphabetic()))
                    .map(str::to_owned)
                    .collect();
                templates.push(Template { article, analysis, names });
            }
        }
    }
    templates
}

/// The words with other names and years, byte for byte as long. Each vowel of a name turns by itself,
/// the last the quickest, so that there are as many names as can be told apart.
fn changed(text: &str, names: &BTreeSet<String>, number: usize) -> String {
    let mut out = text.to_owned();
    for name in names {
        let vowels = "aeiou";
        let mut left = number;
        let mut turned: Vec<char> = name.chars().collect();
        for it in turned.iter_mut().skip(1).rev() {
            if let Some(place) = vowels.find(*it) {
                *it = char::from(vowels.as_bytes()[(place + left) % 5]);
                left /= 5;
            }
        }
        let turned: String = turned.into_iter().collect();
        out = out.replace(name, &turned);
    }
    out.replace("2022", &(2000 + number % 26).to_string())
}

/// One brief: about 20 minutes after the one before.
pub fn brief(templates: &[Template], number: usize) -> (Article, Analysis) {
    let it = &templates[number % templates.len()];
    let turn = |text: &str| changed(text, &it.names, number / templates.len());
    let years = i32::try_from(number / templates.len() % 26).unwrap_or(0) - 22;
    let moved = |day: Date| day.plus_months(12 * years);
    let mut analysis = it.analysis.clone();
    for source in &mut analysis.sources {
        source.name = turn(&source.name);
    }
    for entry in &mut analysis.timeline {
        entry.period = entry.period.map(|it| Period { from: moved(it.from), to: moved(it.to) });
    }
    let text = format!("{}\n\nThis is report {number} of the desk.", turn(&it.article.text));
    let days = i32::try_from(number / 72).unwrap_or(0);
    let article = Article {
        title: format!("{} {number}", turn(&it.article.title)),
        site: Some(format!("Desk {:02}", number % 50)),
        published: Date::new(2020, 1, 1).map(|it| it.plus_days(days)),
        origin: Origin {
            path: format!("{number}.md"),
            sha256: digest(text.as_bytes()),
            sample: false,
        },
        text,
        ..it.article.clone()
    };
    (article, analysis)
}

/// The library of so many briefs, made where it is not there yet.
pub fn library(templates: &[Template], size: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/scale");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{size}.db"));
    let half = folder.join(format!("{size}.half"));
    if !path.exists() {
        drop(fs::remove_file(&half));
        fill(&half, templates, size);
        fs::rename(half, &path).unwrap();
    }
    path
}

fn fill(path: &Path, templates: &[Template], size: usize) {
    let mut store = Store::open(path).unwrap();
    store.set_durability(Durability::Soon).unwrap();
    for from in (0..size).step_by(BATCH) {
        let briefs: Vec<_> =
            (from..size.min(from + BATCH)).map(|it| brief(templates, it)).collect();
        let intakes: Vec<Intake> = briefs
            .iter()
            .map(|(article, _)| Intake {
                sha256: Some(article.origin.sha256.clone()),
                company: Company::Alone,
                articles: vec![article.clone()],
                raw: None,
            })
            .collect();
        let done = store.take_in(&intakes).unwrap();
        let found: Vec<_> = briefs
            .into_iter()
            .zip(done)
            .map(|((article, analysis), done)| {
                let revision = fingerprint(&article.text);
                (Waiting { id: done[0].id(), revision, article }, analysis)
            })
            .collect();
        store.finish(&found).unwrap();
    }
}

/// The same briefs as files of Markdown in a folder.
pub fn files(templates: &[Template], size: usize, folder: &Path) {
    for number in 0..size {
        let (article, _) = brief(templates, number);
        let day = article.published.map_or_else(String::new, |it| it.to_string());
        let outlet = article.site.unwrap_or_default();
        let place = folder.join(format!("{:03}", number / 1_000));
        fs::create_dir_all(&place).unwrap();
        let text = format!(
            "---\ntitle: {:?}\nsite: {outlet}\ndate: {day}\n---\n\n{}\n",
            article.title, article.text
        );
        fs::write(place.join(format!("{number}.md")), text).unwrap();
    }
}
