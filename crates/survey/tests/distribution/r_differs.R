# Writes r_differs.csv: where R's own distribution functions have fewer than 12 digits. usage: Rscript r_differs.R > r_differs.csv
digits <- function(v) trimws(formatC(v, digits = 17, format = "g"))
tails <- read.csv("grid_tails.csv")
quantiles <- read.csv("grid_quantiles.csv")
tail <- function(name, x, a, b, lower) switch(name,
  normal = pnorm(x, lower.tail = lower), t = pt(x, a, lower.tail = lower), chi_squared = pchisq(x, a, lower.tail = lower),
  f = pf(x, a, b, lower.tail = lower), beta = pbeta(x, a, b, lower.tail = lower))
quantile <- function(name, p, a, b, lower) switch(name,
  normal = qnorm(p, lower.tail = lower), t = qt(p, a, lower.tail = lower), chi_squared = qchisq(p, a, lower.tail = lower),
  f = qf(p, a, b, lower.tail = lower), beta = qbeta(p, a, b, lower.tail = lower))
cat("of,distribution,shape1,shape2,side,at,exact,r\n")
show <- function(of, row, side, at, exact, r) {
  if (!isTRUE(abs(r / exact - 1) < 1e-12)) {
    shape <- function(v) if (is.na(v)) "" else digits(v)
    cat(of, row$distribution, shape(row$shape1), shape(row$shape2), side, digits(at), digits(exact), digits(r), sep = ",")
    cat("\n")
  }
}
for (i in seq_len(nrow(tails))) {
  row <- tails[i, ]
  for (side in c("lower", "upper")) {
    show("tail", row, side, row$x, row[[side]],
      suppressWarnings(tail(row$distribution, row$x, row$shape1, row$shape2, side == "lower")))
  }
}
for (i in seq_len(nrow(quantiles))) {
  row <- quantiles[i, ]
  show("quantile", row, row$side, row$p, row$x,
    suppressWarnings(quantile(row$distribution, row$p, row$shape1, row$shape2, row$side == "lower")))
}
