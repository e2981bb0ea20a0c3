// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The type of a flag, with its expected lifetime. The lifetimes are Unleash's defaults
/// (<https://docs.getunleash.io/reference/technical-debt>).
public enum FlagType {
    /// Releases a change to all users: 40 days.
    RELEASE("release", 40),
    /// Compares variants: 40 days.
    EXPERIMENT("experiment", 40),
    /// Accompanies a change of the system: 7 days.
    OPERATIONAL("operational", 7),
    /// Disables a function in an emergency: permanent, serves one value for long periods.
    KILL_SWITCH("kill-switch", 0),
    /// Controls access: permanent.
    PERMISSION("permission", 0);

    private final String text;
    private final int days;

    FlagType(String text, int days) {
        this.text = text;
        this.days = days;
    }

    /// Returns the type with a name in metadata.
    public static Optional<FlagType> findByName(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /// Returns the name in metadata.
    public String wireName() {
        return text;
    }

    /// Returns the expected lifetime; empty when it is permanent.
    public Optional<Duration> expectedLifetime() {
        return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
    }
}
