// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.kafkabroker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A JVM that owns a cluster of one broker until it is killed. Prints the broker's process ID when the broker serves.
final class KafkaClusterOwner {
    private KafkaClusterOwner() {}

    public static void main(String[] arguments) throws IOException {
        try (KafkaCluster cluster = KafkaCluster.start(Path.of(arguments[0]), 1)) {
            System.out.println(cluster.broker(0).pid());
            System.in.read();
        }
    }

    static Process launch(Path directory) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KafkaClusterOwner.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
