// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.benchmarks.scaling.ScalingValidation.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingValidationTest {
    private static final Path RESULTS = Path.of("results");

    @Test
    void simulationReproducesMeasuredRuns() throws IOException {
        List<LoadMeasurement> measured = LoadMeasurement.readAll(RESULTS);
        assertThat(measured).extracting(LoadMeasurement::name).contains("load", "load-ten-units");

        List<Comparison> comparisons = ScalingValidation.compare(measured, Duration.ofSeconds(20), 3);

        assertThat(comparisons)
                .filteredOn(Comparison::bounded)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(each -> assertThat(Math.abs(each.difference()))
                        .as("%s: %s", each.run(), each.figure())
                        .isLessThanOrEqualTo(ScalingBenchReport.MOST_DIFFERENCE));
    }

    @Test
    void readsCpuTimesAndOptionsOfRun() throws IOException {
        LoadMeasurement ten = LoadMeasurement.readAll(RESULTS).get(1);

        assertThat(ten.options()).isEqualTo(new LoadMeasurement.LoadOptions(1, 200, 6, 10));
        assertThat(ten.serverMicros()).hasValue(655);
        assertThat(ten.databaseMicros()).hasValue(1_278);
        assertThat(ten.store()).isEqualTo(IntakeStore.POSTGRESQL);
    }

    private static List<LoadMeasurement> readKafkaRun(Path folder) throws IOException {
        Files.writeString(folder.resolve("load-kafka-3.json"), """
                {"command": "./evenkeel bench load --rollouts 9 --units 2", "fastest": {"perSecond": 9000},
                 "batches": {"whole": {"perSecond": 3000, "p50Millis": 6, "p99Millis": 9}},
                 "intake": {"transactions": 90, "seconds": 60}}
                """);
        Files.writeString(folder.resolve("load-kafka-3.md"), "CPU time: 300 µs of the server, 50 µs of its database.");
        return LoadMeasurement.readAll(folder);
    }

    @Test
    void readsKafkaRuns(@TempDir Path folder) throws IOException {
        List<LoadMeasurement> found = readKafkaRun(folder);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().store()).isEqualTo(IntakeStore.KAFKA);
        assertThat(found.getFirst().options().units()).isEqualTo(2);
        assertThat(found.getFirst().serverMicros()).hasValue(300);
        assertThat(found.getFirst().databaseMicros()).hasValue(50);
        assertThat(found.getFirst().transactionsPerSecond()).hasValue(1.5);
    }

    @Test
    void comparesKafkaRunsWithoutBounds(@TempDir Path folder) throws IOException {
        assertThat(ScalingValidation.compare(readKafkaRun(folder), Duration.ofSeconds(5), 1))
                .filteredOn(each -> each.run().equals("load-kafka-3"))
                .isNotEmpty()
                .noneMatch(Comparison::bounded);
    }
}
