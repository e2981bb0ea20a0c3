// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How long what grows with traffic is kept (docs/reference/retention.md).
///
/// @param batches names of accepted batches, 1 to 400 days
/// @param ticks ticks of a rollout after its end, 1 to 4,000 days
/// @param totals sums of what is gone, 30 to 4,000 days, and no shorter than what they are sums of
/// @param events events and their deliveries, 1 to 400 days
public record RetentionOptions(Duration batches, Duration ticks, Duration totals, Duration events) {
    private static final int LONG = 400;
    private static final int LONGEST = 4_000;
    private static final int MONTH = 30;

    public RetentionOptions {
        if (totals.compareTo(ticks) < 0 || totals.compareTo(batches) < 0) {
            throw new CommandLineUsageException(
                    "--keep-totals must not be shorter than --keep-ticks and --keep-batches, whose sums"
                            + " they are; got " + totals + ", " + ticks + " and " + batches + ".");
        }
    }

    /// Reads the options that are given.
    ///
    /// @param given value of an option by its name; null for one that is not given
    /// @throws CommandLineUsageException when one is no time or out of range
    static RetentionOptions read(Function<String, @Nullable String> given) {
        return new RetentionOptions(
                days(given, "keep-batches", 7, new DayRange(1, LONG)),
                days(given, "keep-ticks", 180, new DayRange(1, LONGEST)),
                days(given, "keep-totals", 800, new DayRange(MONTH, LONGEST)),
                days(given, "keep-events", MONTH, new DayRange(1, LONG)));
    }

    private record DayRange(int least, int most) {
        boolean contains(Duration time) {
            return time.compareTo(Duration.ofDays(least)) >= 0 && time.compareTo(Duration.ofDays(most)) <= 0;
        }
    }

    private static Duration days(Function<String, @Nullable String> given, String name, int usual, DayRange range) {
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
        return new CommandLineUsageException("--" + name + " must be a time from P" + range.least() + "D to P"
                + range.most() + "D, like P90D for 90 days, got \"" + text + "\".");
    }
}
