// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The monetary loss of an incident, at the rate of its day; later rates have no effect.
///
/// @param units number of units: failed payments, minutes
/// @param unit name of the unit: `payment`
/// @param rate cost of one unit on that day
/// @param currency ISO 4217 code
/// @param day day of the rate
public record IncidentLoss(BigDecimal units, String unit, BigDecimal rate, String currency, LocalDate day) {
    public BigDecimal amount() {
        return units.multiply(rate);
    }

    /// Returns the most frequent loss currency of the incidents, the alphabetically first one in a tie; null
    /// without losses.
    public static @Nullable String mostFrequentCurrency(Collection<Incident> incidents) {
        return incidents.stream()
                .map(incident -> incident.account().impact().financialLoss())
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(IncidentLoss::currency, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
