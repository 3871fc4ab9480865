//! Native charts with their data: the chart's part and the workbook behind it.

use zip::result::ZipResult;

use super::{
    look::{INK_2, LINE},
    package::Package,
};
use crate::domain::rounding::round_half_away;
use crate::{
    document::{Series, Step, StepKind, levels},
    export::xml::text,
};

/// Columns of numbers under one column of names: what a chart shows, and what its workbook holds.
pub struct Data {
    /// The names of the rows.
    pub names: Vec<String>,
    /// Name of each column, its values, and how it is drawn.
    pub columns: Vec<(String, Vec<Option<f64>>, Ink)>,
    /// How values are written.
    pub format: &'static str,
    /// Whether columns stand on each other; else they are lines.
    pub stacked: bool,
    /// What is written at each row, where that is not the value of a column: a step may be drawn in two segments.
    pub labels: Vec<String>,
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
            columns: vec![(series.name.clone(), values, Ink::Line)],
            format,
            stacked: false,
            labels: Vec::new(),
        }
    }
}

/// A waterfall as columns that stand on each other, the lowest not drawn.
pub fn waterfall(steps: &[Step]) -> Data {
    let bars = levels(steps);
    // Sums of decimal fractions carry a trace of the binary ones; a millionth is finer than any chart.
    let rounded = |value: f64| round_half_away(value, 6);
    // What is drawn lies above the ground, or below it, or on both sides; a column is one side of one kind.
    let column = |name: &str, ink: Ink, value: &dyn Fn(&Step, f64, f64) -> Option<f64>| {
        let values = steps.iter().zip(&bars).map(|(step, (from, to))| {
            value(step, from.min(*to), from.max(*to)).map(rounded).filter(|value| *value != 0.0)
        });
        (name.to_owned(), values.collect::<Vec<_>>(), ink)
    };
    let mut columns =
        vec![column("Ground", Ink::Nothing, &|_, low, high| if low > 0.0 { Some(low) } else { Some(high.min(0.0)) })];
    for (kind, name, ink) in [
        (StepKind::Confirmed, "Confirmed", Ink::Full("accent1")),
        (StepKind::Estimated, "Estimate", Ink::Hatched),
        (StepKind::Cost, "Cost", Ink::Full("accent6")),
        (StepKind::Total, "Sum", Ink::Full("tx1")),
    ] {
        let above = column(name, ink, &|step, low, high| (step.kind == kind).then(|| high.max(0.0) - low.max(0.0)));
        let below = column(&format!("{name}, below zero"), ink, &|step, low, high| {
            (step.kind == kind).then(|| low.min(0.0) - high.min(0.0))
        });
        columns.extend([above, below].into_iter().filter(|(_, values, _)| values.iter().any(Option::is_some)));
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
        let drawn = self.columns.iter().enumerate().filter(|(_, (_, _, ink))| *ink != Ink::Nothing);
        let sizes = drawn.filter_map(|(at, (_, values, _))| Some((at, values.get(row).copied().flatten()?.abs())));
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

/// The workbook behind a chart.
pub fn workbook(data: &Data) -> ZipResult<Vec<u8>> {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    const BOOK: &str = "xl/workbook.xml";
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let words =
        |cell: String, words: &str| format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{}</t></is></c>", text(words));
    let label_head = (!data.labels.is_empty()).then_some("Label");
    let heads = data.columns.iter().map(|(name, ..)| name.as_str()).chain(label_head);
    let head: String = heads.enumerate().map(|(at, name)| words(format!("{}1", letter(at + 1)), name)).collect();
    let rows: String = data
        .names
        .iter()
        .enumerate()
        .map(|(row, name)| {
            let line = row + 2;
            let values: String = data
                .columns
                .iter()
                .enumerate()
                .filter_map(|(at, (_, values, _))| {
                    values[row].map(|value| format!("<c r=\"{}{line}\"><v>{value}</v></c>", letter(at + 1)))
                })
                .collect();
            let label =
                data.labels.get(row).map(|label| words(format!("{}{line}", letter(data.columns.len() + 1)), label));
            let label = label.unwrap_or_default();
            format!("<row r=\"{line}\">{}{values}{label}</row>", words(format!("A{line}"), name))
        })
        .collect();
    let mut package = Package::default();
    package.relate("", "officeDocument", BOOK);
    let sheet = package.relate(BOOK, "worksheet", SHEET);
    package.xml(BOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", &format!("<workbook {MAIN} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"{sheet}\"/></sheets></workbook>"));
    package.xml(
        SHEET,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml",
        &format!(
            "<worksheet {MAIN}><sheetData><row r=\"1\">{}{head}</row>{rows}</sheetData></worksheet>",
            words("A1".into(), "")
        ),
    );
    package.finish()
}

/// The part of a chart; `relation` is its name for the workbook.
pub fn part(data: &Data, relation: &str) -> String {
    let last = data.names.len() + 1;
    let names: String = data
        .names
        .iter()
        .enumerate()
        .map(|(at, name)| format!("<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", text(name)))
        .collect();
    let category = format!(
        "<c:cat><c:strRef><c:f>Data!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{}\"/>{names}</c:strCache></c:strRef></c:cat>",
        data.names.len()
    );
    let series: String = data
        .columns
        .iter()
        .enumerate()
        .map(|(at, (name, values, ink))| {
            let column = letter(at + 1);
            let points: String = values.iter().enumerate().filter_map(|(at, value)| value.map(|value| format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>"))).collect();
            let tx = format!("<c:tx><c:strRef><c:f>Data!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>", text(name));
            let value = format!("<c:val><c:numRef><c:f>Data!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>{}</c:formatCode><c:ptCount val=\"{}\"/>{points}</c:numCache></c:numRef></c:val>", data.format, data.names.len());
            let invert = if data.stacked { "<c:invertIfNegative val=\"0\"/>" } else { "" };
            let smooth = if data.stacked { "" } else { "<c:smooth val=\"0\"/>" };
            format!("<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/>{tx}{}{invert}{}{category}{value}{smooth}{}</c:ser>", drawn(*ink), labels(data, at, *ink, values), label_range(data, *ink))
        })
        .collect();
    let axes = "<c:axId val=\"111\"/><c:axId val=\"222\"/>";
    let kind = if data.stacked {
        format!(
            "<c:barChart><c:barDir val=\"col\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>{series}<c:gapWidth val=\"50\"/><c:overlap val=\"100\"/>{axes}</c:barChart>"
        )
    } else {
        format!(
            "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}<c:marker val=\"1\"/>{axes}</c:lineChart>"
        )
    };
    let words = format!(
        "<c:txPr><a:bodyPr rot=\"0\" vert=\"horz\"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1000\"><a:solidFill><a:srgbClr val=\"{INK_2}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>"
    );
    let line =
        format!("<c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"{LINE}\"/></a:solidFill></a:ln></c:spPr>");
    // A line may begin above zero; columns that stand on each other may not.
    let least = if data.stacked { String::new() } else { bounds(data) };
    format!(
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>{kind}<c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{line}{words}<c:crossAx val=\"222\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx><c:valAx><c:axId val=\"222\"/><c:scaling><c:orientation val=\"minMax\"/>{least}</c:scaling><c:delete val=\"1\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"111\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx></c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:externalData r:id=\"{relation}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        data.format
    )
}

fn drawn(ink: Ink) -> String {
    match ink {
        Ink::Line => "<c:spPr><a:ln w=\"34925\" cap=\"rnd\"><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:round/></a:ln></c:spPr><c:marker><c:symbol val=\"circle\"/><c:size val=\"6\"/><c:spPr><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr></c:marker>".to_owned(),
        Ink::Nothing => "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>".to_owned(),
        Ink::Full(colour) => format!("<c:spPr><a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill></c:spPr>"),
        Ink::Hatched => "<c:spPr><a:pattFill prst=\"wdUpDiag\"><a:fgClr><a:schemeClr val=\"accent1\"/></a:fgClr><a:bgClr><a:schemeClr val=\"bg1\"/></a:bgClr></a:pattFill><a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"accent1\"/></a:solidFill></a:ln></c:spPr>".to_owned(),
    }
}

const CHART_2012: &str = "xmlns:c15=\"http://schemas.microsoft.com/office/drawing/2012/chart\"";

/// The cells from which a column of a waterfall takes its labels, so that they follow an edit of the workbook.
fn label_range(data: &Data, ink: Ink) -> String {
    if data.labels.is_empty() || ink == Ink::Nothing {
        return String::new();
    }
    let cached: String = data
        .labels
        .iter()
        .enumerate()
        .map(|(at, label)| format!("<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", text(label)))
        .collect();
    format!(
        "<c:extLst><c:ext uri=\"{{02D57815-91ED-43cb-92C2-25804820EDAC}}\" {CHART_2012}><c15:datalabelsRange>\
         <c15:f>{}</c15:f><c15:dlblRangeCache><c:ptCount val=\"{}\"/>{cached}</c15:dlblRangeCache>\
         </c15:datalabelsRange></c:ext></c:extLst>",
        data.label_cells(),
        data.labels.len()
    )
}

/// The labels of a waterfall's column: each step is labelled once, at its largest segment, with its own amount.
fn step_labels(data: &Data, column: usize, words: &str, hidden: &str) -> String {
    let label = |at: usize, text_of: &str| {
        format!(
            "<c:dLbl><c:idx val=\"{at}\"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>\
             <a:fld id=\"{{7B1C2A00-0000-4000-8000-{column:04X}{at:08X}}}\" type=\"CELLRANGE\"><a:rPr lang=\"en-GB\"/>\
             <a:t>{}</a:t></a:fld></a:p></c:rich></c:tx>{words}<c:dLblPos val=\"ctr\"/>{hidden}\
             <c:extLst><c:ext uri=\"{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}\" {CHART_2012}><c15:dlblFieldTable/>\
             <c15:showDataLabelsRange val=\"1\"/></c:ext></c:extLst></c:dLbl>",
            text(text_of)
        )
    };
    let rows = data.labels.iter().enumerate().filter(|(at, _)| data.labelled(*at) == Some(column));
    let labels: String = rows.map(|(at, shown)| label(at, shown)).collect();
    format!("<c:dLbls>{labels}{words}{hidden}</c:dLbls>")
}

fn labels(data: &Data, column: usize, ink: Ink, values: &[Option<f64>]) -> String {
    const HIDDEN: &str = "<c:showLegendKey val=\"0\"/><c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>";
    let shown = HIDDEN.replace("showVal val=\"0\"", "showVal val=\"1\"");
    // On a dark column the number is light; on a hatched one it needs a ground.
    let (colour, ground) = match ink {
        Ink::Full(_) => ("bg1", "<a:noFill/>"),
        _ => ("tx1", "<a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>"),
    };
    let words = format!(
        "<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:spPr>{ground}</c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1100\" b=\"1\"><a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>",
        data.format
    );
    match ink {
        Ink::Nothing => format!("<c:dLbls>{HIDDEN}</c:dLbls>"),
        Ink::Full(_) | Ink::Hatched => step_labels(data, column, &words, HIDDEN),
        Ink::Line => {
            let ends = [0, values.len().saturating_sub(1)];
            let marked: String = ends
                .iter()
                .map(|at| format!("<c:dLbl><c:idx val=\"{at}\"/>{words}<c:dLblPos val=\"t\"/>{shown}</c:dLbl>"))
                .collect();
            format!("<c:dLbls>{marked}{HIDDEN}</c:dLbls>")
        }
    }
}

/// The bounds of the value axis, with a third of the span as room on both sides.
fn bounds(data: &Data) -> String {
    let values = || data.columns.iter().flat_map(|(_, values, _)| values.iter().flatten());
    let (least, most) =
        (values().copied().fold(f64::INFINITY, f64::min), values().copied().fold(f64::NEG_INFINITY, f64::max));
    if !least.is_finite() {
        return String::new();
    }
    let room = ((most - least) / 3.0).max(f64::EPSILON.max(most.abs() / 20.0));
    format!("<c:max val=\"{}\"/><c:min val=\"{}\"/>", most + room, least - room)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str, amount: f64, kind: StepKind) -> Step {
        Step { name: name.into(), amount, shown: amount.to_string(), kind }
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
        let of = |name: &str| data.columns.iter().find(|(each, ..)| each == name).map(|(_, values, _)| values.clone());
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
        let part = part(&waterfall(&steps), "rId1");
        for (at, shown) in ["3.5", "-1.84", "-2", "-0.34"].into_iter().enumerate() {
            let label = format!("<a:t>{shown}</a:t>");
            assert_eq!(part.matches(&label).count(), 1, "step {at} is labelled {shown}");
        }
        assert_eq!(part.matches("type=\"CELLRANGE\"").count(), steps.len());
        assert!(!part.contains("showVal val=\"1\""), "no segment shows its own height");
        assert!(part.contains("<c15:f>Data!$G$2:$G$5</c15:f>"));
    }
}
