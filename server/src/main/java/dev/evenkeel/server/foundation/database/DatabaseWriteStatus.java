// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/// Whether the database accepts writes, as probed by
/// [dev.evenkeel.server.foundation.database.maintenance.DatabaseWriteProbeJob] within the last second. Answers
/// from memory immediately, even while the database hangs. Thread-safe.
@Component
public class DatabaseWriteStatus {
    /*
     * The job probes once a second. A probe that takes longer than this waits for a database that does not
     * answer.
     */
    private static final long OUTDATED_NANOS = Duration.ofSeconds(5).toNanos();

    private final LongSupplier nanoTicker;
    private volatile ProbeResult last;

    /// The state of the database.
    public enum State {
        /// A write was committed.
        WRITABLE,
        /// The database answers and rejects writes.
        READ_ONLY,
        /// The database does not answer, or fails to write for another reason.
        UNAVAILABLE
    }

    private record ProbeResult(State state, long nanos) {}

    DatabaseWriteStatus(LongSupplier nanoTicker, MeterRegistry meters) {
        this.nanoTicker = nanoTicker;
        this.last = new ProbeResult(State.WRITABLE, nanoTicker.getAsLong());
        Gauge.builder("evenkeel.database.writable", this, status -> status.state() == State.WRITABLE ? 1 : 0)
                .description("1 while this server can write to the database.")
                .register(meters);
    }

    /// Returns the current state. Before the first probe it is writable, because the server migrates the
    /// database at startup.
    public State state() {
        ProbeResult probeResult = last;
        return nanoTicker.getAsLong() - probeResult.nanos > OUTDATED_NANOS ? State.UNAVAILABLE : probeResult.state;
    }

    /// Whether the database answers and rejects writes: a standby, or `default_transaction_read_only` is on.
    /// Then no rollout can be decided or rolled back and nothing can be changed, while flags are still
    /// delivered.
    public boolean isReadOnly() {
        return state() == State.READ_ONLY;
    }

    public void update(State found) {
        last = new ProbeResult(found, nanoTicker.getAsLong());
    }
}
