//! E-mail addresses, addresses on the web, names on platforms.

use super::{Hit, IdentifierKind, Pattern, pattern};

/// `amina.w@example.org`, also without what follows the point.
static EMAIL: Pattern = Pattern::new(|| pattern(r"[\w.%+\-]+@[\w\-]+(?:\.[\w\-]+)*"));

/// `amina (at) example (dot) org`, `amina at example dot org`.
static EMAIL_IN_WORDS: Pattern = Pattern::new(|| {
    pattern(concat!(
        r"[\w.%+\-]+\s*(?:[\[(]\s*(?:at|arroba)\s*[\])]\s*[\w\-]+",
        r"(?:\s*(?:\.|[\[(]\s*(?:dot|punto|ponto|point)\s*[\])]|\s(?:dot|punto|ponto|point)\s)\s*[\w\-]+)+",
        r"|\s(?:at|arroba)\s+[\w\-]+(?:\s+(?:dot|punto|ponto|point)\s+[\w\-]+)+)",
    ))
});

static WEB: Pattern = Pattern::new(|| pattern(r#"(?:\b[a-z][a-z0-9+]*://|\bwww\.)[^\s<>"]+"#));

/// A page of a platform, written without `https`.
static PLATFORM_PAGE: Pattern = Pattern::new(|| {
    pattern(concat!(
        r"\b(?:[\w\-]+\.)*(?:facebook|fb|instagram|tiktok|twitter|x|t|wa|viber|snapchat|linkedin|youtube|youtu|vk|telegram|",
        r#"discord|roblox|twitch|threads|m)\.(?:com|me|be|gg|net|ru|tv|org)/[^\s<>"]+"#,
    ))
});

static HANDLE: Pattern = Pattern::new(|| pattern(r"(?:^|[^\w@/.])(@\w[\w.]+)"));

/// `username: starling_22`, `Snapchat: starling_22`.
static HANDLE_AFTER_WORD: Pattern = Pattern::new(|| {
    pattern(concat!(
        r"\b(?:(?:user ?name|screen ?name|nickname|gamertag|handle)\s*(?:is|was|[:=])",
        r"|(?:snapchat|instagram|telegram|tiktok|discord|facebook|roblox|twitter|skype|imo)(?:\s(?:id|account|name|user ?name))?\s*[:=])",
        r#"\s*["'“]?([\w.\-]{3,}(?:#[0-9]{4})?)"#,
    ))
});

/// `starling#1234`.
static HANDLE_WITH_NUMBER: Pattern = Pattern::new(|| pattern(r"\b\w[\w.]+#[0-9]{4}\b"));

/// Addresses and handles in a folded text.
pub(super) fn find(text: &str) -> Vec<Hit> {
    use IdentifierKind::{EmailAddress, Handle, WebAddress};
    [
        (&EMAIL, 0, EmailAddress),
        (&EMAIL_IN_WORDS, 0, EmailAddress),
        (&WEB, 0, WebAddress),
        (&PLATFORM_PAGE, 0, WebAddress),
        (&HANDLE, 1, Handle),
        (&HANDLE_AFTER_WORD, 1, Handle),
        (&HANDLE_WITH_NUMBER, 0, Handle),
    ]
    .into_iter()
    .flat_map(|(pattern, group, kind)| {
        pattern.captures_iter(text).filter_map(move |captures| {
            let found = captures.get(group)?;
            // The point that ends a sentence does not belong to the address.
            let length = found
                .as_str()
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '”', '-'])
                .len();
            (length > 0).then(|| Hit::new(found.start()..found.start() + length, kind))
        })
    })
    .collect()
}
