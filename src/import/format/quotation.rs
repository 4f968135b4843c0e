//! Quotes what is left out of an import.

/// Maximum number of pieces that a remark quotes.
const QUOTED_MAX: usize = 10;
/// Maximum number of characters of a quotation.
const QUOTATION_MAX: usize = 200;

/// Quotes texts, each once, up to a maximum; then says how many there are beside these.
pub(in crate::import) fn quoted(texts: &[String]) -> String {
    let mut different: Vec<&String> = Vec::new();
    for text in texts {
        if different.len() < QUOTED_MAX && !different.contains(&text) {
            different.push(text);
        }
    }
    let n_more = texts
        .iter()
        .filter(|text| !different.contains(text))
        .count();
    let quotations = different.into_iter().map(|text| {
        let text = text.replace('\n', " / ");
        let mut quotation: String = text.chars().take(QUOTATION_MAX).collect();
        if quotation.len() < text.len() {
            quotation.push('…');
        }
        format!("“{quotation}”")
    });
    let mut all = quotations.collect::<Vec<_>>().join(", ");
    if 0 < n_more {
        all.push_str(&format!("… (+{n_more})"));
    }
    all
}
