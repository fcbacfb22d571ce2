# A chain of weights in base R and survey 4.1-1, for tests/oracles.
suppressMessages(library(survey))
set.seed(20250117)
n <- 240
d <- data.frame(
  cluster = rep(1:24, each = 10),
  area = rep(c("rural", "urban"), each = 120),
  age = sample(c("12-13", "14-15", "16-17"), n, TRUE),
  gender = sample(c("boys", "girls"), n, TRUE),
  dwelling = sample(c("flat", "house"), n, TRUE, c(.3, .7)))
pc <- round(runif(24, .02, .3), 4); ph <- round(runif(24, .05, .4), 4)
d$p_cluster <- pc[d$cluster]; d$p_household <- ph[d$cluster]
d$standing <- sample(c("R", "N", "I", "U"), n, TRUE, c(.55, .2, .15, .1))
d$children <- sample(1:4, n, TRUE)
w <- 1 / d$p_cluster / d$p_household
d$base <- w
# unknown eligibility by area
known <- d$standing != "U"
f <- ave(w, d$area, FUN = sum) / ave(w * known, d$area, FUN = sum)
w <- ifelse(known, w * f, 0); d$unknown <- w
# non-response by area x dwelling
el <- d$standing %in% c("R", "N"); r <- d$standing == "R"
cell <- interaction(d$area, d$dwelling)
f <- ave(w * el, cell, FUN = sum) / ave(w * r, cell, FUN = sum)
d$nr <- ifelse(r, w * f, 0)
# propensity, by weighted logistic regression (survey::svyglm)
e <- d[el, ]; e$w <- w[el]; e$y <- as.numeric(e$standing == "R")
g <- svyglm(y ~ area + age + dwelling, svydesign(~1, weights = ~w, data = e), family = quasibinomial(),
  control = list(epsilon = 1e-14, maxit = 100))
p <- rep(NA, n); p[el] <- fitted(g)
d$propensity <- ifelse(r, w / p, 0)
# within household, trimming at 2.5 x mean, raking, on those who took part
x <- d[r, ]; x$w <- d$nr[r] * x$children
des <- svydesign(~1, weights = ~w, data = x)
tr <- trimWeights(des, upper = 2.5 * mean(x$w), strict = TRUE)
x$trim <- weights(tr)
pg <- data.frame(gender = c("boys", "girls"), Freq = c(52000, 50000))
pa <- data.frame(area = rep(c("rural", "urban"), each = 3), age = rep(c("12-13", "14-15", "16-17"), 2),
  Freq = c(18000, 18000, 18000, 15000, 16000, 17000))
rk <- rake(tr, list(~gender, ~area + age), list(pg, pa), control = list(maxit = 1000, epsilon = 1e-9))
x$rake <- weights(rk)
d$within <- 0; d$within[r] <- x$w; d$trim <- 0; d$trim[r] <- x$trim; d$rake <- 0; d$rake[r] <- x$rake
num <- sapply(d, is.double)
d[num] <- lapply(d[num], function(v) formatC(v, digits = 17, format = "g"))
write.csv(d, "chain.csv", row.names = FALSE, quote = FALSE)
