// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A JVM that owns a cluster until it is killed. Prints `pid port` of PostgreSQL when it accepts connections.
final class ClusterOwner {
    private ClusterOwner() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres cluster = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println(cluster.pid() + " " + cluster.port());
        if (System.in.read() < 0) {
            cluster.close();
        }
    }

    static Process launch(Path folder) throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ClusterOwner.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
