# SPDX-License-Identifier: Apache-2.0
"""The evidence of the guard in 60 decimal digits, written from its definition: one bet per effect size.

Reads JSON Lines as `evenkeel guard evaluate` does, well-formed ones only, and writes its answers.
"""

import json
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
ONE = Decimal(1)
LN2 = Decimal(2).ln()


def exact(number):
    """The double that a JSON number stands for, digit by digit; integers as they are."""
    return Decimal(number)


def total(logs):
    high = max(logs)
    return high + sum((x - high).exp() for x in logs if x - high > -200).ln()


def power(base, exponent):
    return (base.ln() * exponent).exp()


def falling(nodes):
    weights = [power(Decimal(k), Decimal("-0.25")) for k in range(1, len(nodes) + 1)]
    return [(node, weight / sum(weights)) for node, weight in zip(nodes, weights)]


def flat(nodes):
    return [(node, ONE / len(nodes)) for node in nodes]


SPAN = Decimal(20) / Decimal("1.1")
KAPPAS = [Decimal("1.1") * power(SPAN, Decimal(k) / 23) for k in range(24)]
G24 = falling(KAPPAS)
G26 = falling(KAPPAS + [Decimal(50), Decimal(200)])
FACTORS = flat([Decimal("1.5") * power(Decimal(10000) / Decimal("1.5"), Decimal(i) / 23) for i in range(24)])
SHIFTS = flat([sign * Decimal("0.005") * 2**i for i in range(8) for sign in (1, -1)])


def kept(j):
    return LN2 / Decimal(j + 2).ln()


class Evidence:
    """One running logarithm for each start and effect size: nothing is merged but the last sum."""

    def __init__(self, grid, restarts=False):
        self.grid = grid
        self.restarts = restarts
        self.starts = [(Decimal("0.6") if restarts else ONE, [Decimal(0)] * len(grid))]

    def restart(self):
        j = len(self.starts) - 1
        self.starts.append((Decimal("0.4") * (kept(j) - kept(j + 1)), [Decimal(0)] * len(self.grid)))

    def take(self, gains):
        for _, logs in self.starts:
            for k, gain in enumerate(gains):
                logs[k] += gain

    def log(self):
        terms = [
            v.ln() + weight.ln() + log
            for v, logs in self.starts
            for (_, weight), log in zip(self.grid, logs)
        ]
        if self.restarts:
            terms.append((Decimal("0.4") * kept(len(self.starts) - 1)).ln())
        return float(total(terms))


def bets(size, pi, r, delta, centre, tick):
    """Section by section the payoffs of candidate and control, for a bet of this size; negative bets on better."""
    calls_c, bad_c, calls_t, bad_t = tick

    def candidate(y):
        return ONE + size * ((y - centre) / pi - delta)

    def control(y):
        return ONE - size * ((r * y - centre) / (ONE - pi) + delta)

    return sum(
        times * factor(y).ln()
        for times, factor, y in (
            (bad_t, candidate, 1),
            (calls_t - bad_t, candidate, 0),
            (bad_c, control, 1),
            (calls_c - bad_c, control, 0),
        )
        if times
    )


def worse(kappa, pi, r, delta):
    rho = kappa * r
    g = pi * (rho - r) / (pi * rho + ONE - pi)
    return g / (r / (ONE - pi) + delta)


def better(kappa, pi, r, delta):
    rho = r / kappa
    g = (ONE - pi) * (r - rho) / (r * (pi * rho + ONE - pi))
    return -g * pi / (ONE - pi * delta)


def odds(kappa, pi, c):
    """The bet for candidates whose odds of exceeding are kappa times control's, by halving the range of control's."""
    low, high = Decimal(0), ONE
    for _ in range(190):
        x = (low + high) / 2
        p = kappa * x / (ONE - x + kappa * x)
        if pi * p + (ONE - pi) * x < c:
            low = x
        else:
            high = x
    p = kappa * low / (ONE - low + kappa * low)
    size = pi * (ONE - pi) * (p - low) / (c * (ONE - c))
    return min(size, Decimal("0.999") * min(pi / c, (ONE - pi) / (ONE - c)))


def ratio(q):
    r, delta, share = exact(q["r"]), exact(q.get("delta") or 0), q.get("share")
    restart_at = q.get("restartAt")
    evidence = Evidence(G26 if delta > 0 else G24, restart_at is not None)
    size = worse if q["direction"] == "rollback" else better
    for i, tick in enumerate(q["ticks"]):
        if restart_at is not None and i in restart_at:
            evidence.restart()
        if share is None:
            pi = Decimal(tick[2]) / (tick[0] + tick[2]) if tick[0] and tick[2] else None
        else:
            pi = exact(share[i] if isinstance(share, list) else share)
        if pi is not None:
            evidence.take([bets(size(kappa, pi, r, delta), pi, r, delta, 0, tick) for kappa, _ in evidence.grid])
        yield evidence.log()


def exceedance(q):
    evidence = Evidence(G24)
    for *tick, c in q["ticks"]:
        if tick[0] and tick[2]:
            pi, c = Decimal(tick[2]) / (tick[0] + tick[2]), exact(c)
            evidence.take([bets(odds(kappa, pi, c), pi, ONE, 0, c, tick) for kappa, _ in G24])
        yield evidence.log()


def ceiling(q):
    limit = exact(q["limit"])
    if q["law"] == "poisson":
        grid = FACTORS
    else:
        grid = falling([kappa for kappa, _ in G24 if kappa * limit < 1])
    evidence = Evidence(grid)
    for events, size in q["ticks"]:
        if q["law"] == "poisson":
            evidence.take([events * kappa.ln() - (kappa - 1) * limit * exact(size) for kappa, _ in grid])
        else:
            evidence.take([
                events * kappa.ln() + (size - events) * ((ONE - kappa * limit) / (ONE - limit)).ln()
                for kappa, _ in grid
            ])
        yield evidence.log()


def srm(q):
    evidence = Evidence(SHIFTS)
    for share, n_c, n_t in q["ticks"]:
        pi = exact(share)
        gains = []
        for psi, _ in SHIFTS:
            theta = pi * psi.exp() / (pi * psi.exp() + ONE - pi)
            gains.append(n_t * (theta / pi).ln() + n_c * ((ONE - theta) / (ONE - pi)).ln())
        evidence.take(gains)
        yield evidence.log()


def interval(q):
    steps = [(exact(share), e_c, e_t) for share, e_c, e_t in q["steps"]]
    all_c, all_t = sum(s[1] for s in steps), sum(s[2] for s in steps)

    def ll(rho):
        return sum(
            e_t * (pi * rho / (pi * rho + ONE - pi)).ln() + e_c * ((ONE - pi) / (pi * rho + ONE - pi)).ln()
            for pi, e_c, e_t in steps
        )

    logs = []
    for kappa, weight in G24:
        logs += [(weight / 2).ln() + ll(kappa), (weight / 2).ln() + ll(ONE / kappa)]
    needed = total(logs) + exact(q["alpha"]).ln()

    def slope(x):
        rho = x.exp()
        return all_t - sum((e_t + e_c) * pi * rho / (pi * rho + ONE - pi) for pi, e_c, e_t in steps)

    def halve(inside, outside, holds):
        for _ in range(110):
            middle = (inside + outside) / 2
            if holds(middle):
                inside = middle
            else:
                outside = middle
        return inside

    far = Decimal(20000)
    widest = Decimal("709.78")
    best = far if not all_c else -far if not all_t else halve(-far, far, lambda x: slope(x) > 0)
    low = halve(best, -far, lambda x: ll(x.exp()) > needed) if all_t else -far
    high = halve(best, far, lambda x: ll(x.exp()) > needed) if all_c else far
    return {
        "low": float(low.exp()) if low > -widest else 0,
        "high": float(high.exp()) if high < widest else None,
    }


KINDS = {"ratio": ratio, "exceedance": exceedance, "ceiling": ceiling, "srm": srm}


def answer(q):
    return interval(q) if q["kind"] == "interval" else {"logE": list(KINDS[q["kind"]](q))}


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as target:
        for line in source:
            print(json.dumps(answer(json.loads(line))), file=target)
