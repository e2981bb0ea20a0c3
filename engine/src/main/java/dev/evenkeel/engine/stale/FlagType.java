// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What a flag is for, and how long that usually takes. The lifetimes are Unleash's defaults
/// (<https://docs.getunleash.io/reference/technical-debt>).
public enum FlagType {
    /// Brings a change to everybody: 40 days.
    RELEASE("release", 40),
    /// Compares variants: 40 days.
    EXPERIMENT("experiment", 40),
    /// Accompanies a change of the system: 7 days.
    OPERATIONAL("operational", 7),
    /// Switches something off in need: stays, and serves one value for long.
    KILL_SWITCH("kill-switch", 0),
    /// Says who may do something: stays.
    PERMISSION("permission", 0);

    private final String text;
    private final int days;

    FlagType(String text, int days) {
        this.text = text;
        this.days = days;
    }

    /// The type that metadata names so.
    public static Optional<FlagType> named(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }

    /// As metadata name it.
    public String text() {
        return text;
    }

    /// How long such a flag is needed; empty when it stays.
    public Optional<Duration> lifetime() {
        return days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days));
    }
}
