// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Memoizing supplier with expiry, for values that change slowly and are read often. Loads the value on demand;
/// two concurrent readers of an expired value may both load it. Thread-safe.
///
/// @param <T> type of the value
public final class ExpiringSupplier<T> {
    private final Supplier<T> source;
    private final Duration time;
    private final Clock clock;
    private volatile @Nullable Known<T> known;

    private record Known<T>(T value, Instant askedAt) {}

    /// @param source loads the value; exceptions are propagated and not cached
    /// @param time time until the value expires
    public ExpiringSupplier(Supplier<T> source, Duration time, Clock clock) {
        this.source = source;
        this.time = time;
        this.clock = clock;
    }

    public T get() {
        Known<T> last = known;
        Instant now = clock.instant();
        if (last == null
                || now.isBefore(last.askedAt())
                || !now.isBefore(last.askedAt().plus(time))) {
            last = new Known<>(source.get(), now);
            known = last;
        }
        return last.value();
    }
}
