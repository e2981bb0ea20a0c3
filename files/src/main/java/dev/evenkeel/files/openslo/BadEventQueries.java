// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BudgetingMethod;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// The PromQL queries for the bad events of an objective. Where a total exists but all counters of the part are
/// absent, the part is zero: many counters are created with their first event. Without events the share is NaN,
/// which exceeds no threshold.
record BadEventQueries(ServiceLevelIndicator.PrometheusCountersIndicator counters, Objective objective) {
    /// Recorded series with the bad share of one time slice.
    static final String SLICE = "evenkeel:slo_slice_bad:ratio";

    static String shareName(Duration window) {
        return "evenkeel:slo_bad:ratio_rate" + formatDuration(window);
    }

    static String countName(Duration window) {
        return "evenkeel:slo_bad:increase" + formatDuration(window);
    }

    /// Returns the query of [#SLICE]; empty for event-based budgeting.
    Optional<String> sliceQuery() {
        return switch (objective.budgeting()) {
            case BudgetingMethod.Occurrences _ -> Optional.empty();
            case BudgetingMethod.Timeslices slices -> Optional.of(ratioQuery(slices.slice()));
            case BudgetingMethod.RatioTimeslices slices -> Optional.of(ratioQuery(slices.slice()));
        };
    }

    /// Returns the query for the bad share.
    ///
    /// @param selector selector of the objective's recorded series
    String shareQuery(Duration window, String selector) {
        return objective.budgeting() instanceof BudgetingMethod.Occurrences
                ? ratioQuery(window)
                : "avg_over_time(" + sliceCount(window, selector) + ")";
    }

    /// Returns the query for the number of bad events or slices.
    ///
    /// @param selector selector of the objective's recorded series
    String countQuery(Duration window, String selector) {
        return objective.budgeting() instanceof BudgetingMethod.Occurrences
                ? badQuery("increase", window)
                : "sum_over_time(" + sliceCount(window, selector) + ")";
    }

    private String sliceCount(Duration window, String selector) {
        return switch (objective.budgeting()) {
            case BudgetingMethod.Occurrences _ -> throw new IllegalStateException("Events have no slices.");
            case BudgetingMethod.Timeslices slices -> {
                String most = BigDecimal.ONE
                        .subtract(BigDecimal.valueOf(slices.target()))
                        .toPlainString();
                yield "((" + SLICE + selector + " >= 0) > bool " + most + ")" + formatRange(window, slices.slice());
            }
            case BudgetingMethod.RatioTimeslices slices ->
                "(" + SLICE + selector + " >= 0)" + formatRange(window, slices.slice());
        };
    }

    private static String formatRange(Duration window, Duration slice) {
        return "[" + formatDuration(window) + ":" + formatDuration(slice) + "]";
    }

    private String ratioQuery(Duration window) {
        return badQuery("rate", window) + " / " + sumQuery("rate", counters.total(), window);
    }

    private String badQuery(String function, Duration window) {
        String total = sumQuery(function, counters.total(), window);
        String part = "(" + sumQuery(function, counters.part(), window) + " or 0 * " + total + ")";
        return counters.good() ? "(" + total + " - " + part + ")" : part;
    }

    private static String sumQuery(String function, String selector, Duration window) {
        return "sum(" + function + "(" + selector + "[" + formatDuration(window) + "]))";
    }

    /// Formats a duration in PromQL.
    static String formatDuration(Duration window) {
        long minutes = window.toMinutes();
        if (minutes % 1440 == 0) {
            return minutes / 1440 + "d";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
