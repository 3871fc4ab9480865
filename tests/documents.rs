//! The documents of one fixed account in every format. Those of text are compared with the files under `tests/golden`; all
//! are left in `target/documents`, where `scripts/documents.py` reads them with readers that are not ours.
//! After a wanted change: `UPDATE=1 cargo test --test documents`, and look at the difference.
#![allow(clippy::expect_used, reason = "a test that cannot read its own files should stop")]

use std::{fs, path::Path};

use chrono::{NaiveDate, NaiveDateTime};
use mainstay::{
    document::{Block, Brand, Cell, Document, Face, Paper, Report, calendar, paper, report, review},
    domain::{Account, Change, Id, Person, Records, Review, apply, sample},
    export::{Artifact, html, ics, markdown, pptx},
};
use uuid::Uuid;

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn morning() -> NaiveDateTime {
    monday().and_hms_opt(8, 42, 0).expect("a time")
}

fn world() -> Records {
    let mut next = 0;
    let mut records = Records::default();
    let change = sample::open(monday(), &mut || {
        next += 1;
        Uuid::from_u128(next)
    });
    apply(&mut records, change, 0);
    records
}

fn folder(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Leaves a file for the other readers.
fn keep(artifact: &Artifact) {
    fs::create_dir_all(folder("target/documents")).expect("the folder of the build");
    fs::write(folder("target/documents").join(&artifact.name), &artifact.bytes).expect("the folder of the build");
}

/// Compares a file with its golden copy.
fn golden(artifact: &Artifact) {
    keep(artifact);
    let path = folder("tests/golden").join(&artifact.name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &artifact.bytes).expect("the folder of the tests");
    }
    let known = fs::read(&path).unwrap_or_default();
    assert!(known == artifact.bytes, "{} is not as before: run UPDATE=1 cargo test --test documents", artifact.name);
}

fn in_every_format(document: &Document, brand: &Brand) {
    golden(&markdown(document));
    golden(&html(document, brand));
    let slides = pptx(document, brand).expect("it is small");
    keep(&Artifact {
        name: slides.name.replace(".pptx", ".txt"),
        mime: "text/plain",
        bytes: said(document).into_bytes(),
    });
    keep(&slides);
}

/// Every text of a document, one a line: what each format must say.
fn said(document: &Document) -> String {
    let mut lines = Vec::new();
    for page in &document.pages {
        lines.push(page.headline.clone());
        for block in &page.blocks {
            match block {
                Block::Cover { client, subtitle, lines: more, series } => {
                    lines.extend([client, subtitle].into_iter().chain(more).cloned());
                    lines.extend(series.iter().flat_map(|series| series.points.iter().map(|(name, _)| name.clone())));
                }
                Block::Text(words) | Block::Ask(words) => lines.push(words.clone()),
                Block::List(items) => lines.extend(items.iter().cloned()),
                Block::Figures(figures) => {
                    lines.extend(figures.iter().flat_map(|(figure, label)| [figure.clone(), label.clone()]));
                }
                Block::Table(table) if table.rows.is_empty() => {}
                Block::Table(table) => {
                    lines.extend(table.head.iter().cloned());
                    lines.extend(table.rows.iter().flatten().map(|cell| match cell {
                        Cell::Text(words) | Cell::Strong(words) | Cell::Mark(_, words) => words.clone(),
                    }));
                }
                Block::Scorecard { groups, .. } => {
                    for (group, measures) in groups {
                        lines.push(group.clone());
                        lines.extend(
                            measures
                                .iter()
                                .flat_map(|each| [each.name.clone(), each.value.clone(), each.target.clone()]),
                        );
                    }
                }
                Block::Waterfall { unit, steps } => {
                    lines.push(unit.clone());
                    lines.extend(steps.iter().map(|step| step.name.clone()));
                }
            }
        }
        lines.extend(page.notes.lines().map(str::to_owned));
    }
    lines.join("\n")
}

fn next_review(records: &Records) -> Review {
    let open = records.all::<Review>().filter(|review| review.held_on.is_none() && !review.slides.is_empty());
    open.min_by_key(|review| review.date).cloned().expect("the sample prepares a review")
}

fn called(records: &Records, name: &str) -> Id<Account> {
    records.all::<Account>().find(|account| account.name == name).expect("the sample has it").id
}

#[test]
fn every_document_in_every_format_is_as_it_was() {
    let records = world();
    let brand = Brand::of(&records.workspace());
    for face in [Face::Client, Face::Internal] {
        in_every_format(&review(&records, &next_review(&records), face, monday()), &brand);
    }
    for each in Paper::ALL {
        let account = if *each == Paper::FirstDays { "Lakeshore Transit" } else { "Aurelia Hospitals" };
        in_every_format(&paper(&records, called(&records, account), *each, monday()), &brand);
    }
    for each in Report::ALL {
        in_every_format(&report(&records, *each, monday()), &brand);
    }
    let paris = |zone: &str, _| (zone == "Europe/Paris").then_some(60);
    golden(&ics("mainstay-calendar", &calendar(&records, None, monday()), morning(), paris));
}

#[test]
fn an_account_with_nothing_in_it_gives_valid_files() {
    let account = Account { id: Id::new(Uuid::from_u128(1)), name: "Empty".into(), ..Account::default() };
    let of =
        Review { id: Id::new(Uuid::from_u128(2)), account: account.id, quarter: "2026-Q3".into(), ..Review::default() };
    let mut records = Records::default();
    apply(&mut records, Change::put("new", account.clone()), 0);
    apply(&mut records, Change::put("new", of.clone()), 0);
    let brand = Brand::of(&records.workspace());
    let mut documents =
        vec![review(&records, &of, Face::Client, monday()), review(&records, &of, Face::Internal, monday())];
    documents.extend(Paper::ALL.iter().map(|each| paper(&records, account.id, *each, monday())));
    documents.extend(Report::ALL.iter().map(|each| report(&records, *each, monday())));
    for document in &documents {
        for artifact in [markdown(document), html(document, &brand), pptx(document, &brand).expect("it is small")] {
            keep(&Artifact { name: format!("empty-{}", artifact.name), ..artifact });
        }
    }
    let none = ics("empty", &calendar(&records, None, monday()), morning(), |_, _| None);
    assert!(String::from_utf8(none.bytes).expect("text").ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn signs_of_markup_and_control_characters_stay_text() {
    const NASTY: &str = "]]></a:t><script>alert(1)</script>\u{0}\u{b}\u{202e} |*_`#[x](javascript:y) \u{5d0}\u{5d1}";
    let account = Account { id: Id::new(Uuid::from_u128(1)), name: NASTY.into(), ..Account::default() };
    let person = Person {
        id: Id::new(Uuid::from_u128(3)),
        account: account.id,
        name: NASTY.into(),
        title: NASTY.repeat(20),
        influence: Some(5),
        ..Person::default()
    };
    let of = Review {
        id: Id::new(Uuid::from_u128(2)),
        account: account.id,
        quarter: "2026-Q3".into(),
        summary: NASTY.into(),
        place: NASTY.into(),
        ..Review::default()
    };
    let mut records = Records::default();
    apply(&mut records, Change::put("new", account.clone()), 0);
    apply(&mut records, Change::put("new", person), 0);
    apply(&mut records, Change::put("new", of.clone()), 0);
    let brand = Brand::of(&records.workspace());
    for document in
        [review(&records, &of, Face::Client, monday()), paper(&records, account.id, Paper::AccountPlan, monday())]
    {
        let page = String::from_utf8(html(&document, &brand).bytes).expect("text");
        assert!(!page.contains("<script") && !page.contains('\u{0}') && page.contains("&lt;script&gt;"));
        let text = String::from_utf8(markdown(&document).bytes).expect("text");
        assert!(!text.contains("<script>") && !text.contains("[x](") && !text.contains('\u{0}'));
        let slides = pptx(&document, &brand).expect("it is small");
        keep(&Artifact { name: format!("nasty-{}.pptx", document.face.key()), ..slides });
    }
}
