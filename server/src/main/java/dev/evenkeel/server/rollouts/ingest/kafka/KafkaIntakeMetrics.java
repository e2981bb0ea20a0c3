// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Metrics of the intake through Kafka on this server. Thread-safe.
@Component
class KafkaIntakeMetrics {
    private static final Duration[] DELAYS = {
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(1_500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofHours(1)
    };

    private final Counter stored;
    private final Counter duplicate;
    private final Counter rejected;
    private final Counter quarantined;
    private final Counter lost;
    private final Timer delay;
    private volatile int partitions;
    private volatile double lag = Double.NaN;

    KafkaIntakeMetrics(MeterRegistry meters) {
        stored = records("stored", meters);
        duplicate = records("duplicate", meters);
        rejected = records("rejected", meters);
        quarantined = records("quarantined", meters);
        lost = Counter.builder("evenkeel.kafka.lost.records")
                .description("Records that the brokers deleted before a server stored them.")
                .register(meters);
        delay = Timer.builder("evenkeel.kafka.storage.delay.seconds")
                .description("Time from the arrival of a batch at a server until it is stored in PostgreSQL.")
                .serviceLevelObjectives(DELAYS)
                .register(meters);
        Gauge.builder("evenkeel.kafka.assigned.partitions", this, metrics -> metrics.partitions)
                .description("Partitions of the topic that this server reads.")
                .register(meters);
        Gauge.builder("evenkeel.kafka.lag", this, metrics -> metrics.lag)
                .description(
                        "Records in these partitions that are not stored yet. NaN while the server reads none, or the number is unknown.")
                .register(meters);
    }

    private static Counter records(String result, MeterRegistry meters) {
        return Counter.builder("evenkeel.kafka.records")
                .tag("result", result)
                .description("Records read from the topic, by result.")
                .register(meters);
    }

    /// Counts a stored batch.
    ///
    /// @param age time since its arrival
    void addStored(Duration age) {
        stored.increment();
        delay.record(age.isNegative() ? Duration.ZERO : age);
    }

    void addDuplicates(int records) {
        duplicate.increment(records);
    }

    /// Counts a batch with another instance secret than the first of its process.
    void addRejected() {
        rejected.increment();
    }

    /// Counts records that were moved to the table of invalid rows.
    void addQuarantined(int records) {
        quarantined.increment(records);
    }

    void addLost(long records) {
        lost.increment((double) records);
    }

    /// @param notStored number of records; empty when it is unknown
    void setAssignment(int assignedPartitions, OptionalLong notStored) {
        partitions = assignedPartitions;
        lag = notStored.isPresent() ? notStored.getAsLong() : Double.NaN;
    }
}
