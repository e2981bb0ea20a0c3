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

/// Money that an incident cost, at the rate of its day: a later rate changes nothing here.
///
/// @param units how many: failed payments, minutes
/// @param unit of what: `payment`
/// @param rate money that one unit cost on that day
/// @param currency ISO 4217 code
/// @param day whose rate it is
public record IncidentLoss(BigDecimal units, String unit, BigDecimal rate, String currency, LocalDate day) {
    /// The money.
    public BigDecimal amount() {
        return units.multiply(rate);
    }

    /// The currency that most of these incidents lost money in, the first by name of those that are equal; null
    /// when none lost any.
    public static @Nullable String usualCurrency(Collection<Incident> incidents) {
        return incidents.stream()
                .map(incident -> incident.account().impact().lost())
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
