// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import org.jspecify.annotations.Nullable;

/// A completed call, as reported by a client without the SDK.
///
/// @param micros duration in microseconds, 0 or more; more than 60 s counts as that
/// @param failed whether it failed
/// @param unit the targeting key that the flag was evaluated with; null when it was not reported
/// @param trial whether the call is reported as a trial: the first one of its unit in this revision after
///     warm-up, or after a while
/// @param ageMillis time from its end to the closing of the report, 0 or more
public record CompletedCall(
        long micros, boolean failed, @Nullable String unit, boolean trial, long ageMillis) {
    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value,
    ///     without the unit
    public CompletedCall {
        var rules = new MessageValidator();
        rules.validateMin("micros", micros, 0);
        rules.validateMin("ageMillis", ageMillis, 0);
        rules.require(unit == null || !unit.isEmpty(), "unit must not be empty");
        rules.throwIfAny();
    }

    /// Whether its unit is required where a split decided.
    boolean isAboutUnit() {
        return failed || trial;
    }
}
