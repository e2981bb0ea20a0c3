// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import dev.evenkeel.engine.slo.BudgetingMethod;
import dev.evenkeel.engine.slo.Objective;
import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/// Queries for what is bad of an objective. Where all counters of the part are absent beside a total, the part
/// is zero: many are made with their first event. Where nothing happened the share is NaN, which exceeds
/// nothing.
record BadEventQueries(ServiceLevelIndicator.Counters counters, Objective objective) {
    /// Bad share of one time slice.
    static final String SLICE = "evenkeel:slo_slice_bad:ratio";

    static String shareName(Duration window) {
        return "evenkeel:slo_bad:ratio_rate" + text(window);
    }

    static String countName(Duration window) {
        return "evenkeel:slo_bad:increase" + text(window);
    }

    /// The query of [#SLICE]; empty when events count.
    Optional<String> helper() {
        return switch (objective.budgeting()) {
            case BudgetingMethod.Occurrences _ -> Optional.empty();
            case BudgetingMethod.Timeslices slices -> Optional.of(ratio(slices.slice()));
            case BudgetingMethod.RatioTimeslices slices -> Optional.of(ratio(slices.slice()));
        };
    }

    /// @param selector of the objective's recorded series
    String share(Duration window, String selector) {
        return objective.budgeting() instanceof BudgetingMethod.Occurrences
                ? ratio(window)
                : "avg_over_time(" + slices(window, selector) + ")";
    }

    /// @param selector of the objective's recorded series
    String count(Duration window, String selector) {
        return objective.budgeting() instanceof BudgetingMethod.Occurrences
                ? bad("increase", window)
                : "sum_over_time(" + slices(window, selector) + ")";
    }

    private String slices(Duration window, String selector) {
        return switch (objective.budgeting()) {
            case BudgetingMethod.Occurrences _ -> throw new IllegalStateException("Events have no slices.");
            case BudgetingMethod.Timeslices slices -> {
                String most = BigDecimal.ONE
                        .subtract(BigDecimal.valueOf(slices.target()))
                        .toPlainString();
                yield "((" + SLICE + selector + " >= 0) > bool " + most + ")" + range(window, slices.slice());
            }
            case BudgetingMethod.RatioTimeslices slices ->
                "(" + SLICE + selector + " >= 0)" + range(window, slices.slice());
        };
    }

    private static String range(Duration window, Duration slice) {
        return "[" + text(window) + ":" + text(slice) + "]";
    }

    private String ratio(Duration window) {
        return bad("rate", window) + " / " + sum("rate", counters.total(), window);
    }

    private String bad(String function, Duration window) {
        String total = sum(function, counters.total(), window);
        String part = "(" + sum(function, counters.part(), window) + " or 0 * " + total + ")";
        return counters.good() ? "(" + total + " - " + part + ")" : part;
    }

    private static String sum(String function, String selector, Duration window) {
        return "sum(" + function + "(" + selector + "[" + text(window) + "]))";
    }

    /// As PromQL writes it.
    static String text(Duration window) {
        long minutes = window.toMinutes();
        if (minutes % 1440 == 0) {
            return minutes / 1440 + "d";
        }
        return minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m";
    }
}
