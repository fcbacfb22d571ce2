"""Writes grid_tails.csv and grid_quantiles.csv: tails and quantiles evaluated with 60 digits (Python 3, mpmath).

usage: python3 grid.py

Arguments are written as the shortest decimal of the very double that was evaluated.
Tails below 1e-305 and quantiles beyond 1e-300 to 1e300 are left out.
"""

import csv

import mpmath as m
from mpmath import mp, mpf

mp.dps = 60
STOP = mpf(10) ** -50


def beta_fraction(a, b, x, y):
    """The lower tail for x below about the mean, by the continued fraction of Press et al., section 6.4."""
    log_beta = m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)
    lead = m.exp(a * m.log(x) + b * m.log(y) - log_beta) / a
    c, d = mpf(1), 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for k in range(1, 10**6):
        even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
        odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
        for term in (even, odd):
            d, c = 1 / (1 + term * d), 1 + term / c
            h *= c * d
        if abs(c * d - 1) < STOP:
            return lead * h
    raise ValueError("no convergence")


def beta_tails(a, b, x, y):
    """Both tails; x + y = 1."""
    if x < (a + 1) / (a + b + 2):
        lower = beta_fraction(a, b, x, y)
        return lower, 1 - lower
    upper = beta_fraction(b, a, y, x)
    return 1 - upper, upper


def gamma_tails(a, x):
    lead = m.exp(a * m.log(x) - x - m.loggamma(a))
    if x < a + 1:
        term = total = 1 / a
        k = 0
        while term > total * STOP:
            k += 1
            term *= x / (a + k)
            total += term
        return lead * total, 1 - lead * total
    c, d = mpf(10) ** 1000, 1 / (x + 1 - a)
    h = d
    for k in range(1, 10**7):
        term, level = -k * (k - a), x + 1 - a + 2 * k
        d, c = 1 / (term * d + level), level + term / c
        h *= c * d
        if abs(c * d - 1) < STOP:
            return 1 - lead * h, lead * h
    raise ValueError("no convergence")


def normal(z):
    return m.erfc(-z / m.sqrt(2)) / 2, m.erfc(z / m.sqrt(2)) / 2


def student(t, df):
    x, y = df / (df + t * t), t * t / (df + t * t)
    half = beta_tails(df / 2, mpf(1) / 2, x, y)[0] / 2
    return (half, 1 - half) if t < 0 else (1 - half, half)


def chi_squared(x, df):
    return gamma_tails(df / 2, x / 2)


def fisher(f, numerator, denominator):
    odds = numerator * f / denominator
    return beta_tails(numerator / 2, denominator / 2, odds / (1 + odds), 1 / (1 + odds))


def beta(x, a, b):
    return beta_tails(a, b, x, 1 - x)


def scaled_density(name, x, shapes):
    """The density on the scale of the search: of the variable itself for the normal, of the logit for beta, else of the logarithm."""
    if name == "normal":
        return m.exp(-x * x / 2) / m.sqrt(2 * m.pi)
    if name == "chi_squared":
        a = shapes[0] / 2
        return m.exp(a * m.log(x / 2) - x / 2 - m.loggamma(a))
    if name == "beta":
        a, b = shapes
        odds = x / (1 - x)
    elif name == "f":
        a, b = shapes[0] / 2, shapes[1] / 2
        odds = shapes[0] * x / shapes[1]
    else:
        a, b = mpf(1) / 2, shapes[0] / 2
        odds = x * x / shapes[0]
    log_beta = m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b)
    return m.exp(a * m.log(odds) - (a + b) * m.log(1 + odds) - log_beta)


TAILS = {"normal": normal, "t": student, "chi_squared": chi_squared, "f": fisher, "beta": beta}


def quantile(name, shapes, p, upper, start):
    """Newton's method from a start that is nearly right, on the logarithm of the tail."""
    x = start
    for _ in range(60):
        tail = TAILS[name](x, *shapes)[1 if upper else 0]
        slope = scaled_density(name, x, shapes) / tail
        step = m.log(tail / p) / slope * (1 if upper else -1)
        if name == "normal":
            x += step
        elif name == "beta":
            odds = x / (1 - x) * m.exp(step)
            x = odds / (1 + odds)
        else:
            x *= m.exp(step)
        if abs(step) < mpf(10) ** -25 * (abs(x) if name == "normal" else 1):
            return x
    raise ValueError((name, shapes, p, "no convergence"))


SMALL = [1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-10, 1e-6, 0.001, 0.025, 0.05, 0.2, 0.4]
DF = [0.5, 1.0, 1.5, 2.0, 3.0, 4.5, 10.0, 29.0, 100.0, 197.5, 1000.0, 54321.0, 1e6, 1e7]
PAIRS = [0.5, 1.0, 2.0, 5.5, 30.0, 250.0, 1e4, 3.3e5, 1e7]
SHAPES = [0.01, 0.1, 0.25, 0.5, 1.0, 2.5, 15.0, 120.0, 499.0, 1e4, 7e5, 1e7]


def rough(name, shapes, p, upper):
    """A start for the search: bisection on the logarithm (or logit) with few digits."""
    mp.dps = 25
    low, high = mpf(-1500), mpf(1500)
    point = {
        "normal": lambda s: s,
        "beta": lambda s: 1 / (1 + m.exp(-s)),
    }.get(name, m.exp)
    for _ in range(64):
        middle = (low + high) / 2
        tail = TAILS[name](point(middle), *shapes)[1 if upper else 0]
        if (tail > p) == upper:
            low = middle
        else:
            high = middle
    mp.dps = 60
    return point((low + high) / 2)


def cases():
    for p in SMALL:
        yield "normal", (), p
    for df in DF:
        for p in SMALL:
            yield "t", (df,), p
            yield "chi_squared", (df,), p
    for first in PAIRS:
        for second in PAIRS:
            for p in SMALL[::2]:
                yield "f", (first, second), p
    for a in SHAPES:
        for b in SHAPES:
            for p in SMALL[1::2]:
                yield "beta", (a, b), p


def text(number):
    return m.nstr(number, 20, min_fixed=1, max_fixed=0)


def main():
    with open("grid_tails.csv", "w", newline="") as tails, open("grid_quantiles.csv", "w", newline="") as quantiles:
        tails, quantiles = csv.writer(tails, lineterminator="\n"), csv.writer(quantiles, lineterminator="\n")
        tails.writerow(["distribution", "shape1", "shape2", "x", "lower", "upper"])
        quantiles.writerow(["distribution", "shape1", "shape2", "side", "p", "x"])
        for name, shapes, p in cases():
            exact = tuple(mpf(shape) for shape in shapes)
            columns = [name, *map(repr, shapes), *[""] * (2 - len(shapes))]
            for upper in (False, True):
                if name in ("normal", "t") and not upper:
                    continue
                try:
                    x = quantile(name, exact, mpf(p), upper, rough(name, exact, mpf(p), upper))
                except (ValueError, ZeroDivisionError):
                    continue
                if not mpf("1e-300") < x < mpf("1e300") or (name == "beta" and x == 1):
                    continue
                quantiles.writerow([*columns, "upper" if upper else "lower", repr(p), text(x)])
                double = float(x)
                if name == "beta" and double >= 1.0:
                    continue
                lower, above = TAILS[name](mpf(double), *exact)
                if min(lower, above) > mpf("1e-305"):
                    tails.writerow([*columns, repr(double), text(lower), text(above)])


main()
