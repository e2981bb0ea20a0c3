// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import dev.evenkeel.kafkabroker.KafkaCluster;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where servers under test store batches first: the values of `--intake`, and the variables that select them.
public final class IntakeOption {
    public static final String POSTGRESQL = "postgresql";
    public static final String KAFKA = "kafka";
    public static final List<String> ALL = List.of(POSTGRESQL, KAFKA);

    private IntakeOption() {}

    /// Returns environment variables of a server.
    ///
    /// @param kafka cluster of the batches; null for intake by PostgreSQL
    public static Map<String, String> variables(@Nullable KafkaCluster kafka) {
        return kafka == null
                ? Map.of()
                : Map.of("EVENKEEL_INTAKE", KAFKA, "EVENKEEL_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    }
}
