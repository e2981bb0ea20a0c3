// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import dev.evenkeel.benchmarks.scaling.SimulatedIntake.DatabaseDemand;
import dev.evenkeel.benchmarks.scaling.SimulatedIntake.Percentiles;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Recorder of latencies and counters, of which only those after a start time count. Not thread-safe.
final class IntakeRecorder {
    private final EventQueue events;
    private final Histogram answers = new Histogram(3);
    private final Histogram storages = new Histogram(3);
    private final Histogram decisions = new Histogram(3);
    private final Map<Cause, Double> demandMicros = new EnumMap<>(Cause.class);
    private long measureFrom = Long.MAX_VALUE;
    private long attempts;
    private long rejected;
    private long rejectedTotal;
    private long transactions;
    private final long[] storageNanos;
    private long guardNanos;

    /// What PostgreSQL uses CPU time for.
    enum Cause {
        TRANSACTIONS,
        BATCHES,
        UNITS,
        EVIDENCE,
        GUARD
    }

    IntakeRecorder(EventQueue events, int servers) {
        this.events = events;
        this.storageNanos = new long[servers];
    }

    /// Starts the measurement now.
    void start() {
        measureFrom = events.now();
    }

    void recordAnswer(long sentAt) {
        if (sentAt >= measureFrom) {
            answers.recordValue((events.now() - sentAt) / 1_000);
        }
    }

    void recordStorage(long sentAt) {
        if (sentAt >= measureFrom) {
            storages.recordValue((events.now() - sentAt) / 1_000);
        }
    }

    void recordDecision(long sentAt) {
        if (sentAt >= measureFrom) {
            decisions.recordValue((events.now() - sentAt) / 1_000);
        }
    }

    void recordAttempt() {
        attempts += measured();
    }

    void recordRejection() {
        rejected += measured();
        rejectedTotal++;
    }

    void recordDemand(Cause cause, double micros) {
        demandMicros.merge(cause, measured() * micros, Double::sum);
    }

    /// Records a transaction that stored batches.
    ///
    /// @param micros time of its thread for the batches, as part of a full group
    void recordTransaction(int server, double micros) {
        transactions += measured();
        storageNanos[server] += measured() * Math.round(micros * 1e3);
    }

    /// Records a sweep of the guard.
    void recordSweep(long begun) {
        guardNanos += sinceMeasured(begun);
    }

    long transactions() {
        return transactions;
    }

    /// Returns the time that the storing threads of the busiest server need with full groups, in nanoseconds.
    long mostStorageNanos() {
        return Arrays.stream(storageNanos).max().orElse(0);
    }

    long guardNanos() {
        return guardNanos;
    }

    long rejectedTotal() {
        return rejectedTotal;
    }

    double rejectedShare() {
        return attempts == 0 ? 0 : rejected / (double) attempts;
    }

    Percentiles answer() {
        return percentiles(answers);
    }

    Percentiles storage() {
        return percentiles(storages);
    }

    Percentiles decision() {
        return percentiles(decisions);
    }

    /// @param nanos length of the measurement
    DatabaseDemand demand(long nanos) {
        return new DatabaseDemand(
                cores(Cause.TRANSACTIONS, nanos),
                cores(Cause.BATCHES, nanos),
                cores(Cause.UNITS, nanos),
                cores(Cause.EVIDENCE, nanos),
                cores(Cause.GUARD, nanos));
    }

    private double cores(Cause cause, long nanos) {
        return demandMicros.getOrDefault(cause, 0.0) * 1e3 / nanos;
    }

    private int measured() {
        return events.now() >= measureFrom ? 1 : 0;
    }

    private long sinceMeasured(long begun) {
        return Math.max(0, events.now() - Math.max(begun, measureFrom));
    }

    private static Percentiles percentiles(Histogram micros) {
        return new Percentiles(micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
    }
}
