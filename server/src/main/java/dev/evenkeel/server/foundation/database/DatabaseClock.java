// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A clock that protects against a wrong machine clock by comparing it with the database's, which all servers
/// share. Returns the machine's time while the two differ by at most half a second, and otherwise the last
/// database time advanced by the ticker. Before the first reading it returns the machine's time. Thread-safe.
public final class DatabaseClock extends Clock {
    /// The maximum tolerated difference.
    public static final Duration MAX_DRIFT = Duration.ofMillis(500);

    /* A slower answer is too inaccurate about the time at which it was given. */
    private static final Duration SLOW = MAX_DRIFT;

    private final InstantSource machine;
    private final LongSupplier nanoTicker;
    private volatile @Nullable DatabaseReading look;

    /// @param nanoTicker a monotonic ticker
    public DatabaseClock(InstantSource machine, LongSupplier nanoTicker) {
        this.machine = machine;
        this.nanoTicker = nanoTicker;
    }

    /// A time reported by the database.
    private record DatabaseReading(Instant at, long nanos) {
        Instant extrapolateTo(long now) {
            return at.plusNanos(now - nanos);
        }
    }

    /// Reads the database's time and stores it, if the answer arrives quickly.
    ///
    /// @return whether it was stored
    public boolean synchronize(InstantSource database) {
        long asked = nanoTicker.getAsLong();
        Instant told = database.instant();
        long took = nanoTicker.getAsLong() - asked;
        if (took > SLOW.toNanos()) {
            return false;
        }
        look = new DatabaseReading(told, asked + took / 2);
        return true;
    }

    /// Returns how far the machine's clock is ahead of the database's; zero before the first reading.
    public Duration aheadOfDatabase() {
        DatabaseReading last = look;
        return last == null
                ? Duration.ZERO
                : Duration.between(last.extrapolateTo(nanoTicker.getAsLong()), machine.instant());
    }

    @Override
    public Instant instant() {
        DatabaseReading last = look;
        Instant own = machine.instant();
        if (last == null) {
            return own;
        }
        Instant shared = last.extrapolateTo(nanoTicker.getAsLong());
        return Duration.between(shared, own).abs().compareTo(MAX_DRIFT) <= 0 ? own : shared;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        if (!zone.equals(ZoneOffset.UTC)) {
            throw new UnsupportedOperationException("the server's clock is in UTC");
        }
        return this;
    }
}
