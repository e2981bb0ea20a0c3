// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The loss of the outages of a case, by component. With credits by length, or with a component independent
/// of the length, the loss is not proportional to the length: its distribution then has no closed form and is
/// taken from the draws.
public final class OutageLossModel {
    private final OutageRevenueModel revenue;
    private final List<MajorIncidentExtraCosts.ServiceCredit> credits;
    private final int[] amounts;
    private final int[] churn;
    private final int[] labour;
    private final int[] penalties;
    private final Map<String, double[]> reached = new HashMap<>();

    public OutageLossModel(RiskCase risk, QuantityIndex numbers) {
        MajorIncidentExtraCosts costs = risk.costs().incident();
        MajorIncidentExtraCosts.Churn leaving = costs.churn();
        revenue = new OutageRevenueModel(risk, numbers);
        credits = costs.credits();
        amounts = numbers.indexesOf(credits.stream()
                .map(MajorIncidentExtraCosts.ServiceCredit::amount)
                .toList());
        churn = leaving == null
                ? new int[0]
                : numbers.indexesOf(List.of(leaving.customers(), leaving.uplift(), leaving.value()));
        labour = costs.labour() == null ? new int[0] : numbers.indexesOf(List.of(costs.labour()));
        penalties = costs.penalties() == null ? new int[0] : numbers.indexesOf(List.of(costs.penalties()));
        if (!credits.isEmpty()) {
            risk.outages()
                    .forEach((name, parts) ->
                            reached.put(name, creditShares(OutageDurationSampler.sampleMinutes(parts))));
        }
    }

    /* Shares of outages for which each credit applies. */
    private double[] creditShares(double[] minutes) {
        double[] shares = new double[credits.size()];
        for (double one : minutes) {
            int due = dueCredit(one);
            if (due >= 0) {
                shares[due] += 1.0 / minutes.length;
            }
        }
        return shares;
    }

    private int dueCredit(double minutes) {
        int due = credits.size() - 1;
        while (due >= 0 && minutes < credits.get(due).afterMinutes()) {
            due--;
        }
        return due;
    }

    /// Returns the loss of a drawn outage.
    ///
    /// @param perMinute revenue lost in an average minute
    IncidentLossBreakdown lossOfSample(double[] at, double minutes, double perMinute) {
        int due = dueCredit(minutes);
        return toBreakdown(at, perMinute * revenue.minutesOfSample(at, minutes), due < 0 ? 0 : at[amounts[due]]);
    }

    /// Returns the loss averaged over outages of that mean length, and over all times at which they may
    /// begin.
    ///
    /// @param perMinute revenue lost in an average minute
    IncidentLossBreakdown averageLoss(double[] at, String outage, double minutes, double perMinute) {
        double due = 0;
        for (int i = 0; i < amounts.length; i++) {
            due += Objects.requireNonNull(reached.get(outage))[i] * at[amounts[i]];
        }
        return toBreakdown(at, perMinute * revenue.averageMinutes(outage, minutes), due);
    }

    private IncidentLossBreakdown toBreakdown(double[] at, double lost, double credited) {
        double left = churn.length == 0 ? 0 : at[churn[0]] * at[churn[1]] * at[churn[2]];
        return new IncidentLossBreakdown(lost, credited, left, sum(at, labour), sum(at, penalties));
    }

    private static double sum(double[] at, int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += at[place];
        }
        return sum;
    }

    /// Returns the revenue of a day's month relative to the mean of the year.
    double monthFactor(LocalDate day) {
        return revenue.monthFactor(day);
    }
}
