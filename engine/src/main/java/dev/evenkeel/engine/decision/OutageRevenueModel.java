// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import dev.evenkeel.engine.risk.BetaValue;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The model of the revenue lost by outages, in minutes of mean revenue; equal to their length where the case
/// has no curve.
final class OutageRevenueModel {
    /// Time within the deployment window at which an outage begins, uniformly distributed.
    static final Quantity MOMENT = new Quantity(
            "start of an outage within the deployment window",
            new BetaValue(1, 1),
            new QuantitySource(QuantitySource.Kind.JUDGEMENT, "outages begin uniformly within the deployment window"),
            null);

    private static final double MINUTES = 60;

    private final @Nullable RevenueSeasonality seasonality;
    private final int moment;
    private final Map<String, Double> weights = new HashMap<>();

    OutageRevenueModel(RiskCase risk, QuantityIndex numbers) {
        seasonality = risk.costs().curve();
        moment = seasonality == null ? -1 : numbers.indexOf(MOMENT);
        risk.outages()
                .forEach((name, parts) -> weights.put(name, seasonality == null ? 1 : weight(seasonality, parts)));
    }

    /* Mean revenue of an hour of it, relative to the overall mean. */
    private static double weight(RevenueSeasonality seasonality, List<Quantity> parts) {
        double taken = 0;
        double lasted = 0;
        for (double minutes : OutageDurationSampler.sampleMinutes(parts)) {
            double hours = minutes / MINUTES;
            taken += seasonality.revenueHours(hours);
            lasted += hours;
        }
        return lasted == 0 ? 1 : taken / lasted;
    }

    /// Returns the value of an outage that begins at the drawn time.
    double minutesOfSample(double[] at, double minutes) {
        return seasonality == null ? minutes : MINUTES * seasonality.revenueHours(at[moment], minutes / MINUTES);
    }

    /// Returns the average over all times and over lengths with that mean.
    double averageMinutes(String outage, double minutes) {
        return minutes * Objects.requireNonNull(weights.get(outage));
    }

    /// Returns the revenue of a day's month relative to the mean of the year.
    double monthFactor(LocalDate day) {
        return seasonality == null ? 1 : seasonality.monthFactor(day);
    }
}
