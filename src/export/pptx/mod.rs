//! A document as PowerPoint: native slides on a master, native tables, native charts with their data, speaker notes in
//! the internal file only. Office Open XML, ECMA-376; the zip is a library's.

mod chart;
mod drawing;
mod look;
mod package;
mod roadmap;
mod shape;

use zip::result::ZipResult;

use self::{
    chart::Data,
    drawing::{Align, Frame, Words},
    look::{CONTENT, COVER, MASTER, NOTES_MASTER, colours_of_master, tree},
    package::Package,
    shape::{HEIGHT, LEFT, Placeholder, TableRow, TextBox, WIDTH, fill, fill_at, inch},
};
use super::{
    Artifact, file_name,
    xml::{Element, el},
};
use crate::document::{Block, Brand, Cell, Document, Face, Measure, Page, continued, waterfall_said};
use crate::words::paper::export as text;

/// Where content begins and ends on a slide.
const TOP: i64 = inch(1.6);
const BOTTOM: i64 = inch(6.85);
/// The sizes that the words of a slide may have, the largest first: the first that fits on one slide is taken.
const SIZES: [u32; 3] = [1600, 1400, 1200];
/// The room between two blocks.
const GAP: i64 = inch(0.18);

/// A document as a presentation.
///
/// # Errors
/// If the file grows over what a zip can hold.
pub fn pptx(document: &Document, brand: &Brand) -> ZipResult<Artifact> {
    let document = &document.clone().on_slides();
    let mut deck = Deck { package: Package::default(), document, brand, charts: 0, slides: Vec::new() };
    let internal = document.face == Face::Internal;
    let has_notes = internal && document.pages.iter().any(|page| !page.notes.is_empty());
    look::add(&mut deck.package, brand, has_notes);
    if let Some(logo) = &brand.logo {
        deck.package.bytes("ppt/media/logo.png", "image/png", logo.png.clone());
    }
    let is_paper = document.pages.iter().all(|page| page.slide.is_none());
    if is_paper {
        deck.page(&cover_of(document))?;
    }
    for page in &document.pages {
        deck.page(page)?;
    }
    let Deck { mut package, slides, .. } = deck;
    finish(&mut package, document, &slides, has_notes);
    Ok(Artifact {
        name: file_name(document, "pptx"),
        mime: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        bytes: package.finish()?,
    })
}

/// The first slide of a paper, which has no cover of its own.
fn cover_of(document: &Document) -> Page {
    let lines = vec![document.by.clone()];
    let cover = Block::Cover { client: String::new(), subtitle: document.day.clone(), lines, series: None };
    Page {
        slide: None,
        headline: document.title.clone(),
        blocks: vec![cover],
        source: String::new(),
        notes: String::new(),
    }
}

/// Adds what holds the slides together.
fn finish(package: &mut Package, document: &Document, slides: &[String], has_notes: bool) {
    const PRESENTATION: &str = "ppt/presentation.xml";
    package.relate("", "officeDocument", PRESENTATION);
    package.relate_as(
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    package.relate("", "extended-properties", "docProps/app.xml");
    let master = package.relate(PRESENTATION, "slideMaster", MASTER);
    let ids: Vec<Element> = slides
        .iter()
        .zip(256..)
        .map(|(slide, id)| {
            let relation = package.relate(PRESENTATION, "slide", slide);
            el("p:sldId").set("id", id).set("r:id", relation)
        })
        .collect();
    package.relate(PRESENTATION, "theme", "ppt/theme/theme1.xml");
    let notes = has_notes.then(|| {
        let relation = package.relate(PRESENTATION, "notesMaster", NOTES_MASTER);
        el("p:notesMasterIdLst").with(el("p:notesMasterId").set("r:id", relation))
    });
    let masters = el("p:sldMasterIdLst").with(el("p:sldMasterId").set("id", 2_147_483_648_u32).set("r:id", master));
    let presentation = look::part("p:presentation")
        .set("saveSubsetFonts", 1)
        .with(masters)
        .all(notes)
        .with(el("p:sldIdLst").all(ids))
        .with(el("p:sldSz").set("cx", inch(13.333)).set("cy", HEIGHT))
        .with(el("p:notesSz").set("cx", inch(7.5)).set("cy", inch(10.0)));
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    package.xml(PRESENTATION, MAIN, &presentation);
    const CORE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
    package.xml("docProps/core.xml", CORE, &core_properties(document));
    const EXTENDED: &str = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    let extended = el("Properties")
        .set("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .with(el("Application").text("Mainstay"))
        .with(el("Slides").text(slides.len().to_string()));
    package.xml("docProps/app.xml", EXTENDED, &extended);
}

/// Title, author and day of the file.
fn core_properties(document: &Document) -> Element {
    let day =
        |name: &'static str| el(name).set("xsi:type", "dcterms:W3CDTF").text(format!("{}T00:00:00Z", document.date));
    el("cp:coreProperties")
        .set("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .set("xmlns:dcterms", "http://purl.org/dc/terms/")
        .set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with(el("dc:title").text(&document.title))
        .with(el("dc:creator").text(&document.by))
        .with(day("dcterms:created"))
        .with(day("dcterms:modified"))
}

struct Deck<'a> {
    package: Package,
    document: &'a Document,
    brand: &'a Brand,
    charts: usize,
    slides: Vec<String>,
}

/// One slide while it is laid out.
struct Slide {
    path: String,
    shapes: Vec<Element>,
    next: usize,
    /// Whether something stands in the layout's own place for text.
    has_body: bool,
}

impl Slide {
    fn id(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    fn add(&mut self, shape: Element) {
        self.shapes.push(shape);
    }

    /// Adds a box of words.
    fn text(&mut self, name: &str, place: Frame, paragraph: Element) {
        self.text_box(TextBox { name, place, paragraphs: vec![paragraph], ground: None });
    }

    fn text_box(&mut self, text: TextBox) {
        let id = self.id();
        self.add(text.shape(id));
    }
}

/// What is left of a column: its edges, and how far it is filled.
struct Column {
    x: i64,
    w: i64,
    y: i64,
    /// The size of words, in hundredths of a point.
    size: u32,
}

impl Deck<'_> {
    fn page(&mut self, page: &Page) -> ZipResult<()> {
        if let Some(Block::Cover { client, subtitle, lines, series }) = page.blocks.first() {
            let mut slide = self.begin(COVER);
            slide.add(fill(2, Placeholder::HEADLINE, &[&page.headline]));
            slide.add(fill(3, Placeholder::SUBTITLE, &[subtitle]));
            if !client.is_empty() {
                slide.add(fill(4, Placeholder::CLIENT, &[client]));
            }
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            slide.add(fill(5, Placeholder::PEOPLE, &lines));
            slide.next = 5;
            if let Some(series) = series {
                let place = Frame { x: inch(7.4), y: inch(2.3), w: inch(5.3), h: inch(3.6) };
                let title = Frame { y: inch(1.8), h: inch(0.4), ..place };
                slide.text(text::CHART_TITLE, title, Words::new(1400, "tx2").paragraph(&series.name));
                self.chart(&mut slide, place, &series.said(), &Data::from(series))?;
            }
            self.end(slide, page);
            return Ok(());
        }
        let mut slide = self.content(page, false);
        let mut column = Column { x: LEFT, w: WIDTH, y: TOP, size: SIZES[0] };
        let mut blocks: Vec<&Block> = page.blocks.iter().collect();
        // A chart stands on the left, and the rest beside it.
        if let Some(at) = blocks.iter().position(|block| matches!(block, Block::Waterfall { .. }))
            && let Block::Waterfall { unit, steps } = blocks.remove(at)
        {
            let place = Frame { x: LEFT, y: TOP + inch(0.35), w: inch(7.3), h: BOTTOM - TOP - inch(0.35) };
            let title = Frame { y: TOP, h: inch(0.3), ..place };
            slide.text(text::CHART_TITLE, title, Words::new(1200, "tx2").paragraph(unit));
            self.chart(&mut slide, place, &waterfall_said(steps), &chart::waterfall(steps))?;
            column = Column { x: LEFT + inch(7.7), w: WIDTH - inch(7.7), ..column };
        }
        let fits = |size: &u32| blocks.iter().map(|block| height(block, column.w, *size)).sum::<i64>() <= BOTTOM - TOP;
        column.size = SIZES.into_iter().find(fits).unwrap_or(SIZES[2]);
        for block in blocks {
            slide = self.block(slide, &mut column, page, block);
        }
        self.end(slide, page);
        Ok(())
    }

    fn block(&mut self, mut slide: Slide, column: &mut Column, page: &Page, block: &Block) -> Slide {
        match block {
            Block::Cover { .. } | Block::Waterfall { .. } => slide,
            Block::Text(words) => {
                let h = height(block, column.w, column.size) - GAP;
                slide = self.room(slide, column, page, h);
                let place = Frame { x: column.x, y: column.y, w: column.w, h };
                let words = Words::new(column.size, "tx1").paragraph(words);
                // The first text of a slide stands in the layout's own place for text, where an outline finds it.
                if std::mem::replace(&mut slide.has_body, true) {
                    slide.text(text::TEXT, place, words);
                } else {
                    let id = slide.id();
                    slide.add(fill_at(id, Placeholder::TEXT, place, words));
                }
                column.y += h + GAP;
                slide
            }
            Block::List(items) => {
                for item in items {
                    slide = self.block(slide, column, page, &Block::Text(format!("• {item}")));
                    column.y -= GAP / 2;
                }
                column.y += GAP / 2;
                slide
            }
            Block::Ask(words) => {
                let h = height(block, column.w, column.size) - GAP;
                slide = self.room(slide, column, page, h);
                let paragraphs = vec![
                    Words::new(1100, "accent1").bold().paragraph(text::TO_AGREE_TODAY),
                    Words::new(column.size, "tx1").bold().paragraph(words),
                ];
                let place = Frame { x: column.x, y: column.y, w: column.w, h };
                slide.text_box(TextBox { name: text::TO_AGREE_TODAY, place, paragraphs, ground: Some("bg2") });
                column.y += h + GAP;
                slide
            }
            Block::Figures(figures) if figures.is_empty() => slide,
            Block::Figures(figures) => {
                let across = across(figures.len(), column.w);
                let w = column.w / across as i64;
                for row in figures.chunks(across) {
                    let h = FIGURE;
                    slide = self.room(slide, column, page, h);
                    for (at, (figure, label)) in row.iter().enumerate() {
                        let paragraphs = vec![
                            Words::new(2800, "accent1").bold().paragraph(figure),
                            Words::new(1200, "tx2").paragraph(label),
                        ];
                        let place = Frame { x: column.x + w * at as i64, y: column.y, w: w - inch(0.1), h };
                        slide.text_box(TextBox { name: text::FIGURE, place, paragraphs, ground: None });
                    }
                    column.y += h + GAP / 2;
                }
                column.y += GAP / 2;
                slide
            }
            Block::Roadmap(roadmap) => {
                for part in roadmap::parts(roadmap, column.w, BOTTOM - TOP) {
                    let h = roadmap::height(&part, column.w);
                    slide = self.room(slide, column, page, h);
                    let place = Frame { x: column.x, y: column.y, w: column.w, h };
                    let drawn = roadmap::group(|| slide.id(), place, &part);
                    slide.add(drawn);
                    column.y += h + GAP;
                }
                slide
            }
            Block::Table(_) | Block::Scorecard { .. } => {
                let (head, rows) = grid(block);
                self.table(slide, column, page, &head, rows)
            }
        }
    }

    /// A table, over as many slides as it takes.
    fn table(
        &mut self,
        mut slide: Slide,
        column: &mut Column,
        page: &Page,
        head: &[String],
        rows: Vec<TableRow>,
    ) -> Slide {
        let mut rest = rows;
        while !rest.is_empty() {
            let size = column.size;
            let first = shape::row_height(&rest[0], &shape::columns(head, &rest, column.w, size), size);
            slide = self.room(slide, column, page, shape::head_height() + first);
            let widths = shape::columns(head, &rest, column.w, size);
            if let Some((first, more)) = shape::divided(&rest[0], &widths, size, BOTTOM - TOP - shape::head_height()) {
                rest.splice(0..1, [first, more]);
            }
            let mut y = column.y + shape::head_height();
            let fits = rest.iter().take_while(|row| {
                y += shape::row_height(row, &widths, size);
                y <= BOTTOM
            });
            let left = rest.split_off(fits.count().max(1));
            let id = slide.id();
            let named: Vec<&str> = head.iter().map(String::as_str).filter(|head| !head.is_empty()).collect();
            let said = format!("{}: {}", page.headline, named.join(", "));
            // With the widths that are drawn: those of the rows that stayed would be others.
            let h = shape::head_height() + rest.iter().map(|row| shape::row_height(row, &widths, size)).sum::<i64>();
            let grid = shape::Grid { head, rows: &rest, widths: &widths, size };
            slide.add(shape::table(id, Frame { x: column.x, y: column.y, w: column.w, h }, &said, &grid));
            column.y += h + GAP;
            rest = left;
        }
        slide
    }

    /// A slide with room for this height: the same, or one that continues it.
    fn room(&mut self, slide: Slide, column: &mut Column, page: &Page, height: i64) -> Slide {
        let is_fresh = column.y == TOP && column.w == WIDTH;
        if column.y + height <= BOTTOM || is_fresh {
            return slide;
        }
        self.end(slide, page);
        *column = Column { x: LEFT, w: WIDTH, y: TOP, size: column.size };
        self.content(page, true)
    }

    /// A slide with headline, foot and number.
    fn content(&mut self, page: &Page, continues: bool) -> Slide {
        let mut slide = self.begin(CONTENT);
        let headline = if continues { continued(&page.headline) } else { page.headline.clone() };
        slide.add(fill(2, Placeholder::TITLE, &[&headline]));
        let foot = if page.source.is_empty() {
            self.document.foot.clone()
        } else {
            format!("{}   {}", self.document.foot, page.source)
        };
        slide.add(fill(3, Placeholder::FOOT, &[&foot]));
        slide.add(shape::slide_number(4, self.slides.len() + 1));
        slide.next = 4;
        slide
    }

    fn begin(&mut self, layout: &str) -> Slide {
        let path = format!("ppt/slides/slide{}.xml", self.slides.len() + 1);
        self.package.relate(&path, "slideLayout", layout);
        Slide { path, shapes: Vec::new(), next: 1, has_body: false }
    }

    fn end(&mut self, mut slide: Slide, page: &Page) {
        if self.document.face == Face::Internal {
            let place = Frame { x: LEFT + WIDTH - inch(3.0), y: inch(0.15), w: inch(3.0), h: inch(0.28) };
            let words = Words::new(1000, look::RISK).bold().aligned(Align::Right);
            slide.text(text::INTERNAL, place, words.paragraph(Face::Internal.mark()));
        } else if let Some(logo) = &self.brand.logo {
            let relation = self.package.relate(&slide.path, "image", "ppt/media/logo.png");
            let (w, h) = logo.fit(inch(1.6), inch(0.38));
            let id = slide.id();
            let place = Frame { x: LEFT + WIDTH - w, y: inch(0.2), w, h };
            slide.add(shape::picture(id, place, &self.brand.company, &relation));
        }
        if self.document.face == Face::Internal && !page.notes.is_empty() {
            let path = format!("ppt/notesSlides/notesSlide{}.xml", self.slides.len() + 1);
            let notes: Vec<&str> = page.notes.lines().collect();
            let shapes = [shape::slide_image(2, None), fill(3, Placeholder::NOTES, &notes)];
            self.package.xml(
                &path,
                "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml",
                &look::part("p:notes").with(tree(el("p:cSld"), shapes)).with(colours_of_master()),
            );
            self.package.relate(&path, "notesMaster", NOTES_MASTER);
            self.package.relate(&path, "slide", &slide.path);
            self.package.relate(&slide.path, "notesSlide", &path);
        }
        self.package.xml(
            &slide.path,
            "application/vnd.openxmlformats-officedocument.presentationml.slide+xml",
            &look::part("p:sld").with(tree(el("p:cSld"), slide.shapes)).with(colours_of_master()),
        );
        self.slides.push(slide.path);
    }

    fn chart(&mut self, slide: &mut Slide, place: Frame, said: &str, data: &Data) -> ZipResult<()> {
        self.charts += 1;
        let path = format!("ppt/charts/chart{}.xml", self.charts);
        let sheet = format!("ppt/embeddings/chart{}.xlsx", self.charts);
        let workbook = self.package.relate(&path, "package", &sheet);
        self.package.xml(
            &path,
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            &chart::part(data, &workbook),
        );
        self.package.bytes(
            &sheet,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            chart::workbook(data)?,
        );
        let relation = self.package.relate(&slide.path, "chart", &path);
        let id = slide.id();
        slide.add(shape::chart(id, place, said, &relation));
        Ok(())
    }
}

/// The height of a row of large figures.
const FIGURE: i64 = inch(0.85);

fn across(figures: usize, width: i64) -> usize {
    if width < inch(6.0) { 1 } else { figures.clamp(1, 4) }
}

/// How much of a column a block takes, with the room after it.
fn height(block: &Block, width: i64, size: u32) -> i64 {
    match block {
        Block::Cover { .. } | Block::Waterfall { .. } => 0,
        Block::Text(words) => shape::height_of(shape::lines(words, width, size), size) + GAP,
        Block::List(items) => {
            let line = |item: &String| height(&Block::Text(format!("• {item}")), width, size) - GAP / 2;
            items.iter().map(line).sum::<i64>() + GAP / 2
        }
        Block::Ask(words) => {
            shape::height_of(shape::lines(words, width - inch(0.3), size), size)
                + shape::height_of(1, 1100)
                + inch(0.24)
                + GAP
        }
        Block::Figures(figures) => {
            figures.len().div_ceil(across(figures.len(), width)) as i64 * (FIGURE + GAP / 2) + GAP / 2
        }
        Block::Roadmap(roadmap) => roadmap::height(roadmap, width) + GAP,
        Block::Table(_) | Block::Scorecard { .. } => {
            let (head, rows) = grid(block);
            if rows.is_empty() { 0 } else { table_height(&head, &rows, width, size) + GAP }
        }
    }
}

fn table_height(head: &[String], rows: &[TableRow], width: i64, size: u32) -> i64 {
    let widths = shape::columns(head, rows, width, size);
    shape::head_height() + rows.iter().map(|row| shape::row_height(row, &widths, size)).sum::<i64>()
}

/// What a block shows as a table. What stands in an empty one is for its author, and stays out of the file.
fn grid(block: &Block) -> (Vec<String>, Vec<TableRow>) {
    match block {
        Block::Table(table) => {
            let rows = table.rows.iter().map(|cells| TableRow { cells: cells.clone(), is_group: false });
            (table.head.clone(), rows.collect())
        }
        Block::Scorecard { period, before, groups } => {
            let row = |measure: &Measure| TableRow { cells: measure.cells(), is_group: false };
            let group = |name: &str| TableRow { cells: vec![Cell::Text(name.to_owned())], is_group: true };
            let rows =
                groups.iter().flat_map(|(name, measures)| std::iter::once(group(name)).chain(measures.iter().map(row)));
            (Measure::heads(period, before).to_vec(), rows.collect())
        }
        _ => (Vec::new(), Vec::new()),
    }
}
