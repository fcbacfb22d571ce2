//! Pages as a reader meets them.

/// The text of a page's part as a reader meets it: tags gone, spaces single, a line for each block.
pub(crate) fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let name = rest[start + 1..end].trim_start_matches('/');
        let inline = ["a ", "a>", "strong", "span", "sup", "code", "abbr", "small", "dd", "/dd"];
        if !inline.iter().any(|tag| name.starts_with(tag)) {
            text.push('\n');
        } else if name.starts_with("dd") || name.starts_with("span") {
            text.push(' ');
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What stands between two markers.
pub(crate) fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let start = html.find(from).unwrap_or_else(|| panic!("{from} is on the page"));
    let end = html[start..].find(to).unwrap_or_else(|| panic!("{to} follows {from}"));
    &html[start..start + end]
}
