//! Writes small PDF files: texts and lines at given places.

use std::fmt::Write as _;

/// Width of every letter of [`Page::text`], in shares of the size.
pub const LETTER: f64 = 0.5;

/// The content of a page, with `y` from its top.
#[derive(Clone, Default)]
pub struct Page {
    pub content: String,
    pub is_landscape: bool,
    /// More entries of the page's dictionary.
    pub entries: String,
}

impl Page {
    fn height(&self) -> f64 {
        if self.is_landscape { 595.0 } else { 842.0 }
    }

    /// Writes a text in a font whose letters are all as wide.
    pub fn text(&mut self, x: f64, y: f64, text: &str) -> &mut Page {
        self.text_in("F1", 12.0, x, y, &hex(text))
    }

    /// Writes codes of a font.
    pub fn text_in(&mut self, font: &str, size: f64, x: f64, y: f64, code: &str) -> &mut Page {
        let y = self.height() - y;
        writeln!(self.content, "BT /{font} {size} Tf {x} {y} Td {code} Tj ET").unwrap();
        self
    }

    pub fn line(&mut self, from: (f64, f64), to: (f64, f64)) -> &mut Page {
        let height = self.height();
        let (y0, y1) = (height - from.1, height - to.1);
        writeln!(self.content, "{} {y0} m {} {y1} l S", from.0, to.0).unwrap();
        self
    }

    /// Draws the rules of a table without merged cells.
    pub fn rules(&mut self, xs: &[f64], ys: &[f64]) -> &mut Page {
        let (left, right) = (xs[0], *xs.last().unwrap());
        let (top, bottom) = (ys[0], *ys.last().unwrap());
        for y in ys {
            self.line((left, *y), (right, *y));
        }
        for x in xs {
            self.line((*x, top), (*x, bottom));
        }
        self
    }

    /// Writes a row of texts, 3 points right of each column and 12 below `y`.
    pub fn row(&mut self, xs: &[f64], y: f64, texts: &[&str]) -> &mut Page {
        for (x, text) in xs.iter().zip(texts) {
            for (number, line) in text.split('\n').enumerate() {
                if !line.is_empty() {
                    self.text(x + 3.0, y + 12.0 + 14.0 * number as f64, line);
                }
            }
        }
        self
    }
}

/// Codes of a text in the fonts whose codes are UTF-16.
pub fn hex(text: &str) -> String {
    let codes = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    format!("<{}>", codes.collect::<String>())
}

/// Puts a file together from objects with their numbers. Object 1 is the catalogue.
pub fn file(objects: &[(usize, Vec<u8>)], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects {
        offsets.push((*number, bytes.len()));
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects
        .iter()
        .map(|(number, _)| number + 1)
        .max()
        .unwrap_or(1);
    bytes.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    for number in 1..size {
        let offset = offsets.iter().find(|(it, _)| *it == number);
        match offset {
            Some((_, offset)) => bytes.extend(format!("{offset:010} 00000 n \n").bytes()),
            None => bytes.extend(b"0000000000 00000 f \n"),
        }
    }
    let trailer =
        format!("trailer <</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF");
    bytes.extend(trailer.bytes());
    bytes
}

pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{dictionary}/Length {}>>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

const PAGES: usize = 2;
const RESOURCES: usize = 3;
const FIRST_PAGE: usize = 100;

/// Objects of fonts: F1 with plain and F2 with bold letters, whose codes are UTF-16.
fn fonts() -> Vec<(usize, Vec<u8>)> {
    let ranges: String = (0..256u32)
        .map(|high| format!("<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n"))
        .collect();
    let blocks: String = ranges
        .lines()
        .collect::<Vec<_>>()
        .chunks(100)
        .map(|lines| {
            format!(
                "{} beginbfrange\n{}\nendbfrange\n",
                lines.len(),
                lines.join("\n")
            )
        })
        .collect();
    let cmap = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def \
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n{blocks}endcmap end end"
    );
    let font = |name: &str, descendant: usize| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H\
             /DescendantFonts[{descendant} 0 R]/ToUnicode 10 0 R>>"
        )
        .into_bytes()
    };
    let descendant = |name: &str| {
        format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/DW {}\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
            LETTER * 1000.0
        )
        .into_bytes()
    };
    vec![
        (10, stream("", cmap.as_bytes())),
        (11, font("ABCDEF+Times", 12)),
        (12, descendant("ABCDEF+Times")),
        (13, font("ABCDEF+Times-Bold", 14)),
        (14, descendant("ABCDEF+Times-Bold")),
    ]
}

/// Writes a file of pages. `others` are more objects, from number 20 on; `resources` are more entries
/// of the dictionary of fonts and others.
pub fn pdf_with(
    pages: &[Page],
    others: &[(usize, Vec<u8>)],
    fonts_of: &str,
    resources: &str,
) -> Vec<u8> {
    let kids: String = (0..pages.len())
        .map(|idx| format!("{} 0 R ", FIRST_PAGE + 2 * idx))
        .collect();
    let mut objects = vec![
        (
            1,
            format!("<</Type/Catalog/Pages {PAGES} 0 R>>").into_bytes(),
        ),
        (
            PAGES,
            format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes(),
        ),
        (
            RESOURCES,
            format!("<</Font<</F1 11 0 R/F2 13 0 R{fonts_of}>>{resources}>>").into_bytes(),
        ),
    ];
    objects.extend(fonts());
    objects.extend(others.iter().cloned());
    for (idx, page) in pages.iter().enumerate() {
        let number = FIRST_PAGE + 2 * idx;
        let size = if page.is_landscape {
            "842 595"
        } else {
            "595 842"
        };
        objects.push((
            number,
            format!(
                "<</Type/Page/Parent {PAGES} 0 R/MediaBox[0 0 {size}]/Resources {RESOURCES} 0 R\
                 /Contents {} 0 R{}>>",
                number + 1,
                page.entries
            )
            .into_bytes(),
        ));
        objects.push((number + 1, stream("", page.content.as_bytes())));
    }
    file(&objects, "")
}

pub fn pdf(pages: &[Page]) -> Vec<u8> {
    pdf_with(pages, &[], "", "")
}

/// Writes a TrueType font without outlines whose glyphs 1, 2 … are those of these characters.
pub fn font_of(characters: &str) -> Vec<u8> {
    let mut groups: Vec<(u32, u32)> = (1u32..)
        .zip(characters.chars())
        .map(|(glyph, c)| (c.into(), glyph))
        .collect();
    groups.sort_unstable();
    let n_glyphs = u16::try_from(groups.len() + 1).unwrap();
    let mut cmap: Vec<u8> = Vec::new();
    // Version, one table: Windows, all of Unicode.
    for number in [0u16, 1, 3, 10] {
        cmap.extend(number.to_be_bytes());
    }
    cmap.extend(12u32.to_be_bytes());
    cmap.extend(12u16.to_be_bytes());
    cmap.extend(0u16.to_be_bytes());
    let n_groups = u32::try_from(groups.len()).unwrap();
    for number in [16 + 12 * n_groups, 0, n_groups] {
        cmap.extend(number.to_be_bytes());
    }
    for (c, glyph) in groups {
        for number in [c, c, glyph] {
            cmap.extend(number.to_be_bytes());
        }
    }
    let mut head = vec![0; 54];
    head[..4].copy_from_slice(&0x0001_0000u32.to_be_bytes());
    head[12..16].copy_from_slice(&0x5F0F_3CF5u32.to_be_bytes());
    head[18..20].copy_from_slice(&1_000u16.to_be_bytes());
    let mut maxp = 0x0000_5000u32.to_be_bytes().to_vec();
    maxp.extend(n_glyphs.to_be_bytes());
    let tables = [(b"cmap", cmap), (b"head", head), (b"maxp", maxp)];
    let mut font = 0x0001_0000u32.to_be_bytes().to_vec();
    for number in [3u16, 32, 1, 16] {
        font.extend(number.to_be_bytes());
    }
    let mut data: Vec<u8> = Vec::new();
    for (tag, table) in &tables {
        font.extend(*tag);
        let offset = u32::try_from(12 + 16 * tables.len() + data.len()).unwrap();
        let length = u32::try_from(table.len()).unwrap();
        for number in [0, offset, length] {
            font.extend(number.to_be_bytes());
        }
        data.extend(table);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    font.extend(data);
    font
}
