// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What a store holds in a range, short enough to compare: two stores with equal sums hold the same there, as
/// far as the checksum can tell, and exactly the same amounts of money.
///
/// @param rows how many rows
/// @param checksum a digest of everything that both stores have to agree on, whatever the order of rows;
///     equal texts mean equal content
/// @param amounts totals that have to agree to the last digit, by name, such as a currency; scale does not
///     matter: 1.0 equals 1.00
public record RangeChecksum(long rows, String checksum, Map<String, BigDecimal> amounts) {
    /// @throws IllegalArgumentException when there are fewer than no rows
    public RangeChecksum {
        if (rows < 0) {
            throw new IllegalArgumentException("a range has no fewer than 0 rows, got " + rows);
        }
        Objects.requireNonNull(checksum, "checksum");
        Map<String, BigDecimal> plain = new LinkedHashMap<>();
        amounts.forEach((name, amount) -> plain.put(name, amount.stripTrailingZeros()));
        amounts = Map.copyOf(plain);
    }
}
