// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// A checksum of a store's content in a range: two stores with equal checksums have equal content there, as
/// far as the digest can tell, and exactly equal monetary amounts.
///
/// @param rows number of rows
/// @param checksum digest of all content on which both stores must agree, independent of the order of rows;
///     equal texts mean equal content
/// @param amounts exact totals by name, such as a currency; scale is ignored: 1.0 equals 1.00
public record RangeChecksum(long rows, String checksum, Map<String, BigDecimal> amounts) {
    /// @throws IllegalArgumentException when `rows` is negative
    public RangeChecksum {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be 0 or more, got " + rows);
        }
        Objects.requireNonNull(checksum, "checksum");
        Map<String, BigDecimal> plain = new LinkedHashMap<>();
        amounts.forEach((name, amount) -> plain.put(name, amount.stripTrailingZeros()));
        amounts = Map.copyOf(plain);
    }
}
