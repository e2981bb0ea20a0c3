// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What the outages of a case lose, in parts. With credits by length, or with a part that does not depend
/// on the length, the loss is no multiple of the length: its curve then has no closed form, and is that of
/// the draws.
public final class OutageLossModel {
    private final OutageRevenueModel revenue;
    private final List<IncidentCosts.Credit> credits;
    private final int[] amounts;
    private final int[] churn;
    private final int[] labour;
    private final int[] penalties;
    private final Map<String, double[]> reached = new HashMap<>();

    public OutageLossModel(RiskCase risk, QuantityIndex numbers) {
        IncidentCosts costs = risk.money().incident();
        IncidentCosts.Churn leaving = costs.churn();
        revenue = new OutageRevenueModel(risk, numbers);
        credits = costs.credits();
        amounts = numbers.places(
                credits.stream().map(IncidentCosts.Credit::amount).toList());
        churn = leaving == null
                ? new int[0]
                : numbers.places(List.of(leaving.customers(), leaving.uplift(), leaving.value()));
        labour = costs.labour() == null ? new int[0] : numbers.places(List.of(costs.labour()));
        penalties = costs.penalties() == null ? new int[0] : numbers.places(List.of(costs.penalties()));
        if (!credits.isEmpty()) {
            risk.outages().forEach((name, parts) -> reached.put(name, reached(OutageDurationSamples.minutes(parts))));
        }
    }

    /* Shares of outages for which each credit is due, and not the next. */
    private double[] reached(double[] minutes) {
        double[] shares = new double[credits.size()];
        for (double one : minutes) {
            int due = due(one);
            if (due >= 0) {
                shares[due] += 1.0 / minutes.length;
            }
        }
        return shares;
    }

    private int due(double minutes) {
        int due = credits.size() - 1;
        while (due >= 0 && minutes < credits.get(due).afterMinutes()) {
            due--;
        }
        return due;
    }

    /// Of an outage as it was drawn.
    ///
    /// @param perMinute revenue that a mean minute loses
    LossBreakdown drawn(double[] at, double minutes, double perMinute) {
        int due = due(minutes);
        return parts(at, perMinute * revenue.drawn(at, minutes), due < 0 ? 0 : at[amounts[due]]);
    }

    /// On average over outages of that mean length, and over all moments at which they may begin.
    ///
    /// @param perMinute revenue that a mean minute loses
    LossBreakdown onAverage(double[] at, String outage, double minutes, double perMinute) {
        double due = 0;
        for (int i = 0; i < amounts.length; i++) {
            due += Objects.requireNonNull(reached.get(outage))[i] * at[amounts[i]];
        }
        return parts(at, perMinute * revenue.onAverage(outage, minutes), due);
    }

    private LossBreakdown parts(double[] at, double lost, double credited) {
        double left = churn.length == 0 ? 0 : at[churn[0]] * at[churn[1]] * at[churn[2]];
        return new LossBreakdown(lost, credited, left, sum(at, labour), sum(at, penalties));
    }

    private static double sum(double[] at, int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += at[place];
        }
        return sum;
    }

    /// Revenue of a day's month against the mean of the year.
    double month(LocalDate day) {
        return revenue.month(day);
    }
}
