# One task with R's package survey, of those that need the rows again. Reads the columns that it needs as plain bytes, so that no time goes
# into a file format. Prints the version, then a line for each number: name, estimate, standard error (of a test: statistic, p).

suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
task <- arguments[2]
read_column <- function(name, what, size) {
  path <- file.path(folder, name)
  readBin(path, what, n = file.size(path) / size, size = size, endian = "little")
}
read_category <- function(name) {
  levels <- readLines(file.path(folder, paste0(name, ".levels")))
  factor(levels[read_column(name, "integer", 1) + 1], levels = sort(levels))
}
read_indicator <- function(name) {
  values <- read_column(name, "integer", 1)
  values[values < 0] <- NA
  values
}
data <- list(stratum = read_column("stratum", "integer", 4), psu = read_column("psu", "integer", 4),
             weight = read_column("weight", "double", 8))
needs <- list(
  median = list(numbers = "hours"),
  logistic = list(numbers = "hours", categories = c("age", "sex"), indicators = c(sprintf("i%02d", 11:15), "i20")),
  raking = list(categories = c("age", "sex", "region"), indicators = "i20"),
  association = list(categories = "age", indicators = "i20"))[[task]]
for (name in needs$numbers) data[[name]] <- read_column(name, "double", 8)
for (name in needs$categories) data[[name]] <- read_category(name)
for (name in needs$indicators) data[[name]] <- read_indicator(name)
data <- as.data.frame(data)
design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = data, nest = TRUE)
lines <- function(names, estimates, errors) sprintf("%s,%.17g,%.17g", names, estimates, errors)
found <- switch(task,
  median = {
    median <- svyquantile(~hours, design, 0.5, ci = TRUE, na.rm = TRUE)
    lines("hours", coef(median), SE(median))
  },
  logistic = {
    # By default R stops at a change of 1e-8, and its standard errors have as many digits: too few to be compared.
    model <- svyglm(i20 ~ hours + i11 + i12 + i13 + i14 + i15 + age + sex, design, family = quasibinomial(),
                    control = list(epsilon = 1e-13, maxit = 50))
    lines(names(coef(model)), coef(model), SE(model))
  },
  raking = {
    margin <- function(name, levels, totals) structure(data.frame(levels, totals), names = c(name, "Freq"))
    raked <- rake(design, list(~age, ~sex, ~region),
                  list(margin("age", c("9-11", "12-13", "14-15", "16-17"), c(1e8, 1.2e8, 1.5e8, 1.3e8)),
                       margin("sex", c("boy", "girl"), c(2.55e8, 2.45e8)),
                       margin("region", c("north", "east", "south", "west"), c(1.4e8, 1e8, 1.5e8, 1.1e8))),
                  control = list(epsilon = 1e-10, maxit = 50))
    mean <- svymean(~i20, raked)
    lines("i20", coef(mean), SE(mean))
  },
  association = {
    test <- svychisq(~i20 + age, design)
    lines("test", test$statistic, test$p.value)
  })
writeLines(c(sprintf("# R survey %s", packageVersion("survey")), found))
