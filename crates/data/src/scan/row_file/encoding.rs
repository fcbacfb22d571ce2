//! The encoding of a file's text, from the names and numbers by which it goes.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The encoding of that name, such as `UTF-8`, `windows-1252` or `CP936`.
pub(super) fn by_name(name: &str) -> Option<&'static Encoding> {
    let name = name.trim_matches(['\0', ' ']);
    Encoding::for_label(name.as_bytes()).or_else(|| {
        let digits = name.trim_start_matches(|sign: char| !sign.is_ascii_digit());
        by_code_page(digits.parse().ok()?)
    })
}

/// The encoding with that number among the code pages of Windows.
pub(super) fn by_code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        65001 => return Some(UTF_8),
        20127 => return Some(WINDOWS_1252),
        866 => "ibm866".to_owned(),
        874 | 1250..=1258 => format!("windows-{number}"),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 | 51949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        20866 => "koi8-r".to_owned(),
        20932 | 51932 => "euc-jp".to_owned(),
        21866 => "koi8-u".to_owned(),
        28591..=28606 => format!("iso-8859-{}", number - 28590),
        54936 => "gb18030".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_goes_by_many_names() {
        let name = |name: &str| by_name(name).map(Encoding::name);
        assert_eq!(name("UTF-8"), Some("UTF-8"));
        assert_eq!(name("windows-1251"), Some("windows-1251"));
        assert_eq!(name("ISO-8859-1"), Some("windows-1252"));
        assert_eq!(name("CP936\0"), Some("GBK"));
        assert_eq!(name("codepage1256"), Some("windows-1256"));
        assert_eq!(name("cp850"), None);
        assert_eq!(name("Klingon"), None);
        for page in [65001, 1252, 932, 949, 950, 28599, 874, 54936] {
            assert!(by_code_page(page).is_some(), "{page}");
        }
        assert_eq!(by_code_page(437), None);
    }
}
