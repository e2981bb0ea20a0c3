// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One broker of a cluster, which is also one of its controllers. Thread-safe.
///
/// The process ends when this JVM ends, also when this JVM is killed.
public final class BrokerProcess {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int POLL_MILLIS = 20;
    private static final int LOG_LINES = 30;

    private final int index;
    private final Path folder;
    private final ClusterSettings settings;
    private volatile @Nullable Process process;

    /// @param folder the broker's own folder for its data, properties and log, which exists
    BrokerProcess(int index, Path folder, ClusterSettings settings) {
        this.index = index;
        this.folder = folder;
        this.settings = settings;
    }

    /// Ends the process as `kill -9` does, and waits for its end. Does nothing if it is not running.
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running, KILL_LIMIT);
        }
    }

    /// Starts the broker again with the same ports and data, and waits until it serves. Its replicas may still have
    /// to catch up before they are in sync.
    ///
    /// A broker serves only while a majority of the cluster's controllers runs. If more were killed, start all with
    /// [KafkaCluster#startStoppedBrokers].
    ///
    /// @throws IllegalStateException if it is running
    /// @throws KafkaClusterException if it does not serve within 120 s; the message contains the end of its log
    public void start() {
        launch();
        awaitServing();
    }

    /// Returns whether the process is running.
    public boolean isAlive() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /// Returns the ID of the process that was started last.
    public long pid() {
        return started().pid();
    }

    /// Returns the file to which all processes of this broker append their output.
    public Path log() {
        return folder.resolve("broker.log");
    }

    /// Starts the process, without waiting.
    synchronized void launch() {
        if (isAlive()) {
            throw new IllegalStateException("Broker " + index + " is already running as process " + pid() + ".");
        }
        try {
            Files.deleteIfExists(servingFile());
            process = new ProcessBuilder(command())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new KafkaClusterException("Cannot start Kafka broker " + index + ".", e);
        }
    }

    private List<String> command() throws IOException {
        BrokerClassPath classPath = BrokerClassPath.load();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true"));
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS");
        command.addAll(classPath.options());
        command.add(BrokerMain.class.getName());
        command.add(propertiesFile(folder).toString());
        command.add(settings.id());
        command.add(servingFile().toString());
        return command;
    }

    /// Waits until the broker has started and the controllers have admitted it.
    void awaitServing() {
        Process running = started();
        String pid = Long.toString(running.pid());
        long end = System.nanoTime() + START_LIMIT.toNanos();
        try {
            while (!pid.equals(readServingFile())) {
                if (!running.isAlive()) {
                    throw new KafkaClusterException("Kafka broker " + index + " ended with exit code "
                            + running.exitValue() + " before it was ready. " + logTail());
                }
                if (System.nanoTime() - end > 0) {
                    throw new KafkaClusterException("Kafka broker " + index + " was not ready after "
                            + START_LIMIT.toSeconds() + " s. " + logTail());
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Asks the process to end; does not wait.
    ///
    /// [Process#destroy] would also close the standard input, at whose end the broker halts without shutting down.
    void requestStop() {
        Process running = process;
        if (running != null) {
            running.toHandle().destroy();
        }
    }

    static Path propertiesFile(Path folder) {
        return folder.resolve("broker.properties");
    }

    private Path servingFile() {
        return folder.resolve("serving");
    }

    private String readServingFile() {
        try {
            return Files.exists(servingFile()) ? Files.readString(servingFile()) : "";
        } catch (IOException e) {
            throw new KafkaClusterException("Cannot read " + servingFile() + ".", e);
        }
    }

    /// Returns where the log is, and its last lines.
    String logTail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return "The end of its log " + log() + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "Its log " + log() + " cannot be read: " + e.getMessage();
        }
    }

    private Process started() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("Broker " + index + " was not started.");
        }
        return running;
    }

    private void awaitEnd(Process running, Duration limit) {
        try {
            if (!running.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new KafkaClusterException("Kafka broker " + index + " (process " + running.pid()
                        + ") did not end within " + limit.toSeconds() + " s after it was killed.");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static KafkaClusterException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaClusterException("The wait for Kafka was interrupted.", e);
    }
}
