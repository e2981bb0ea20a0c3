// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.BetaValue;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How many minutes of mean revenue the outages of a case take: their own where the case has no curve.
final class OutageRevenueModel {
    /// Where in the deploy window an outage begins, any moment of it alike.
    static final Quantity MOMENT = new Quantity(
            "moment of the deploy window at which an outage begins",
            new BetaValue(1, 1),
            new QuantitySource(
                    QuantitySource.Kind.JUDGEMENT, "outages of a change begin while it is deployed, any moment alike"),
            null);

    private static final double MINUTES = 60;

    private final @Nullable RevenueCurve curve;
    private final int moment;
    private final Map<String, Double> weights = new HashMap<>();

    OutageRevenueModel(RiskCase risk, QuantityIndex numbers) {
        curve = risk.money().curve();
        moment = curve == null ? -1 : numbers.place(MOMENT);
        risk.outages().forEach((name, parts) -> weights.put(name, curve == null ? 1 : weight(curve, parts)));
    }

    /* What an hour of it is worth on average, in hours of the mean. */
    private static double weight(RevenueCurve curve, List<Quantity> parts) {
        double taken = 0;
        double lasted = 0;
        for (double minutes : OutageDurationSamples.minutes(parts)) {
            double hours = minutes / MINUTES;
            taken += curve.taken(hours);
            lasted += hours;
        }
        return lasted == 0 ? 1 : taken / lasted;
    }

    /// Of an outage at the drawn moment.
    double drawn(double[] at, double minutes) {
        return curve == null ? minutes : MINUTES * curve.taken(at[moment], minutes / MINUTES);
    }

    /// Of outages on average, over all moments and lengths with that mean.
    double onAverage(String outage, double minutes) {
        return minutes * Objects.requireNonNull(weights.get(outage));
    }

    /// Revenue of a day's month against the mean of the year.
    double month(LocalDate day) {
        return curve == null ? 1 : curve.month(day);
    }
}
