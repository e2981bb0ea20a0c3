// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The costs of a major incident in addition to lost revenue, in the currency of its case.
///
/// @param credits credits to customers by length of the outage, shortest first; the last one reached applies.
///     May be empty
/// @param churn customers lost because of it, or null when unknown
/// @param labour labour of repair and clean-up, or null when unknown
/// @param penalties penalties by contracts and authorities, or null when unknown
public record MajorIncidentExtraCosts(
        List<ServiceCredit> credits,
        @Nullable Churn churn,
        @Nullable Quantity labour,
        @Nullable Quantity penalties) {
    /// No costs in addition to lost revenue.
    public static final MajorIncidentExtraCosts NONE = new MajorIncidentExtraCosts(List.of(), null, null, null);

    /// A credit.
    ///
    /// @param afterMinutes length of the outage from which it is due, 0 or more; 0 for any outage
    /// @param amount total amount, which replaces that of shorter outages
    public record ServiceCredit(double afterMinutes, Quantity amount) {
        public ServiceCredit {
            if (!(afterMinutes >= 0 && afterMinutes < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("afterMinutes of a credit must be 0 or more, got " + afterMinutes);
            }
        }
    }

    /// Lost customers.
    ///
    /// @param customers customers affected by the incident
    /// @param uplift share of them that leaves because of it
    /// @param value value of a retained customer
    public record Churn(Quantity customers, Quantity uplift, Quantity value) {}

    public MajorIncidentExtraCosts {
        credits = credits.stream()
                .sorted(Comparator.comparingDouble(ServiceCredit::afterMinutes))
                .toList();
        if (credits.stream().mapToDouble(ServiceCredit::afterMinutes).distinct().count() < credits.size()) {
            throw new IllegalArgumentException("two credits have the same afterMinutes: "
                    + credits.stream().map(ServiceCredit::afterMinutes).toList());
        }
    }

    /// Whether lost revenue is the only cost.
    public boolean isNone() {
        return quantities().isEmpty();
    }

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
