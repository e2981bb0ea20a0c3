// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import org.jspecify.annotations.Nullable;

/// One call that ended, as a client without the SDK tells it.
///
/// @param micros how long it took in microseconds, 0 or more; more than 60 s counts as that
/// @param failed whether it failed
/// @param unit the targeting key that the flag was evaluated with; null when it was not told
/// @param trial whether the server is told of the call by itself: its unit's first one in this revision after
///     warm-up, or after a while
/// @param ageMillis time from its end to the closing of the report, 0 or more
public record CompletedCall(
        long micros, boolean failed, @Nullable String unit, boolean trial, long ageMillis) {
    /// @throws IllegalArgumentException when a value is out of range; its message lists every such value, and
    ///     does not repeat the unit
    public CompletedCall {
        var rules = new MessageValidator();
        rules.atLeast("micros", micros, 0);
        rules.atLeast("ageMillis", ageMillis, 0);
        rules.require(unit == null || !unit.isEmpty(), "unit must not be empty");
        rules.check();
    }

    /// Whether its unit has to be told where a split decided.
    boolean isAboutUnit() {
        return failed || trial;
    }
}
