// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What changes seldom and is shown often: asked for when it is wanted, and not again within some time. Two
/// that want it at once may both ask. Thread-safe.
///
/// @param <T> what is remembered
public final class ExpiringSupplier<T> {
    private final Supplier<T> source;
    private final Duration time;
    private final Clock clock;
    private volatile @Nullable Known<T> known;

    private record Known<T>(T value, Instant askedAt) {}

    /// @param source is asked; what it throws is not remembered
    /// @param time for which an answer is good
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
