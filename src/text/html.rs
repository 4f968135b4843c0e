//! Text as part of HTML.

/// Adds text where neither tags nor quotes may come of it.
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
