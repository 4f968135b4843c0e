//! Automatic numbers and bullets of Word documents.

use crate::word::{cell, contents, heading, p, read, row, rows, run, styled, table};

fn listed(list: u32, level: u32, inside: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{inside}</w:p>"#
    )
}

/// A definition of a list: its levels as format and text, then further elements of the level.
fn definition(id: u32, levels: &[(&str, &str, &str)]) -> String {
    let levels: String = (0..)
        .zip(levels)
        .map(|(at, (format, text, more)): (u32, _)| {
            format!(
                r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>"#
            )
        })
        .collect();
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>"#)
}

fn list(id: u32, definition: u32, overrides: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>"#)
}

fn numbering(parts: &[String]) -> String {
    format!("<w:numbering>{}</w:numbering>", parts.concat())
}

#[test]
fn outline_numbers_are_ordinals() {
    let levels = [
        ("upperRoman", "%1", ""),
        ("decimal", "%1.%2", "<w:isLgl/>"),
        ("lowerLetter", "%3)", ""),
    ];
    let numbers = numbering(&[definition(7, &levels), list(1, 7, "")]);
    let line = |level: u32, text: &str| {
        row(&[
            cell(&listed(1, level, "")),
            cell(&p(&run(text))),
            cell(&p(&run("Sở Y tế"))),
        ])
    };
    let body = heading()
        + &table(&[
            line(0, "Một"),
            line(1, "Hai"),
            line(1, "Ba"),
            line(2, "Bốn"),
            line(0, "Năm"),
            line(1, "Sáu"),
            line(2, "Bảy"),
        ]);
    let found = rows(&read(&body, &[("numbering", &numbers)]));
    let ordinals: Vec<&str> = found
        .iter()
        .map(|it| it.split(" | ").next().unwrap())
        .collect();
    assert_eq!(ordinals, ["I", "1.1", "1.2", "a)", "II", "2.1", "a)"]);
}

#[test]
fn a_list_may_come_from_a_style_and_from_a_linked_definition() {
    let linked =
        r#"<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Danhsach"/></w:abstractNum>"#;
    let numbers = numbering(&[
        definition(
            1,
            &[
                ("decimal", "%1.", r#"<w:pStyle w:val="Muc"/>"#),
                ("bullet", "-", r#"<w:pStyle w:val="Gach"/>"#),
            ],
        ),
        linked.to_owned(),
        list(1, 1, ""),
        list(2, 2, ""),
    ]);
    let styles = r#"<w:styles>
        <w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Muccon"><w:basedOn w:val="Muc"/></w:style>
        <w:style w:type="paragraph" w:styleId="Gach"><w:basedOn w:val="Muc"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="numbering" w:styleId="Danhsach"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
    </w:styles>"#;
    let in_style = |style: &str, more: &str, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{}</w:p>"#,
            run(text)
        )
    };
    let removed = r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#;
    let content = in_style("Muc", "", "Một")
        + &in_style("Muccon", "", "Hai")
        + &in_style("Gach", "", "Gạch")
        + &in_style("Muccon", removed, "Không số")
        + &listed(2, 0, &run("Ba"));
    assert_eq!(
        contents(&[&content], &[("numbering", &numbers), ("styles", styles)]),
        ["1. Một\n2. Hai\n- Gạch\nKhông số\n3. Ba"]
    );
}

#[test]
fn lists_restart_as_their_definitions_say() {
    let restarts = [
        ("decimal", "%1.", ""),
        ("lowerLetter", "%2)", r#"<w:lvlRestart w:val="0"/>"#),
    ];
    let start = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let level = r#"<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="(%1)"/><w:suff w:val="nothing"/></w:lvl></w:lvlOverride>"#;
    let numbers = numbering(&[
        definition(1, &restarts),
        definition(2, &[("lowerRoman", "%1)", "")]),
        list(1, 1, ""),
        list(2, 1, start),
        list(3, 2, level),
        list(4, 2, ""),
    ]);
    let of = |places: &[(u32, u32)]| -> String {
        places
            .iter()
            .map(|(list, level)| listed(*list, *level, &run("x")))
            .collect()
    };
    let found = contents(
        &[
            // Never restarted: the letters go on below the next number.
            &of(&[(1, 0), (1, 1), (1, 0), (1, 1)]),
            // Another list of the same definition goes on counting, but for its own start.
            &of(&[(2, 0), (2, 0), (1, 0)]),
            &of(&[(3, 0), (3, 0), (4, 0)]),
        ],
        &[("numbering", &numbers)],
    );
    assert_eq!(
        found,
        [
            "1. x\na) x\n2. x\nb) x",
            "5. x\n6. x\n7. x",
            "(03)x\n(04)x\nv) x"
        ]
    );
}

#[test]
fn bullets_are_what_their_font_shows() {
    let font = |name: &str| format!(r#"<w:rPr><w:rFonts w:ascii="{name}"/></w:rPr>"#);
    let fonts = [
        font("Symbol"),
        font("Wingdings"),
        font("Courier New"),
        font("Wingdings"),
    ];
    let texts = ["\u{f0b7}", "\u{f0fc}", "o", "\u{f001}"];
    let mut parts: Vec<String> = Vec::new();
    for (id, (text, font)) in (1..).zip(texts.iter().zip(&fonts)) {
        parts.push(definition(id, &[("bullet", text, font)]));
        parts.push(list(id, id, ""));
    }
    let content: String = (1..=4).map(|id| listed(id, 0, &run("x"))).collect();
    assert_eq!(
        contents(&[&content], &[("numbering", &numbering(&parts))]),
        ["• x\n✓ x\n◦ x\n- x"]
    );
}

#[test]
fn deleted_and_hidden_paragraphs_are_not_counted() {
    let numbers = numbering(&[definition(1, &[("decimal", "%1.", "")]), list(1, 1, "")]);
    let place = r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"#;
    let marked = |mark: &str, inside: &str| {
        format!("<w:p><w:pPr>{place}<w:rPr>{mark}</w:rPr></w:pPr>{inside}</w:p>")
    };
    let content = listed(1, 0, &run("Một"))
        + &marked(
            "<w:del/>",
            "<w:del><w:r><w:delText>Bỏ</w:delText></w:r></w:del>",
        )
        + &marked("<w:vanish/>", &styled("<w:vanish/>", "Ẩn"))
        + &marked("<w:del/>", &run("Hai "))
        + &listed(1, 0, &run("nối"));
    assert_eq!(
        contents(&[&content], &[("numbering", &numbers)]),
        ["1. Một\n2. Hai nối"]
    );
}
