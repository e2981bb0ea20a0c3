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

/// The machine's clock, held against the database's, which all servers of a database share. It tells the
/// machine's time while the two agree within half a second, and the database's, carried on by the
/// ticker, while they do not: a machine whose clock is wrong or set decides nothing by it. Before the
/// first look it tells the machine's. Thread-safe.
public final class DatabaseClock extends Clock {
    /// What the two may differ by.
    public static final Duration TOLERATED = Duration.ofMillis(500);

    /* An answer that took longer says too little about when it was given. */
    private static final Duration SLOW = TOLERATED;

    private final InstantSource machine;
    private final LongSupplier nanoTicker;
    private volatile @Nullable DatabaseReading look;

    /// @param nanoTicker which nobody sets
    public DatabaseClock(InstantSource machine, LongSupplier nanoTicker) {
        this.machine = machine;
        this.nanoTicker = nanoTicker;
    }

    /// What the database said.
    private record DatabaseReading(Instant at, long nanos) {
        Instant carriedOnTo(long now) {
            return at.plusNanos(now - nanos);
        }
    }

    /// Asks the database what time it is, and keeps the answer if it came soon.
    ///
    /// @return whether it did
    public boolean look(InstantSource database) {
        long asked = nanoTicker.getAsLong();
        Instant told = database.instant();
        long took = nanoTicker.getAsLong() - asked;
        if (took > SLOW.toNanos()) {
            return false;
        }
        look = new DatabaseReading(told, asked + took / 2);
        return true;
    }

    /// How far the machine's clock is ahead of the database's; zero before the first look.
    public Duration ahead() {
        DatabaseReading last = look;
        return last == null
                ? Duration.ZERO
                : Duration.between(last.carriedOnTo(nanoTicker.getAsLong()), machine.instant());
    }

    @Override
    public Instant instant() {
        DatabaseReading last = look;
        Instant own = machine.instant();
        if (last == null) {
            return own;
        }
        Instant shared = last.carriedOnTo(nanoTicker.getAsLong());
        return Duration.between(shared, own).abs().compareTo(TOLERATED) <= 0 ? own : shared;
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
