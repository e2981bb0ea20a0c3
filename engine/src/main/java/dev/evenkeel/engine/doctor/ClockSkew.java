// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.util.Locale;

/// How two clocks differ.
///
/// @param ahead how far the first is ahead of the second; negative when it is behind
/// @param doubt how wrong `ahead` may be: half of the time that asking took
public record ClockSkew(Duration ahead, Duration doubt) {
    /// Whether they agree well enough.
    ///
    /// @param check which clocks they are
    /// @param tolerated by how much they may differ
    /// @param harm what comes of it when they differ by more
    public DiagnosticFinding finding(String check, Duration tolerated, String harm) {
        String seen = String.format(
                Locale.ROOT,
                "%.3f s %s, give or take %.3f s",
                millis(ahead.abs()) / 1e3,
                ahead.isNegative() ? "behind" : "ahead",
                millis(doubt) / 1e3);
        return ahead.abs().minus(doubt).compareTo(tolerated) <= 0
                ? DiagnosticFinding.ok(check, seen)
                : DiagnosticFinding.warn(
                        check, seen, harm + " Let both machines ask a time server (chrony, or systemd-timesyncd).");
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
