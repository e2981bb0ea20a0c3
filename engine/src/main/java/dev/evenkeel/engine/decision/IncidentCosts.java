// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a major incident costs besides the revenue that is lost meanwhile, in the currency of its case.
///
/// @param credits to customers, by how long the outage lasts, the shortest first; of those that it reaches the
///     last one counts. None where there are none
/// @param churn customers that leave for it, or null where nobody says
/// @param labour of those who mend it and of those who clean up, or null where nobody says
/// @param penalties by contracts and authorities, or null where nobody says
public record IncidentCosts(
        List<Credit> credits,
        @Nullable Churn churn,
        @Nullable Quantity labour,
        @Nullable Quantity penalties) {
    /// Nothing besides the revenue.
    public static final IncidentCosts NONE = new IncidentCosts(List.of(), null, null, null);

    /// A credit.
    ///
    /// @param afterMinutes of outage it is due, 0 or more; 0 for any outage
    /// @param amount all of it, not on top of those due before
    public record Credit(double afterMinutes, Quantity amount) {
        public Credit {
            if (!(afterMinutes >= 0 && afterMinutes < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a credit is due after 0 minutes or more, got " + afterMinutes);
            }
        }
    }

    /// Customers that leave.
    ///
    /// @param customers that the incident touches
    /// @param uplift share of them that leaves for it, beyond those who would have left anyway
    /// @param value of a customer who stays
    public record Churn(Quantity customers, Quantity uplift, Quantity value) {}

    public IncidentCosts {
        credits = credits.stream()
                .sorted(Comparator.comparingDouble(Credit::afterMinutes))
                .toList();
        if (credits.stream().mapToDouble(Credit::afterMinutes).distinct().count() < credits.size()) {
            throw new IllegalArgumentException("two credits are due after the same time: "
                    + credits.stream().map(Credit::afterMinutes).toList());
        }
    }

    /// Whether the revenue is all that is lost.
    public boolean isNone() {
        return quantities().isEmpty();
    }

    /// Every number of it.
    List<Quantity> quantities() {
        List<Quantity> all = new ArrayList<>();
        credits.forEach(credit -> all.add(credit.amount));
        if (churn != null) {
            all.addAll(List.of(churn.customers, churn.uplift, churn.value));
        }
        if (labour != null) {
            all.add(labour);
        }
        if (penalties != null) {
            all.add(penalties);
        }
        return all;
    }
}
