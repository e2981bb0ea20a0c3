// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/// Whether the database takes writes, as
/// [dev.evenkeel.server.foundation.database.maintenance.DatabaseStatusJob] found a second ago at most. Answers
/// from memory in no time, also while the database hangs. Thread-safe.
@Component
public class DatabaseStatus {
    /* The job asks once a second. A probe that takes longer than this waits for a database that does not answer. */
    private static final long OUTDATED_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoTicker;
    private volatile ProbeResult last;

    /// How the database is.
    public enum State {
        /// A write was committed.
        WRITABLE,
        /// It answers, and refuses writes.
        READ_ONLY,
        /// It does not answer, or fails to write for another reason.
        UNAVAILABLE
    }

    private record ProbeResult(State state, long nanos) {}

    DatabaseStatus(LongSupplier nanoTicker, MeterRegistry meters) {
        this.nanoTicker = nanoTicker;
        this.last = new ProbeResult(State.WRITABLE, nanoTicker.getAsLong());
        Gauge.builder("evenkeel.database.writable", this, status -> status.state() == State.WRITABLE ? 1 : 0)
                .description("1 while this server can write to the database.")
                .register(meters);
    }

    /// How the database is now. The server has migrated it when it starts, so before the first probe it is
    /// writable.
    public State state() {
        ProbeResult answer = last;
        return nanoTicker.getAsLong() - answer.nanos > OUTDATED_NANOS ? State.UNAVAILABLE : answer.state;
    }

    /// Whether it answers and refuses writes: a standby, or `default_transaction_read_only` is on. Then nothing
    /// can be decided, rolled back or changed, while flags are delivered.
    public boolean isReadOnly() {
        return state() == State.READ_ONLY;
    }

    public void probed(State found) {
        last = new ProbeResult(found, nanoTicker.getAsLong());
    }
}
