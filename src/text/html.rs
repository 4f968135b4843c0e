//! Escapes text for HTML.

/// Appends text to HTML with `&`, `<`, `>` and `"` escaped, so that it cannot form tags or end a
/// double-quoted attribute.
pub fn push_text(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

/// Returns HTML without its `<style>` elements. Office puts them before the tables it copies, and the
/// page's Content Security Policy refuses them, even in a document that is parsed but never shown.
pub fn without_styles(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut kept = String::with_capacity(html.len());
    let mut at = 0;
    while let Some((start, end)) = style_element(&lower, at) {
        kept.push_str(html.get(at..start).unwrap_or_default());
        at = end;
    }
    kept.push_str(html.get(at..).unwrap_or_default());
    kept
}

/// Returns start and end of the first `<style>` element from `from` on. `lower` is in lower case.
fn style_element(lower: &str, from: usize) -> Option<(usize, usize)> {
    const END: &str = "</style>";
    let start = from + lower.get(from..)?.find("<style")?;
    let end = start + lower.get(start..)?.find(END)? + END.len();
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_elements_are_dropped_and_nothing_else() {
        let html = "<html><STYLE type=x>td {a:b}</Style><p style='x'>ế</p><style>y</style>z";
        assert_eq!(without_styles(html), "<html><p style='x'>ế</p>z");
        for html in ["", "a <style", "<p>style</p></style>", "<style>İ"] {
            assert_eq!(without_styles(html), html);
        }
    }

    #[test]
    fn nothing_becomes_markup() {
        let mut html = "x=".to_owned();
        push_text(&mut html, "<b class=\"a\">&</b> ế");
        assert_eq!(html, "x=&lt;b class=&quot;a&quot;&gt;&amp;&lt;/b&gt; ế");
    }
}
