// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.server;

import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.kafkabroker.KafkaCluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option for where servers under test store batches first, and the variables that select it.
public final class IntakeOption {
    public static final String KAFKA = "kafka";
    private static final String POSTGRESQL = "postgresql";
    private static final List<String> STORES = List.of(POSTGRESQL, KAFKA);

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    private String store = POSTGRESQL;

    public IntakeOption() {}

    @Option(
            names = "--intake",
            defaultValue = POSTGRESQL,
            paramLabel = "STORE",
            description = "postgresql, or kafka with brokers on this machine (default: ${DEFAULT-VALUE}).")
    void setStore(String value) {
        new OptionValidator(Objects.requireNonNull(spec))
                .require(STORES.contains(value), "--intake", String.join(" or ", STORES), value);
        store = value;
    }

    public boolean isKafka() {
        return store.equals(KAFKA);
    }

    /// Returns the store as typed.
    public String store() {
        return store;
    }

    /// Returns environment variables of a server.
    ///
    /// @param kafka cluster of the batches; null for intake by PostgreSQL
    public static Map<String, String> variables(@Nullable KafkaCluster kafka) {
        return kafka == null
                ? Map.of()
                : Map.of("EVENKEEL_INTAKE", KAFKA, "EVENKEEL_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    }
}
