# Makes the files of this folder but `big-endian.dta`. R 4.2 with haven 2.5 and foreign 0.8; run in this folder.
library(haven)
library(foreign)

# Every third school of R's `survey::apistrat`, dots in names replaced, as Stata has none.
schools <- read.csv("../../../survey/tests/oracles/apistrat/data.csv")
names(schools) <- gsub(".", "_", names(schools), fixed = TRUE)
schools <- schools[seq(1, 200, 3), c("snum", "stype", "api00", "api99", "target", "sch_wide", "meals",
                                     "avg_ed", "enroll", "api_stu", "pw", "fpc")]
schools$avg_ed <- round(schools$avg_ed, 2)
schools$pw <- round(schools$pw, 6)
write.csv(schools, "schools.csv", row.names = FALSE, na = "")
write_sav(schools, "schools.sav")
write_sav(schools, "schools-plain.sav", compress = "none")
write_sav(schools, "schools.zsav", compress = "zsav")
write_dta(schools, "schools-113.dta", version = 8)
write_dta(schools, "schools-115.dta", version = 12)
write_dta(schools, "schools-117.dta", version = 13)
write_dta(schools, "schools-118.dta", version = 14)
write_dta(schools, "schools-119.dta", version = 15)
write.dta(schools, "schools-108.dta", version = 6)
write.dta(schools, "schools-110.dta", version = 7)
write.dta(schools, "schools-114.dta", version = 10)

# What numbers and text can be besides: dates, kinds of missing, labels, long text, letters beyond ASCII.
long <- paste0(strrep("0123456789", 60), "é end")
kinds <- tibble::tibble(
  whole = c(1, 2, NA, -4),
  part = c(0.5, 1e300, NA, -2),
  day = as.Date(c("1582-10-15", "1970-01-01", NA, "2024-02-29")),
  moment = as.POSIXct(c("2020-01-01 10:00:00", NA, NA, NA), tz = "UTC"),
  word = c("Zoë", "", " two words", "ñandú"),
  long_text = c(long, "short", "", long)
)
spss <- kinds
spss$answer <- labelled_spss(c(1, 8, 98, 99), c(yes = 1, refused = 99), na_values = c(8, 99))
spss$years <- labelled_spss(c(12, 97, 98, 3), c("not known" = 98), na_range = c(97, Inf))
spss$letter <- labelled_spss(c("a", "x", "b", "x"), c(missing = "x"), na_values = "x")
spss$AVeryLongNameOfAVariable <- c(1, 2, 3, 4)
write_sav(spss, "kinds.sav")
write_sav(spss, "kinds.zsav", compress = "zsav")
stata <- kinds[, c("whole", "part", "day", "moment", "word")]
stata$answer <- labelled(c(1L, tagged_na("a"), tagged_na("z"), 2L), c(yes = 1L, refused = tagged_na("a")))
stata$code <- c(100L, 32740L, NA, -5L)
stata$text_2045 <- c(strrep("x", 2045), "", "b", "c")
write_dta(stata, "kinds.dta", version = 14)
