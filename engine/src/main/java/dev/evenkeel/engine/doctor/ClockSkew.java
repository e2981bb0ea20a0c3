// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.util.Locale;

/// The difference between two clocks.
///
/// @param ahead how far the first is ahead of the second; negative when it is behind
/// @param uncertainty maximum error of `ahead`: half of the round trip
public record ClockSkew(Duration ahead, Duration uncertainty) {
    /// Checks the difference.
    ///
    /// @param check names of the clocks
    /// @param tolerated maximum difference
    /// @param harm effect of a larger difference
    public DiagnosticFinding diagnose(String check, Duration tolerated, String harm) {
        String seen = String.format(
                Locale.ROOT,
                "%.3f s %s (±%.3f s)",
                millis(ahead.abs()) / 1e3,
                ahead.isNegative() ? "behind" : "ahead",
                millis(uncertainty) / 1e3);
        return ahead.abs().minus(uncertainty).compareTo(tolerated) <= 0
                ? DiagnosticFinding.ok(check, seen)
                : DiagnosticFinding.warn(
                        check, seen, harm + " Synchronize both with a time server (chrony or systemd-timesyncd).");
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
