"""Reads the documents that the tests left in target/documents with readers that are not ours, and fails where one of them
finds less than the document says: slides with python-pptx and LibreOffice, Markdown, web pages, calendars."""

import io
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile
from html.parser import HTMLParser
from pathlib import Path

from icalendar import Calendar
from markdown_it import MarkdownIt
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pypdf import PdfReader

FOLDER = Path(__file__).parent.parent / "target/documents"
problems = []


def check(holds, file, what):
    if not holds:
        problems.append(f"{file.name}: {what}")


def flat(text):
    """Text without the differences that a line break or a space makes."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def said(file):
    """Every text of the document that a file was made of, one a line."""
    stem = file.with_suffix(".txt")
    return [flat(line) for line in stem.read_text("utf-8").splitlines() if flat(line)] if stem.exists() else []


def compare(file, text):
    text = flat(text)
    for line in said(file):
        check(line in text, file, f"lacks “{line}”")


def every(shapes):
    """Every shape, those in groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every(shape.shapes)


def shapes_text(shape):
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        return [shape._element.nvGrpSpPr.cNvPr.get("descr", "")]
    if shape.has_text_frame:
        return [paragraph.text for paragraph in shape.text_frame.paragraphs]
    if shape.has_table:
        return [cell.text for row in shape.table.rows for cell in row.cells]
    if shape.has_chart:
        chart = shape.chart
        return [str(category) for category in chart.plots[0].categories] + [series.name for series in chart.plots[0].series]
    return []


def workbook(blob):
    """The numbers of the sheet behind a chart, by cell."""
    sheet = xml.fromstring(zipfile.ZipFile(io.BytesIO(blob)).read("xl/worksheets/sheet1.xml"))
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return {cell.get("r"): float(cell.find(f"{name}v").text) for cell in sheet.iter(f"{name}c") if cell.find(f"{name}v") is not None}


def slides(file):
    deck = Presentation(str(file))
    texts, notes = [], []
    for slide in deck.slides:
        titles = [shape for shape in slide.placeholders if shape.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)]
        check(len(titles) == 1 and titles[0].text_frame.text.strip(), file, f"slide {slide.slide_id} has no title")
        ids = [shape.shape_id for shape in every(slide.shapes)]
        check(len(ids) == len(set(ids)), file, f"slide {slide.slide_id} gives an id twice")
        for shape in every(slide.shapes):
            texts += shapes_text(shape)
            inside = shape.left >= 0 and shape.top >= 0 and shape.left + shape.width <= deck.slide_width and shape.top + shape.height <= deck.slide_height
            check(inside, file, f"“{shape.name}” leaves slide {slide.slide_id}")
            if shape.has_chart or shape.has_table:
                check(shape._element.nvGraphicFramePr.cNvPr.get("descr"), file, f"“{shape.name}” says nothing to those who cannot see it")
            if shape.has_chart:
                cells = workbook(shape.chart.part.chart_workbook.xlsx_part.blob)
                for column, series in enumerate(shape.chart.plots[0].series):
                    for row, value in enumerate(series.values):
                        if value is not None:
                            cell = cells.get(f"{chr(66 + column)}{row + 2}")
                            check(cell is not None and abs(cell - value) < 1e-9, file, f"{series.name}, row {row}: the chart says {value}, its workbook {cell}")
        if slide.has_notes_slide:
            notes.append(slide.notes_slide.notes_text_frame.text)
    if "client" in file.name:
        check(not notes, file, "has notes")
        check("Internal" not in " ".join(texts), file, "is marked as internal")
    if "internal" in file.name:
        check(texts.count("Internal, not for the client") == len(deck.slides), file, "is not marked as internal on every slide")
    compare(file, "\n".join(texts + notes))
    return len(deck.slides), deck.slides[0].shapes.title


def pages(files):
    """Converts slides with LibreOffice; a slide it cannot draw, or draws on two pages, is a defect."""
    with tempfile.TemporaryDirectory() as out:
        profile = f"-env:UserInstallation=file://{out}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", out, *map(str, files)], check=True, capture_output=True)
        for file in files:
            count, title = slides(file)
            drawn = Path(out) / f"{file.stem}.pdf"
            check(drawn.exists(), file, "LibreOffice could not open it")
            if drawn.exists():
                reader = PdfReader(str(drawn))
                check(len(reader.pages) == count, file, f"{count} slides, {len(reader.pages)} pages")
                first = re.sub(r"\W", "", reader.pages[0].extract_text())
                # Letters that run from right to left come out of a page in the order in which they are drawn.
                wanted = re.sub(r"\W", "", title.text_frame.text)
                there = wanted[:24] in first if wanted.isascii() else set(wanted) <= set(first)
                check(there, file, f"its first page does not say “{title.text_frame.text}”")


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.tags, self.addresses, self.hidden = [], set(), [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.hidden += tag in ("style", "title")
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
        self.text += [value for name, value in attrs if name == "aria-label"]

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "title")

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


def page_text(text):
    page = Page()
    page.feed(text)
    return page


def web_page(file):
    page = page_text(file.read_text("utf-8"))
    check("h1" in page.tags and "h2" in page.tags, file, "has no headings")
    check(not page.tags & {"script", "link", "iframe", "object", "form"}, file, f"has {page.tags}")
    check(all(address.startswith("data:image/png") for address in page.addresses), file, f"asks for {page.addresses}")
    compare(file, " ".join(page.text))


def note(file):
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(file.read_text("utf-8"))
    page = page_text(made)
    check(not page.tags & {"script", "img", "a"}, file, f"became {page.tags}")
    compare(file, " ".join(page.text))


def calendar(file):
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    ids = [str(event["UID"]) for event in events]
    check(len(events) > 0 and len(ids) == len(set(ids)), file, "an event has no identifier of its own")
    for event in events:
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        check(end > start, file, f"{event['SUMMARY']} ends before it begins")


def main():
    found = sorted(FOLDER.iterdir()) if FOLDER.exists() else []
    of = lambda ending: [file for file in found if file.suffix == ending]
    if not all(map(of, (".pptx", ".html", ".md", ".ics"))):
        sys.exit("target/documents lacks a format: run cargo test --test documents first")
    pages(of(".pptx"))
    for read, ending in ((web_page, ".html"), (note, ".md"), (calendar, ".ics")):
        for file in of(ending):
            read(file)
    if problems:
        sys.exit("\n".join(problems))
    print(f"{len(found)} files read by python-pptx, LibreOffice, markdown-it, html.parser and icalendar")


main()
