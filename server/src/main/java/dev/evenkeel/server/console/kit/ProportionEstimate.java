// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.engine.format.QuantityFormatter;

/// A share of calls with its 95% interval, for display only; the guard never uses it.
///
/// The interval is Wilson's (1927, without continuity correction): it stays inside 0..1 and is valid at zero
/// events. It assumes that calls are independent.
///
/// @param events number of events, 0..of
/// @param total number of calls, 0 or more
public record ProportionEstimate(long events, long total) {
    private static final double Z = 1.959963984540054;

    public ProportionEstimate {
        if (events < 0 || events > total) {
            throw new IllegalArgumentException("events must be 0.." + total + ", got " + events);
        }
    }

    /// Returns the share, 0..1; 0 without calls.
    public double share() {
        return total == 0 ? 0 : (double) events / total;
    }

    public double low() {
        return events == 0 ? 0 : centre() - halfWidth();
    }

    /// Returns the upper end of the interval; 1 without calls.
    public double high() {
        return total == 0 || events == total ? 1 : centre() + halfWidth();
    }

    /// Returns the estimate as text: `22 of 177 calls (12.4%)`.
    public String format() {
        String counts =
                QuantityFormatter.formatCount(events) + " of " + QuantityFormatter.formatCount(total) + " calls";
        return total == 0 ? counts : counts + " (" + QuantityFormatter.formatPercent(share()) + ")";
    }

    private double centre() {
        return (events + Z * Z / 2) / (total + Z * Z);
    }

    private double halfWidth() {
        double share = share();
        return Z / (total + Z * Z) * Math.sqrt(total * share * (1 - share) + Z * Z / 4);
    }
}
