//! The bridge from tables to survey statistics: fills cluster totals from columns, reads and answers analysis requests.
