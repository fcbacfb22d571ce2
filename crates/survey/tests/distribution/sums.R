# Writes sums_r.csv: upper tails by R survey's pchisqsum and pFsum. usage: Rscript sums.R > sums_r.csv
#
# survey finds the saddlepoint with a tolerance of 1e-8, which leaves its tails off by up to 1e-7 of themselves.
# Column `upper` is what survey says; column `sharp` is the same with a tolerance of 1e-15.
suppressMessages(library(survey))

own <- get("saddle", asNamespace("survey"))
sharp <- eval(parse(text = gsub("1e-08", "1e-15, maxiter = 10000", deparse(own), fixed = TRUE)), asNamespace("survey"))
use <- function(f) assignInNamespace("saddle", f, "survey")

digits <- function(v) trimws(formatC(v, digits = 17, format = "g"))
tail <- function(call) tryCatch(suppressWarnings(call()), error = function(e) NaN)
row <- function(kind, a, df, ddf, x, method, call) {
  use(own)
  upper <- tail(call)
  use(sharp)
  precise <- tail(call)
  if (is.finite(upper) && is.finite(precise)) {
    cat(kind, paste(a, collapse = " "), paste(df, collapse = " "), ddf, digits(x), method, digits(upper), digits(precise), sep = ",")
    cat("\n")
  }
}

sets <- list(
  list(c(1, 1, 1), c(1, 1, 1)), list(c(2.5, 1.25, 0.5), c(1, 1, 1)), list(c(3, 1), c(2, 4)),
  list(c(1.7, 1.2, 0.9, 0.4, 0.05), c(1, 1, 1, 1, 1)), list(c(6, 3, 1), c(1, 2, 3)), list(0.8, 1), list(1.3, 5),
  list(c(10, 0.001), c(1, 1)), list(c(5, -2, 1), c(1, 1, 2)), list(c(1, -1), c(3, 2))
)
cat("kind,weights,df,denominator,x,method,upper,sharp\n")
for (set in sets) {
  a <- set[[1]]
  df <- set[[2]]
  for (k in c(-2, -1, -0.6, -0.2, 0.3, 1, 2.5, 5, 12)) {
    x <- sum(a * df) + k * sqrt(2 * sum(a^2 * df))
    if (x <= 0 && all(a > 0)) next
    for (method in c("satterthwaite", "saddlepoint")) {
      row("chisq", a, df, Inf, x, method, function() pchisqsum(x, df, a, lower.tail = FALSE, method = method))
      if (any(a < 0)) next
      for (ddf in c(5, 16, 197, 2000)) {
        row("f", a, df, ddf, x, method, function() pFsum(x, df, a, ddf = ddf, lower.tail = FALSE, method = method))
      }
    }
  }
}
