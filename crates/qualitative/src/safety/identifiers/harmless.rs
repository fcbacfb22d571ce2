//! Numbers that identify nobody: dates, years, times, amounts, percentages, articles and numbers of laws.

use super::{Pattern, before, pattern};

/// Taken out whatever stands before them.
static ALWAYS: Pattern = Pattern::new(|| {
    pattern(concat!(
        // Dates and times.
        r"\b[0-3]?[0-9][./\-][0-3]?[0-9][./\-](?:19|20|25)[0-9]{2}\b",
        r"|\b(?:19|20|25)[0-9]{2}[./\-][01]?[0-9][./\-][0-3]?[0-9]\b",
        r"|\b[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,3})?)?\b",
        // Years from and to, years in a row, decades.
        r"|\b(?:fy)?(?:19|20)[0-9]{2}\s?[-/]\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})\b",
        r"|\b(?:19|20)[0-9]{2}(?:[ \t]+(?:19|20)[0-9]{2})+\b",
        r"|\b(?:19|20)[0-9]0s(?:-(?:19|20)[0-9]0s)?\b",
        // Numbers of laws and documents of the United Nations.
        r"|\b[0-9]{1,4}/(?:19|20)[0-9]{2}\b",
        r"|\b(?:(?:a|e|s)/(?:res|hrc|conf|c\.[0-9])|(?:crc|ccpr|cedaw|cat)/[a-z])[a-z0-9./\-]*",
        r"|\b(?:articles?|arts?|articulos?|artigos?|sections?|sec|paragraphs?|para|chapter|cap|acts?|laws?|decrees?|decreto|lei|ley|loi|",
        r"regulations?|proclamation|ordinance|resolution|bill|convention|directive|schedule|undang-undang|uu|sheria)\.?\s*",
        r"(?:(?:no|nos|number|num|n[o°º])\.?\s*)?[0-9]{1,5}[a-z]?\b(?:[./\-][0-9]{1,4}[a-z]?\b){0,3}(?:\s?\([0-9a-z]{1,4}\))*",
        r"(?:\s(?:of|de)\s(?:19|20)[0-9]{2}\b)?",
        // Books and papers.
        r"|\bisbn[\s:]*[0-9][0-9x\- ]{8,16}|\b10\.[0-9]{4,9}/[^\s]+",
        // Percentages and shares.
        r"|\b[0-9]+(?:[.,][0-9]+)?\s?%",
        r"|\b0[.,][0-9]+\b",
        // Amounts: a currency before or after, a word for a great number after, commas between thousands.
        r"|(?:\b(?:usd|eur|gbp|kes|ksh|kshs|tzs|tsh|tshs|ugx|ush|etb|birr|mzn|mts?|nad|zar|rands?|thb|baht|vnd|idr|rp|php|myr|rm|khr|inr|rs|",
        r"brl|amd|rsd|tnd|mad|cop|dop|mxn|pen|lkr|npr|bdt|pkr|shillings?|pesos?)\b\.?|[$€£¥₱฿₫៛₹])\s?(?:[1-9][0-9]{0,2}(?:[ ,.][0-9]{3})+|[1-9][0-9]{0,11})(?:[.,][0-9]{1,2})?\b",
        r"|\b(?:[1-9][0-9]{0,2}(?:[ ,.][0-9]{3})+|[1-9][0-9]{0,8})(?:[.,][0-9]{1,2})?\s?(?:(?:shillings?|dollars?|euros?|pounds?|birr|pesos?|baht|dong|",
        r"rupiah|ringgit|riels?|rands?|meticais|dinars?|drams?|rupees?|reais|kes|usd|eur|hundred|thousand|million|billion|",
        r"children|people|users|reports|cases|households|million|mil|juta|ribu)\b|[$€£¥₱฿₫៛₹])",
        r"|\b[0-9]{1,3}(?:,[0-9]{3})+\b",
    ))
});

/// Thousands set apart by spaces or points, which could be read as a phone or ID number where a word says so.
static GROUPED: Pattern =
    Pattern::new(|| pattern(r"\b[1-9][0-9]?(?:[ .][0-9]{3}){2}\b|\b[1-9][0-9]{2}[ .](?:[0-9]{3}[ .])?000\b"));

/// Words after which a number is somebody's.
static SOMEBODYS: Pattern = Pattern::new(|| {
    pattern(concat!(
        r"\b(?:phone|telephone|tel|cell|cellphone|mobile|mob|whats ?app|viber|imo|call(?:ed|ing)?|text(?:ed)?|sms|m-?pesa|simu|",
        r"telefono|telefone|celular|telepon|hp|nomor|dien thoai|sdt|reached|dial(?:led)?|fax|",
        r"id|i\.d|ids|identity|identification|passport|license|licence|badge|account|acct|iban|case (?:no|number|file|id)|file (?:no|number)|",
        r"docket|ob|nida|nin|cedula|dni|cpf|rg|nik|ktp|cccd|cmnd|philsys|nrc|jmbg|registration|reg|student|pupil|patient|client|",
        r"kitambulisho|pasaporte|passaporte|paspor)\b[\w\s.:#°º'/\-]{0,24}$",
        r"|(?:هاتف|جوال|รหัส|โทร|ទូរស័ព្ទ|հեռախոս|телефон)[^0-9]{0,12}$",
    ))
});

/// What stands where a harmless number was.
pub(super) const MASK: char = '~';

/// The text with harmless numbers made unreadable; every place stays where it is.
pub(super) fn without(text: &str) -> String {
    let mut masked = text.to_owned().into_bytes();
    let grouped = GROUPED.find_iter(text).filter(|found| !is_somebodys(text, found.start()));
    for found in ALWAYS.find_iter(text).chain(grouped) {
        for byte in masked
            .iter_mut()
            .skip(found.start())
            .take(found.len())
            .filter(|byte| byte.is_ascii_alphanumeric())
        {
            *byte = MASK as u8;
        }
    }
    String::from_utf8(masked).unwrap_or_default()
}

/// Whether what stands before a number says that it is somebody's phone, document or account.
pub(super) fn is_somebodys(text: &str, place: usize) -> bool {
    SOMEBODYS.is_match(before(text, place, 48))
}
