// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Retention periods of data that grows with traffic (docs/reference/data-retention.md).
///
/// @param batches ids of accepted batches, 1 to 400 days
/// @param ticks ticks of a rollout after its end, 1 to 4,000 days
/// @param totals sums of deleted data, 30 to 4,000 days, and at least as long as `batches` and `ticks`
/// @param events events and their deliveries, 1 to 400 days
public record RetentionOptions(Duration batches, Duration ticks, Duration totals, Duration events) {
    private static final int LONG = 400;
    private static final int LONGEST = 4_000;
    private static final int LONGEST_OF_SALTS = 3_650;
    private static final int MONTH = 30;

    public RetentionOptions {
        if (totals.compareTo(ticks) < 0 || totals.compareTo(batches) < 0) {
            throw new CommandLineUsageException(
                    "--aggregate-retention (" + totals + ") must be at least --tick-retention (" + ticks
                            + ") and --batch-retention (" + batches + "), because it stores their sums.");
        }
    }

    /// Parses the options, with defaults for missing ones.
    ///
    /// @param given returns the value of an option by its name; null when missing
    /// @throws CommandLineUsageException when a value is not a duration or out of range
    static RetentionOptions parse(Function<String, @Nullable String> given) {
        return new RetentionOptions(
                parseDays(given, "batch-retention", 7, new DayRange(1, LONG)),
                parseDays(given, "tick-retention", 180, new DayRange(1, LONGEST)),
                parseDays(given, "aggregate-retention", 800, new DayRange(MONTH, LONGEST)),
                parseDays(given, "event-retention", MONTH, new DayRange(1, LONG)));
    }

    /// Parses the time after its end for which a rollout or experiment keeps the salt that pseudonymizes its
    /// units, 0 to 3,650 days.
    ///
    /// @param given returns the value of an option by its name; null when missing
    /// @throws CommandLineUsageException when the value is not a duration or out of range
    static Duration parseSaltRetention(Function<String, @Nullable String> given) {
        return parseDays(given, "salt-retention", MONTH, new DayRange(0, LONGEST_OF_SALTS));
    }

    private record DayRange(int least, int most) {
        boolean contains(Duration time) {
            return time.compareTo(Duration.ofDays(least)) >= 0 && time.compareTo(Duration.ofDays(most)) <= 0;
        }
    }

    private static Duration parseDays(
            Function<String, @Nullable String> given, String name, int usual, DayRange range) {
        String text = given.apply(name);
        if (text == null) {
            return Duration.ofDays(usual);
        }
        try {
            Duration time = Duration.parse(text);
            if (range.contains(time)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw wrong(name, text, range);
        }
        throw wrong(name, text, range);
    }

    private static CommandLineUsageException wrong(String name, String text, DayRange range) {
        return new CommandLineUsageException("Invalid --" + name + " \"" + text + "\". Specify a duration from P"
                + range.least() + "D to P" + range.most() + "D, such as P30D for 30 days.");
    }
}
