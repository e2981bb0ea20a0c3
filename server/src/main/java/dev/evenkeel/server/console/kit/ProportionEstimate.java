// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

/// A share of calls with its 95 % interval, for people; the guard never uses it.
///
/// The interval is Wilson's (1927, without continuity correction): it stays inside 0..1 and is honest at zero
/// events. It takes the calls as independent of each other.
///
/// @param events how many, 0..of
/// @param of out of how many, zero or more
public record ProportionEstimate(long events, long of) {
    private static final double Z = 1.959963984540054;

    public ProportionEstimate {
        if (events < 0 || events > of) {
            throw new IllegalArgumentException("events must be 0.." + of + ", got " + events);
        }
    }

    /// 0..1; 0 when there is nothing to divide by.
    public double share() {
        return of == 0 ? 0 : (double) events / of;
    }

    public double low() {
        return events == 0 ? 0 : centre() - halfWidth();
    }

    /// 1 when nothing was seen.
    public double high() {
        return of == 0 || events == of ? 1 : centre() + halfWidth();
    }

    /// `22 of 177 calls (12.4 %)`.
    public String inWords() {
        String counts = DisplayFormatter.count(events) + " of " + DisplayFormatter.count(of) + " calls";
        return of == 0 ? counts : counts + " (" + DisplayFormatter.share(share()) + ")";
    }

    private double centre() {
        return (events + Z * Z / 2) / (of + Z * Z);
    }

    private double halfWidth() {
        double share = share();
        return Z / (of + Z * Z) * Math.sqrt(of * share * (1 - share) + Z * Z / 4);
    }
}
