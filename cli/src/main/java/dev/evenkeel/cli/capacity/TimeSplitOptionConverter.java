// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A split on the command line: percentages by kind of work.
final class TimeSplitOptionConverter {
    private TimeSplitOptionConverter() {}

    /// Converts the percentages to shares; null without any.
    static @Nullable Map<WorkKind, Double> toShares(Map<WorkKind, BigDecimal> percents) {
        Map<WorkKind, Double> shares = new EnumMap<>(WorkKind.class);
        percents.forEach(
                (kind, percent) -> shares.put(kind, percent.movePointLeft(2).doubleValue()));
        return shares.isEmpty() ? null : shares;
    }
}
