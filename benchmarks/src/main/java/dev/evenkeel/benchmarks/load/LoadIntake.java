// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.load;

import dev.evenkeel.benchmarks.server.BenchmarkServer;
import dev.evenkeel.benchmarks.server.IntakeOption;
import dev.evenkeel.benchmarks.server.ProcessGauge;
import dev.evenkeel.benchmarks.server.ServerMetrics;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import dev.evenkeel.kafkabroker.KafkaCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where the server under load first stores batches: in its database, or in a Kafka broker on this machine. Closing
/// stops the broker and deletes its data.
final class LoadIntake implements AutoCloseable {
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofMinutes(2), Duration.ofMillis(200));
    private static final String LAG = "evenkeel_kafka_lag";
    private static final String DELAY = "evenkeel_kafka_storage_delay_seconds";

    private final @Nullable Path folder;
    private final @Nullable KafkaCluster cluster;

    private LoadIntake(@Nullable Path folder, @Nullable KafkaCluster cluster) {
        this.folder = folder;
        this.cluster = cluster;
    }

    static LoadIntake start(boolean kafka) throws IOException {
        if (!kafka) {
            return new LoadIntake(null, null);
        }
        Path folder = Files.createTempDirectory("evenkeel-bench-kafka");
        return new LoadIntake(folder, KafkaCluster.start(folder.resolve("kafka"), 1));
    }

    /// Returns the options of `serve` that select it.
    String[] serverOptions() {
        return cluster == null
                ? new String[0]
                : new String[] {"--intake", IntakeOption.KAFKA, "--kafka-bootstrap-servers", cluster.bootstrapServers()
                };
    }

    /// The counters of the intake, or their growth.
    ///
    /// @param transactions transactions in which batches were stored
    /// @param seconds time of the counters
    /// @param stored batches that were read from the topic and stored
    /// @param withinSecond of these, those that were stored within one second of their arrival
    /// @param withinTwoSeconds of these, those that were stored within two seconds
    /// @param lag records of the topic that are not stored
    /// @param broker CPU time of the broker
    record IntakeFigures(
            double transactions,
            double seconds,
            double stored,
            double withinSecond,
            double withinTwoSeconds,
            double lag,
            Duration broker) {
        IntakeFigures since(IntakeFigures before) {
            return new IntakeFigures(
                    transactions - before.transactions,
                    seconds - before.seconds,
                    stored - before.stored,
                    withinSecond - before.withinSecond,
                    withinTwoSeconds - before.withinTwoSeconds,
                    lag,
                    broker.minus(before.broker));
        }

        /// Describes the load as fast as possible, including the time until nothing waits in the topic.
        String describeFastest() {
            return stored == 0
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            " As fast as possible, including a warm-up of 30 s and the time until no batch waited in the"
                                    + " topic: %.0f batches stored per second.",
                            stored / seconds);
        }

        String describe(long batches) {
            String text = String.format(
                    Locale.ROOT, "Batches were stored in %.1f transactions per second.", transactions / seconds);
            return stored == 0
                    ? text
                    : text
                            + String.format(
                                    Locale.ROOT,
                                    " %.2f%% were stored within 1 s of their arrival and %.2f%% within 2 s; at the end, %.0f"
                                            + " waited in the topic. CPU time of the broker per batch: %.0f µs.",
                                    100 * withinSecond / stored,
                                    100 * withinTwoSeconds / stored,
                                    lag,
                                    broker.toNanos() / 1e3 / batches);
        }
    }

    IntakeFigures read(BenchmarkServer server) throws IOException, InterruptedException {
        ServerMetrics metrics = server.metrics();
        return new IntakeFigures(
                metrics.value("evenkeel_intake_transactions_total"),
                System.nanoTime() / 1e9,
                metrics.value(DELAY + "_count"),
                metrics.value(DELAY + "_bucket{le=\"1.0\"}"),
                metrics.value(DELAY + "_bucket{le=\"2.0\"}"),
                metrics.value(LAG),
                cluster == null
                        ? Duration.ZERO
                        : new ProcessGauge(cluster.broker(0).pid()).processorTime());
    }

    /// Waits until the server has stored all records of the topic, at most two minutes.
    void awaitStored(BenchmarkServer server) throws InterruptedException {
        if (cluster != null) {
            awaitStored(() -> server.metrics().value(LAG), PATIENT);
        }
    }

    /// @param lag number of records that are not stored; NaN while it is unknown
    static void awaitStored(ConditionPoller.PolledValue<Double> lag, ConditionPoller poller)
            throws InterruptedException {
        try {
            poller.await("all batches of the topic to be stored", lag, records -> records == 0);
        } catch (IOException late) {
            System.err.println(late.getMessage());
        }
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
        }
        if (folder != null) {
            DirectoryDeleter.delete(folder);
        }
    }
}
