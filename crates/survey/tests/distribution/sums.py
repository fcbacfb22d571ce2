"""Writes sums_exact.csv: upper tails of weighted chi-squared sums and their F analogues (Python 3, mpmath).

Positive weights by Ruben's series (1962, Annals of Mathematical Statistics 33, 542-570), a mixture of chi-squared (or F) variables;
the difference of two chi-squared variables with 3 and 2 degrees of freedom in closed form.
"""

import csv

import mpmath as m
from mpmath import mp, mpf

mp.dps = 70
# What of the mixture is left out; tails that are not far above it are left out too.
REST = mpf(10) ** -60


def ruben(weights, df):
    """Mixing probabilities of chi-squared variables with sum(df) + 2k degrees of freedom times the least weight."""
    least = min(weights)
    powers = [1 - least / weight for weight in weights]
    mixing = [m.fprod((least / w) ** (d / 2) for w, d in zip(weights, df))]
    sums = [mpf(0)]
    total = mixing[0]
    while 1 - total > REST and len(mixing) < 1200:
        k = len(mixing)
        sums.append(m.fsum(d * power**k for d, power in zip(df, powers)))
        mixing.append(m.fsum(sums[k - r] * mixing[r] for r in range(k)) / (2 * k))
        total += mixing[-1]
    return least, mixing, 1 - total


def upper(series, n, denominator, x):
    """The mixture of tails, each from the one before it by a term that is positive; None where too little of it is known."""
    least, mixing, rest = series
    half = n / 2
    if denominator is None:
        y = x / least / 2
        tail = m.gammainc(half, y, m.inf, regularized=True)
        step = m.exp(half * m.log(y) - y - m.loggamma(half + 1))
        factor = lambda k: y / (half + k + 1)
    else:
        # least * chi(n + 2k) / (chi(d)/d) > x
        other = denominator / 2
        odds = x / (least * denominator)
        p, q = odds / (1 + odds), 1 / (1 + odds)
        tail = m.betainc(other, half, 0, q, regularized=True)
        step = m.exp(half * m.log(p) + other * m.log(q) - m.log(half) - m.log(m.beta(half, other)))
        factor = lambda k: p * (half + other + k) / (half + k + 1)
    total = mpf(0)
    for k, probability in enumerate(mixing):
        total += probability * tail
        tail += step
        step *= factor(k)
    return total if rest < total * mpf(10) ** -20 else None


def difference(x):
    """P(chi(3) - chi(2) > x)."""
    if x >= 0:
        gamma = lambda rate: m.gammainc(mpf(3) / 2, rate * x, m.inf, regularized=True)
        return gamma(mpf(1) / 2) - m.exp(x / 2) * mpf(1) / 2 ** mpf("1.5") * gamma(1)
    return 1 - m.exp(x / 2) / 2 ** mpf("1.5")


SETS = [
    ([3.0, 1.0], [2.0, 4.0]),
    ([2.5, 1.25, 0.5], [1.0, 1.0, 1.0]),
    ([1.7, 1.2, 0.9, 0.4], [1.0, 1.0, 1.0, 1.0]),
    ([6.0, 3.0, 1.0], [1.0, 2.0, 3.0]),
    ([1.0, 0.9375, 0.875, 0.8125], [0.5, 1.5, 7.0, 20.0]),
    ([0.75], [1.0]),
]


def main():
    with open("sums_exact.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["weights", "df", "denominator", "x", "upper"])
        for weights, df in SETS:
            series = ruben([mpf(w) for w in weights], [mpf(d) for d in df])
            mean = sum(w * d for w, d in zip(weights, df))
            for denominator in (None, 1.0, 5.0, 16.5, 197.0, 1e4):
                for factor in (0.001, 0.0625, 0.5, 1.0, 1.0625, 3.0, 10.0, 60.0, 500.0):
                    x = mean * factor
                    try:
                        tail = upper(series, mpf(sum(df)), None if denominator is None else mpf(denominator), mpf(x))
                    except ValueError:
                        continue
                    if tail is not None:
                        shown = "Inf" if denominator is None else repr(denominator)
                        rows.writerow([" ".join(map(repr, weights)), " ".join(map(repr, df)), shown, repr(x), m.nstr(tail, 20)])
        for x in (-300.0, -20.0, -1.0, -0.001, 0.0, 0.001, 0.5, 1.0, 4.0, 30.0, 900.0):
            rows.writerow(["1.0 -1.0", "3.0 2.0", "Inf", repr(x), m.nstr(difference(mpf(x)), 20)])


main()
