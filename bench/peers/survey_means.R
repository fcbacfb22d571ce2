# Means of the indicators by country, age and sex with R's package survey, over the rows where all indicators are known.
# Reads columns as plain bytes, so that no time goes into a file format. Prints CSV: country, age, sex, indicator, mean, se.

suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
names <- sprintf("i%02d", 1:20)
read_column <- function(name, what, size) {
  path <- file.path(folder, name)
  readBin(path, what, n = file.size(path) / size, size = size, endian = "little")
}
data <- list(stratum = read_column("stratum", "integer", 4), psu = read_column("psu", "integer", 4),
             weight = read_column("weight", "double", 8))
for (name in c("country", "age", "sex")) {
  levels <- readLines(file.path(folder, paste0(name, ".levels")))
  data[[name]] <- factor(levels[read_column(name, "integer", 1) + 1])
}
for (name in names) {
  values <- read_column(name, "integer", 1)
  values[values < 0] <- NA
  data[[name]] <- values
}
data <- as.data.frame(data)
began <- proc.time()[["elapsed"]]
design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = data, nest = TRUE)
means <- svyby(as.formula(paste("~", paste(names, collapse = " + "))), ~country + age + sex, design, svymean,
               na.rm = TRUE)
message(sprintf("svydesign and svyby alone: %.1f s", proc.time()[["elapsed"]] - began))
errors <- SE(means)
lines <- lapply(seq_along(names), function(column) {
  sprintf("%s,%s,%s,%s,%.17g,%.17g", means$country, means$age, means$sex, names[column], means[[names[column]]],
          errors[[column]])
})
writeLines(c(sprintf("# R survey %s", packageVersion("survey")), unlist(lines)))
