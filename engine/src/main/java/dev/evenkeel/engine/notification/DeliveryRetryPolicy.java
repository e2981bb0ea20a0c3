// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The retry policy of failed deliveries: exponential backoff with jitter, each pause drawn from its upper
/// half, so that deliveries that failed together do not retry together. A pause requested by the receiver
/// takes precedence.
///
/// @param first maximum length of the first pause
/// @param longest maximum length of a pause
/// @param longestAsked maximum pause that a receiver may request
/// @param giveUpAfter time since the first attempt after which no further one is made
public record DeliveryRetryPolicy(Duration first, Duration longest, Duration longestAsked, Duration giveUpAfter) {
    /// Two seconds, five minutes, an hour, a day: about 300 attempts.
    public static final DeliveryRetryPolicy DEFAULT = new DeliveryRetryPolicy(
            Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));

    private static final int MOST_DOUBLINGS = 30;

    /// Returns the time of the next attempt; empty when there is none.
    ///
    /// @param tries attempts so far, 1 or more
    /// @param firstTry time of the first attempt
    /// @param asked pause requested by the receiver; null for none
    /// @param draw random number between 0 and 1
    public Optional<Instant> nextAttempt(
            int tries, Instant firstTry, Instant now, @Nullable Duration asked, double draw) {
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
