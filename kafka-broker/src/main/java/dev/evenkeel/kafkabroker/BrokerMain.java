// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/// The program of a broker process. It ends immediately, as after a crash, when its standard input ends, and so does
/// not outlive the JVM that started it.
final class BrokerMain {
    private BrokerMain() {}

    /// Formats the storage if that has not been done, and runs the broker until the process is terminated.
    ///
    /// @param arguments the file with the broker's properties; the cluster's ID; the file to which this writes its
    ///     process ID when the broker serves
    public static void main(String[] arguments) {
        Thread.ofPlatform().name("parent-watch").daemon().start(BrokerMain::haltAfterEndOfInput);
        try {
            run(Path.of(arguments[0]), arguments[1], Path.of(arguments[2]));
        } catch (Exception | LinkageError e) {
            /* Threads of the part that has started would keep the process alive. */
            e.printStackTrace(System.err);
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path file, String clusterId, Path servingFile) throws IOException {
        formatStorage(file, clusterId);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(load(file)), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        Files.writeString(servingFile, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static void formatStorage(Path file, String clusterId) {
        int code = StorageTool.execute(
                new String[] {"format", "--config", file.toString(), "--cluster-id", clusterId, "--ignore-formatted"},
                System.out);
        if (code != 0) {
            throw new KafkaClusterException("Cannot format the storage: StorageTool returned " + code + ".");
        }
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static void haltAfterEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                /* The parent writes nothing. */
            }
        } catch (IOException e) {
            /* The same as the end. */
        }
        Runtime.getRuntime().halt(1);
    }
}
