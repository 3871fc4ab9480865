//! The documents of one fixed account in every format. Those of text are compared with the files under `tests/golden`;
//! all are left in `target/documents`, where `scripts/documents.py` reads them with readers that are not ours. After a
//! wanted change: `UPDATE=1 cargo test --test documents`, and look at the difference.
#![allow(clippy::expect_used, reason = "a test that cannot read its own files should stop")]

use std::{
    fs,
    io::{Cursor, Read},
    path::Path,
};

use chrono::{NaiveDate, NaiveDateTime};
use mainstay::{
    document::{
        Block, Brand, Cell, Document, Face, Paper, Report, RoadmapStep, calendar, freeze, paper, report, review,
        sources, thaw,
    },
    domain::{Account, Change, Id, Locale, Person, Records, Review, apply, sample},
    export::{Artifact, html, ics, markdown, pptx},
};
use serde_json::Value;
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
    let outline = outline(&slides);
    // The screen, paper and PowerPoint show the same slides; a paper begins with one more, its title.
    let title = usize::from(!document.is_deck());
    let drawn = String::from_utf8_lossy(&outline.bytes).matches("\nslide ").count();
    assert_eq!(drawn, document.clone().on_slides().pages.len() + title, "{}", document.title);
    golden(&outline);
    keep(&slides);
}

/// What a presentation holds, to be read by a person: its parts, and on each slide every shape with its place in
/// hundredths of an inch and its words.
fn outline(slides: &Artifact) -> Artifact {
    let mut package = zip::ZipArchive::new(Cursor::new(&slides.bytes)).expect("a zip");
    let mut text = String::new();
    let mut drawn = Vec::new();
    for at in 0..package.len() {
        let mut part = package.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        text += &format!("{name}, {} bytes\n", part.size());
        let number = name.strip_prefix("ppt/slides/slide").and_then(|rest| rest.strip_suffix(".xml"));
        if let Some(number) = number.and_then(|number| number.parse::<usize>().ok()) {
            let mut xml = String::new();
            part.read_to_string(&mut xml).expect("text");
            drawn.push((number, xml));
        }
    }
    drawn.sort();
    let after = |xml: &str, mark: &str, end: char| {
        xml.split_once(mark).and_then(|(_, rest)| rest.split_once(end)).map(|(value, _)| value.to_owned())
    };
    for (number, xml) in drawn {
        text += &format!("\nslide {number}\n");
        for shape in xml.split("<p:cNvPr ").skip(2) {
            let emu = |mark| after(shape, mark, '"').and_then(|emu| emu.parse::<i64>().ok()).map(|emu| emu / 9144);
            let place = [emu("<a:off x=\""), emu("\" y=\""), emu("<a:ext cx=\""), emu("\" cy=\"")];
            let place: Vec<String> = place.into_iter().flatten().map(|length| length.to_string()).collect();
            let words: Vec<&str> =
                shape.split("<a:t>").skip(1).filter_map(|rest| rest.split("</a:t>").next()).collect();
            let name = after(shape, "name=\"", '"').unwrap_or_default();
            text += format!("{name} [{}] {}", place.join(" "), words.join(" | ")).trim_end();
            text.push('\n');
        }
    }
    Artifact { name: slides.name.replace(".pptx", ".slides.txt"), mime: "text/plain", bytes: text.into_bytes() }
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
                Block::Roadmap(roadmap) => {
                    let words = |step: &RoadmapStep| [step.track.clone(), step.text.clone()];
                    lines.extend(roadmap.steps().flat_map(words));
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
        in_every_format(&review(&records, &next_review(&records), face, monday(), Locale::default()), &brand);
    }
    for each in Paper::ALL {
        let account = if *each == Paper::FirstDays { "Lakeshore Transit" } else { "Aurelia Hospitals" };
        in_every_format(&paper(&records, called(&records, account), *each, monday(), Locale::default()), &brand);
    }
    for each in Report::ALL {
        in_every_format(&report(&records, *each, monday(), Locale::default()), &brand);
    }
    let paris = |zone: &str, _| (zone == "Europe/Paris").then_some(60);
    golden(&ics("mainstay-calendar", &calendar(&records, None, monday()), morning(), paris));
}

#[test]
fn every_wording_that_a_slide_can_change_stands_on_it() {
    let records = world();
    let of = next_review(&records);
    let document = review(&records, &of, Face::Client, monday(), Locale::default());
    let mut count = 0;
    for page in &document.pages {
        let words = said(&Document { pages: vec![page.clone()], ..document.clone() });
        for key in sources(&records, &of, page.slide.expect("a page of a review"), monday()) {
            let record = records.record(key).expect("it is there").to_value();
            let wording = record["shared"].as_str().expect("what a slide shows has a wording");
            assert!(words.contains(wording), "{:?} lacks “{wording}”", page.slide);
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

#[test]
fn a_review_that_was_kept_before_its_steps_had_words_still_says_them() {
    let records = world();
    let mut held = freeze(&records, &next_review(&records), monday(), Locale::INTERNATIONAL);
    let now = thaw(&held).expect("it was just frozen");
    for kept in [&mut held.frozen_client, &mut held.frozen_internal].into_iter().flatten() {
        let page = |page: &mut Value| {
            page["blocks"].as_array_mut().into_iter().flatten().for_each(|block| {
                let steps = block.get_mut("Waterfall").and_then(|fall| fall["steps"].as_array_mut());
                steps
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_object_mut)
                    .for_each(|step| drop(step.remove("shown")));
            })
        };
        kept["pages"].as_array_mut().into_iter().flatten().for_each(page);
        kept.as_object_mut().and_then(|kept| kept.remove("day")).expect("it had a day");
    }
    assert_eq!(thaw(&held), Some(now));
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
    let mut documents = vec![
        review(&records, &of, Face::Client, monday(), Locale::default()),
        review(&records, &of, Face::Internal, monday(), Locale::default()),
    ];
    documents.extend(Paper::ALL.iter().map(|each| paper(&records, account.id, *each, monday(), Locale::default())));
    documents.extend(Report::ALL.iter().map(|each| report(&records, *each, monday(), Locale::default())));
    for document in &documents {
        for artifact in [markdown(document), html(document, &brand), pptx(document, &brand).expect("it is small")] {
            keep(&Artifact { name: format!("empty-{}", artifact.name), ..artifact });
        }
    }
    let none = ics("empty", &calendar(&records, None, monday()), morning(), |_, _| None);
    assert!(String::from_utf8(none.bytes).expect("text").ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn every_figure_and_date_is_written_as_the_locale_says() {
    let theirs = Locale {
        decimal: ',',
        group: '.',
        percent_gap: None,
        currency_gap: Some('_'),
        month_first: true,
        weekday_comma: true,
        ..Locale::INTERNATIONAL
    };
    let records = world();
    let of = next_review(&records);
    let aurelia = called(&records, "Aurelia Hospitals");
    let faces = [Face::Client, Face::Internal];
    let reviews = faces.iter().map(|face| review(&records, &of, *face, monday(), theirs));
    let papers = Paper::ALL.iter().map(|each| paper(&records, aurelia, *each, monday(), theirs));
    let reports = Report::ALL.iter().map(|each| report(&records, *each, monday(), theirs));
    // What a person wrote stays as it was written.
    let written: Vec<Value> = records.live().map(|(_, row)| Value::Object(row.record.to_value())).collect();
    let written = written.iter().map(texts_of).collect::<Vec<_>>().concat();
    for document in reviews.chain(papers).chain(reports) {
        let text = String::from_utf8(markdown(&document).bytes).expect("text");
        for words in text.split(['|', '\n']) {
            let foreign = foreign(words).filter(|found| !written.contains(found));
            assert_eq!(foreign, None, "in {}: {words}", document.title);
            assert!(!words.trim_end().ends_with(','), "a date without its year in {}: {words}", document.title);
        }
    }
}

/// Every text in a value, one a line.
fn texts_of(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n"),
        Value::Array(values) => values.iter().map(texts_of).collect(),
        Value::Object(fields) => fields.values().map(texts_of).collect(),
        _ => String::new(),
    }
}

/// A figure or a date of these words that is not written with a decimal comma, grouping points and the month first.
fn foreign(words: &str) -> Option<String> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | ',');
    let parts: Vec<&str> =
        words.split(|letter: char| !is_part(letter)).map(|part| part.trim_matches(['.', ','])).collect();
    let digits = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let is_month = |part: &str| months.iter().any(|month| part.starts_with(month));
    let is_day = |part: &str| matches!(part.len(), 1 | 2) && digits(part);
    let date = parts.windows(2).find(|pair| is_day(pair[0]) && is_month(pair[1])).map(|pair| pair.join(" "));
    let split = |part: &str, at: &str, grouped: bool| {
        part.split_once(at).is_some_and(|(whole, rest)| digits(whole) && digits(rest) && (rest.len() == 3) == grouped)
    };
    let number = parts.iter().find(|part| split(part, ".", false) || split(part, ",", true));
    let euro = words.split('€').skip(1).any(|rest| !rest.starts_with('_')).then(|| "€".to_owned());
    let before_sign = |digit: char| words.contains(&format!("{digit} %"));
    let percent = ('0'..='9').find(|digit| before_sign(*digit)).map(|digit| format!("{digit} %"));
    date.or_else(|| number.map(|number| (*number).to_owned())).or(euro).or(percent)
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
    for document in [
        review(&records, &of, Face::Client, monday(), Locale::default()),
        paper(&records, account.id, Paper::AccountPlan, monday(), Locale::default()),
    ] {
        let page = String::from_utf8(html(&document, &brand).bytes).expect("text");
        assert!(!page.contains("<script") && !page.contains('\u{0}') && page.contains("&lt;script&gt;"));
        let text = String::from_utf8(markdown(&document).bytes).expect("text");
        assert!(!text.contains("<script>") && !text.contains("[x](") && !text.contains('\u{0}'));
        let slides = pptx(&document, &brand).expect("it is small");
        keep(&Artifact { name: format!("nasty-{}.pptx", document.face.key()), ..slides });
    }
}
