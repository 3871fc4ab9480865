//! Native charts with their data: the chart's part and the workbook behind it.

use zip::result::ZipResult;

use super::{
    drawing::{colour, default_run, end_of_paragraph, no_fill, no_outline, outline, solid},
    look::{DRAWING, INK_2, LINE, RELATIONS},
    package::Package,
};
use crate::{
    document::{Series, StepKind, WaterfallStep, levels},
    domain::rounding::round_half_away,
    export::xml::{Element, el},
    words::paper::{common, export as text},
};

/// Columns of numbers under one column of names: what a chart shows, and what its workbook holds.
pub struct Data {
    /// The names of the rows.
    pub names: Vec<String>,
    /// The columns of numbers.
    pub columns: Vec<Numbers>,
    /// How values are written.
    pub format: &'static str,
    /// Whether columns stand on each other; else they are lines.
    pub stacked: bool,
    /// What is written at each row, where that is not the value of a column: a step may be drawn in two segments.
    pub labels: Vec<String>,
}

/// A column of numbers.
pub struct Numbers {
    /// Its name.
    pub name: String,
    /// A value for each row.
    pub values: Vec<Option<f64>>,
    /// How it is drawn.
    pub ink: Ink,
}

/// How a column of numbers is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// A line with its first and last value.
    Line,
    /// Not drawn: it lifts what stands on it.
    Nothing,
    /// Filled with a colour of the theme.
    Full(&'static str),
    /// Hatched: an estimate.
    Hatched,
}

impl From<&Series> for Data {
    fn from(series: &Series) -> Self {
        let names = series.points.iter().map(|(name, _)| name.clone()).collect();
        let values = series.points.iter().map(|(_, value)| Some(*value)).collect();
        // As many decimals as the document writes. What was kept before that was said is written with a point.
        let kept = |shown: &String| {
            shown.rsplit_once('.').map_or(0, |(_, rest)| rest.chars().take_while(char::is_ascii_digit).count())
        };
        let decimals = series.decimals.or_else(|| series.shown.iter().map(kept).max());
        let format = match decimals.unwrap_or(0) {
            0 => "#,##0",
            1 => "#,##0.0",
            2 => "#,##0.00",
            _ => "#,##0.000",
        };
        Self {
            names,
            columns: vec![Numbers { name: series.name.clone(), values, ink: Ink::Line }],
            format,
            stacked: false,
            labels: Vec::new(),
        }
    }
}

/// A waterfall as columns that stand on each other, the lowest not drawn.
pub fn waterfall(steps: &[WaterfallStep]) -> Data {
    let bars = levels(steps);
    // Sums of decimal fractions carry a trace of the binary ones; a millionth is finer than any chart.
    let rounded = |value: f64| round_half_away(value, 6);
    // What is drawn lies above the ground, or below it, or on both sides; a column is one side of one kind.
    let column = |name: &str, ink: Ink, value: &dyn Fn(&WaterfallStep, f64, f64) -> Option<f64>| {
        let values = steps.iter().zip(&bars).map(|(step, (from, to))| {
            value(step, from.min(*to), from.max(*to)).map(rounded).filter(|value| *value != 0.0)
        });
        Numbers { name: name.to_owned(), values: values.collect(), ink }
    };
    let mut columns = vec![column(text::GROUND, Ink::Nothing, &|_, low, high| {
        if low > 0.0 { Some(low) } else { Some(high.min(0.0)) }
    })];
    for (kind, name, ink) in [
        (StepKind::Confirmed, common::CONFIRMED, Ink::Full("accent1")),
        (StepKind::Estimated, common::ESTIMATE, Ink::Hatched),
        (StepKind::Cost, text::COST, Ink::Full("accent6")),
        (StepKind::Total, text::SUM, Ink::Full("tx1")),
    ] {
        let above = column(name, ink, &|step, low, high| (step.kind == kind).then(|| high.max(0.0) - low.max(0.0)));
        let below = column(&text::below_zero(name), ink, &|step, low, high| {
            (step.kind == kind).then(|| low.min(0.0) - high.min(0.0))
        });
        columns.extend([above, below].into_iter().filter(|column| column.values.iter().any(Option::is_some)));
    }
    Data {
        names: steps.iter().map(|step| step.name.clone()).collect(),
        columns,
        format: "#,##0.00",
        stacked: true,
        labels: steps.iter().map(|step| step.shown.clone()).collect(),
    }
}

impl Data {
    /// The column whose segment carries the label of a row: the largest that is drawn.
    fn labelled(&self, row: usize) -> Option<usize> {
        let drawn = self.columns.iter().enumerate().filter(|(_, column)| column.ink != Ink::Nothing);
        let sizes = drawn.filter_map(|(at, column)| Some((at, column.values.get(row).copied().flatten()?.abs())));
        sizes.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    }

    /// The cells that hold the labels, as a formula.
    fn label_cells(&self) -> String {
        let column = letter(self.columns.len() + 1);
        format!("Data!${column}$2:${column}${}", self.names.len() + 1)
    }
}

/// The name of a column of a sheet: A, B, C.
fn letter(column: usize) -> char {
    char::from(b'A' + (column % 26) as u8)
}

/// A cell of a sheet that holds words.
fn word_cell(cell: String, words: &str) -> Element {
    let text = el("is").with(el("t").text(words));
    el("c").set("r", cell).set("t", "inlineStr").with(text)
}

/// A row of the sheet behind a chart: the name, the values, the label.
fn sheet_row(data: &Data, row: usize, name: &str) -> Element {
    let line = row + 2;
    let number = |(at, column): (usize, &Numbers)| {
        let value = column.values.get(row).copied().flatten()?;
        let cell = format!("{}{line}", letter(at + 1));
        Some(el("c").set("r", cell).with(el("v").text(value.to_string())))
    };
    let label = data.labels.get(row);
    let label = label.map(|label| word_cell(format!("{}{line}", letter(data.columns.len() + 1)), label));
    el("row")
        .set("r", line)
        .with(word_cell(format!("A{line}"), name))
        .all(data.columns.iter().enumerate().filter_map(number))
        .all(label)
}

/// The workbook behind a chart.
pub fn workbook(data: &Data) -> ZipResult<Vec<u8>> {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    const BOOK: &str = "xl/workbook.xml";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OF_BOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    const OF_SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
    let label = (!data.labels.is_empty()).then_some(text::LABEL);
    let heads = data.columns.iter().map(|column| column.name.as_str()).chain(label);
    let heads = std::iter::once("").chain(heads).enumerate();
    let head = el("row").set("r", 1).all(heads.map(|(at, name)| word_cell(format!("{}1", letter(at)), name)));
    let rows = data.names.iter().enumerate().map(|(row, name)| sheet_row(data, row, name));
    let mut package = Package::default();
    package.relate("", "officeDocument", BOOK);
    let sheet = package.relate(BOOK, "worksheet", SHEET);
    let sheets = el("sheets").with(el("sheet").set("name", "Data").set("sheetId", 1).set("r:id", sheet));
    package.xml(BOOK, OF_BOOK, &el("workbook").set("xmlns", MAIN).set("xmlns:r", RELATIONS).with(sheets));
    let cells = el("sheetData").with(head).all(rows);
    package.xml(SHEET, OF_SHEET, &el("worksheet").set("xmlns", MAIN).with(cells));
    package.finish()
}

/// A property of a chart, whose value is an attribute.
fn val(name: &'static str, value: impl std::fmt::Display) -> Element {
    el(name).set("val", value)
}

/// A point of what a chart remembers of its workbook.
fn point(at: usize, value: impl Into<String>) -> Element {
    el("c:pt").set("idx", at).with(el("c:v").text(value))
}

/// Words of the workbook, as the chart remembers them.
fn string_reference(formula: String, words: &[&str]) -> Element {
    let points = words.iter().enumerate().map(|(at, words)| point(at, *words));
    let cache = el("c:strCache").with(val("c:ptCount", words.len())).all(points);
    el("c:strRef").with(el("c:f").text(formula)).with(cache)
}

/// One column of numbers as a series.
fn series(data: &Data, at: usize, numbers: &Numbers) -> Element {
    let (column, last) = (letter(at + 1), data.names.len() + 1);
    let names: Vec<&str> = data.names.iter().map(String::as_str).collect();
    let points =
        numbers.values.iter().enumerate().filter_map(|(at, value)| Some(point(at, value.as_ref()?.to_string())));
    let cache = el("c:numCache")
        .with(el("c:formatCode").text(data.format))
        .with(val("c:ptCount", data.names.len()))
        .all(points);
    let values = el("c:numRef").with(el("c:f").text(format!("Data!${column}$2:${column}${last}"))).with(cache);
    el("c:ser")
        .with(val("c:idx", at))
        .with(val("c:order", at))
        .with(el("c:tx").with(string_reference(format!("Data!${column}$1"), &[numbers.name.as_str()])))
        .all(drawn(numbers.ink))
        .all(data.stacked.then(|| val("c:invertIfNegative", 0)))
        .with(labels(data, at, numbers))
        .with(el("c:cat").with(string_reference(format!("Data!$A$2:$A${last}"), &names)))
        .with(el("c:val").with(values))
        .all((!data.stacked).then(|| val("c:smooth", 0)))
        .all(label_range(data, numbers.ink))
}

/// The series as columns that stand on each other, or as lines.
fn plot(data: &Data) -> Element {
    let all = data.columns.iter().enumerate().map(|(at, numbers)| series(data, at, numbers));
    let axes = [val("c:axId", 111), val("c:axId", 222)];
    if data.stacked {
        el("c:barChart")
            .all([val("c:barDir", "col"), val("c:grouping", "stacked"), val("c:varyColors", 0)])
            .all(all)
            .all([val("c:gapWidth", 50), val("c:overlap", 100)])
            .all(axes)
    } else {
        el("c:lineChart")
            .all([val("c:grouping", "standard"), val("c:varyColors", 0)])
            .all(all)
            .with(val("c:marker", 1))
            .all(axes)
    }
}

/// The axis of the names.
fn category_axis() -> Element {
    let words = el("c:txPr")
        .with(el("a:bodyPr").set("rot", 0).set("vert", "horz"))
        .with(el("a:lstStyle"))
        .with(paragraph_of(el("a:defRPr").set("sz", 1000).with(solid(INK_2))));
    el("c:catAx")
        .with(val("c:axId", 111))
        .with(el("c:scaling").with(val("c:orientation", "minMax")))
        .all([val("c:delete", 0), val("c:axPos", "b")])
        .with(number_format("General"))
        .all([val("c:majorTickMark", "none"), val("c:minorTickMark", "none"), val("c:tickLblPos", "low")])
        .with(el("c:spPr").with(outline(9525, LINE)))
        .with(words)
        .all([val("c:crossAx", 222), val("c:crosses", "autoZero"), val("c:auto", 1)])
        .all([val("c:lblAlgn", "ctr"), val("c:lblOffset", 100), val("c:noMultiLvlLbl", 0)])
}

/// The axis of the values, which is not drawn. A line may begin above zero; columns that stand on each other may not.
fn value_axis(data: &Data) -> Element {
    let bounds = if data.stacked { None } else { bounds(data) };
    el("c:valAx")
        .with(val("c:axId", 222))
        .with(el("c:scaling").with(val("c:orientation", "minMax")).all(bounds.into_iter().flatten()))
        .all([val("c:delete", 1), val("c:axPos", "l")])
        .with(number_format(data.format))
        .all([val("c:majorTickMark", "none"), val("c:minorTickMark", "none"), val("c:tickLblPos", "nextTo")])
        .all([val("c:crossAx", 111), val("c:crosses", "autoZero"), val("c:crossBetween", "between")])
}

fn number_format(code: &str) -> Element {
    el("c:numFmt").set("formatCode", code).set("sourceLinked", 0)
}

/// A paragraph that only says how words are set.
fn paragraph_of(run: Element) -> Element {
    el("a:p").with(el("a:pPr").with(run)).with(end_of_paragraph())
}

/// The part of a chart; `relation` is its name for the workbook.
pub fn part(data: &Data, relation: &str) -> Element {
    let area = el("c:plotArea").with(el("c:layout")).with(plot(data)).with(category_axis()).with(value_axis(data));
    let chart = el("c:chart")
        .with(val("c:autoTitleDeleted", 1))
        .with(area)
        .all([val("c:plotVisOnly", 1), val("c:dispBlanksAs", "gap")]);
    let workbook = el("c:externalData").set("r:id", relation).with(val("c:autoUpdate", 0));
    el("c:chartSpace")
        .set("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart")
        .set("xmlns:a", DRAWING)
        .set("xmlns:r", RELATIONS)
        .with(val("c:roundedCorners", 0))
        .with(chart)
        .with(workbook)
}

/// How a series looks; a line has marks on it.
fn drawn(ink: Ink) -> Vec<Element> {
    let looks = |parts: Vec<Element>| el("c:spPr").all(parts);
    match ink {
        Ink::Line => {
            let line = outline(34_925, "accent1").with(el("a:round"));
            let mark = el("c:marker")
                .all([val("c:symbol", "circle"), val("c:size", 6)])
                .with(looks(vec![solid("accent1"), no_outline()]));
            vec![looks(vec![line.set("cap", "rnd")]), mark]
        }
        Ink::Nothing => vec![looks(vec![no_fill(), no_outline()])],
        Ink::Full(colour) => vec![looks(vec![solid(colour)])],
        Ink::Hatched => {
            let hatch = el("a:pattFill")
                .set("prst", "wdUpDiag")
                .with(el("a:fgClr").with(colour("accent1")))
                .with(el("a:bgClr").with(colour("bg1")));
            vec![looks(vec![hatch, outline(9525, "accent1")])]
        }
    }
}

/// The extensions by which the labels of a chart are cells of its workbook.
const CHART_2012: &str = "http://schemas.microsoft.com/office/drawing/2012/chart";

fn extension(id: &str, parts: impl IntoIterator<Item = Element>) -> Element {
    el("c:extLst").with(el("c:ext").set("uri", id).set("xmlns:c15", CHART_2012).all(parts))
}

/// The cells from which a column of a waterfall takes its labels, so that they follow an edit of the workbook.
fn label_range(data: &Data, ink: Ink) -> Option<Element> {
    if data.labels.is_empty() || ink == Ink::Nothing {
        return None;
    }
    let points = data.labels.iter().enumerate().map(|(at, label)| point(at, label));
    let cache = el("c15:dlblRangeCache").with(val("c:ptCount", data.labels.len())).all(points);
    let range = el("c15:datalabelsRange").with(el("c15:f").text(data.label_cells())).with(cache);
    Some(extension("{02D57815-91ED-43cb-92C2-25804820EDAC}", [range]))
}

/// What a label shows of its point: its value, or nothing.
fn shows(value: bool) -> Vec<Element> {
    let mut parts = vec![val("c:showLegendKey", 0), val("c:showVal", u8::from(value))];
    parts.extend(["c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"].map(|name| val(name, 0)));
    parts
}

/// The label of a step at its largest segment, with the amount of the step from the workbook.
fn step_label(column: usize, at: usize, shown: &str, style: &[Element]) -> Element {
    let field = el("a:fld")
        .set("id", format!("{{7B1C2A00-0000-4000-8000-{column:04X}{at:08X}}}"))
        .set("type", "CELLRANGE")
        .with(el("a:rPr").set("lang", "en-GB"))
        .with(el("a:t").text(shown));
    let rich = el("c:rich").with(el("a:bodyPr")).with(el("a:lstStyle")).with(el("a:p").with(field));
    let from_cells = extension(
        "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}",
        [el("c15:dlblFieldTable"), el("c15:showDataLabelsRange").set("val", 1)],
    );
    el("c:dLbl")
        .with(val("c:idx", at))
        .with(el("c:tx").with(rich))
        .all(style.iter().cloned())
        .with(val("c:dLblPos", "ctr"))
        .all(shows(false))
        .with(from_cells)
}

/// The labels of a series: each step of a waterfall once, the ends of a line.
fn labels(data: &Data, column: usize, numbers: &Numbers) -> Element {
    // On a dark column the number is light; on a hatched one it needs a ground.
    let (ink, ground) = match numbers.ink {
        Ink::Full(_) => ("bg1", no_fill()),
        _ => ("tx1", solid("bg1")),
    };
    let words =
        el("c:txPr").with(el("a:bodyPr")).with(el("a:lstStyle")).with(paragraph_of(default_run(1100, true, ink)));
    let style = [number_format(data.format), el("c:spPr").with(ground), words];
    match numbers.ink {
        Ink::Nothing => el("c:dLbls").all(shows(false)),
        Ink::Full(_) | Ink::Hatched => {
            let rows = data.labels.iter().enumerate().filter(|(at, _)| data.labelled(*at) == Some(column));
            let labels: Vec<Element> = rows.map(|(at, shown)| step_label(column, at, shown, &style)).collect();
            el("c:dLbls").all(labels).all(style).all(shows(false))
        }
        Ink::Line => {
            let ends = [0, numbers.values.len().saturating_sub(1)];
            let end = |at: usize| {
                el("c:dLbl")
                    .with(val("c:idx", at))
                    .all(style.iter().cloned())
                    .with(val("c:dLblPos", "t"))
                    .all(shows(true))
            };
            el("c:dLbls").all(ends.map(end)).all(shows(false))
        }
    }
}

/// The bounds of the value axis, with a third of the span as room on both sides.
fn bounds(data: &Data) -> Option<[Element; 2]> {
    let values = || data.columns.iter().flat_map(|column| column.values.iter().flatten());
    let (least, most) =
        (values().copied().fold(f64::INFINITY, f64::min), values().copied().fold(f64::NEG_INFINITY, f64::max));
    let room = ((most - least) / 3.0).max(f64::EPSILON.max(most.abs() / 20.0));
    least.is_finite().then(|| [val("c:max", most + room), val("c:min", least - room)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str, amount: f64, kind: StepKind) -> WaterfallStep {
        WaterfallStep { name: name.into(), amount, shown: amount.to_string(), kind }
    }

    #[test]
    fn a_chart_has_the_decimals_of_the_document_whatever_separates_them() {
        let series = |shown: &str, decimals| Series {
            name: "Bed turnaround".into(),
            points: vec![("Q1".into(), 62.5)],
            shown: vec![shown.into()],
            decimals,
        };
        assert_eq!(Data::from(&series("62,5", Some(1))).format, "#,##0.0");
        assert_eq!(Data::from(&series("1.234", Some(0))).format, "#,##0");
        assert_eq!(Data::from(&series("62.50", None)).format, "#,##0.00");
    }

    #[test]
    fn columns_of_a_waterfall_add_up_to_its_steps() {
        let steps = [
            step("A", 3.0, StepKind::Confirmed),
            step("B", 1.0, StepKind::Estimated),
            step("Cost", -5.0, StepKind::Cost),
            step("Net", -1.0, StepKind::Total),
        ];
        let data = waterfall(&steps);
        let of = |name: &str| data.columns.iter().find(|each| each.name == name).map(|each| each.values.clone());
        assert_eq!(of("Ground"), Some(vec![None, Some(3.0), None, None]));
        assert_eq!(of("Cost"), Some(vec![None, None, Some(4.0), None]));
        assert_eq!(of("Cost, below zero"), Some(vec![None, None, Some(-1.0), None]));
        assert_eq!(of("Sum, below zero"), Some(vec![None, None, None, Some(-1.0)]));
        assert_eq!(of("Sum"), None);
    }

    #[test]
    fn a_step_is_labelled_once_with_its_own_amount_however_many_segments_draw_it() {
        let steps = [
            step("A", 3.5, StepKind::Confirmed),
            step("Cost", -1.84, StepKind::Cost),
            step("More cost", -2.0, StepKind::Cost),
            step("Net", -0.34, StepKind::Total),
        ];
        let part = part(&waterfall(&steps), "rId1").to_string();
        for (at, shown) in ["3.5", "-1.84", "-2", "-0.34"].into_iter().enumerate() {
            let label = format!("<a:t>{shown}</a:t>");
            assert_eq!(part.matches(&label).count(), 1, "step {at} is labelled {shown}");
        }
        assert_eq!(part.matches("type=\"CELLRANGE\"").count(), steps.len());
        assert!(!part.contains("showVal val=\"1\""), "no segment shows its own height");
        assert!(part.contains("<c15:f>Data!$G$2:$G$5</c15:f>"));
    }
}
