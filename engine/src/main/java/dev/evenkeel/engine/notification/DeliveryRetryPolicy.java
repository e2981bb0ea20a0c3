// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a delivery that failed is tried again: after exponentially growing pauses, each drawn from its upper
/// half, so that those who failed together do not come back together; or when the receiver asks for it.
///
/// @param first length of the first pause, at most
/// @param longest length of a pause, at most
/// @param longestAsked longest pause that a receiver may ask for
/// @param giveUpAfter time since the first try after which none is made
public record DeliveryRetryPolicy(Duration first, Duration longest, Duration longestAsked, Duration giveUpAfter) {
    /// Two seconds, five minutes, an hour, a day: some 300 tries.
    public static final DeliveryRetryPolicy USUAL = new DeliveryRetryPolicy(
            Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));

    private static final int MOST_DOUBLINGS = 30;

    /// When it is tried again; empty when it is given up.
    ///
    /// @param tries so far, 1 or more
    /// @param firstTry when the first was
    /// @param asked pause that the receiver asked for; null for none
    /// @param draw between 0 and 1
    public Optional<Instant> next(int tries, Instant firstTry, Instant now, @Nullable Duration asked, double draw) {
        Instant again = now.plus(asked == null ? pause(tries, draw) : atMost(asked, longestAsked));
        return again.isAfter(firstTry.plus(giveUpAfter)) ? Optional.empty() : Optional.of(again);
    }

    private Duration pause(int tries, double draw) {
        Duration whole = atMost(first.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS)), longest);
        return Duration.ofMillis(Math.round(whole.toMillis() * (1 + draw) / 2));
    }

    private static Duration atMost(Duration length, Duration limit) {
        return length.compareTo(limit) > 0 ? limit : length;
    }
}
