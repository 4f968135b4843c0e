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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        let mut html = "x=".to_owned();
        push_text(&mut html, "<b class=\"a\">&</b> ế");
        assert_eq!(html, "x=&lt;b class=&quot;a&quot;&gt;&amp;&lt;/b&gt; ế");
    }
}
