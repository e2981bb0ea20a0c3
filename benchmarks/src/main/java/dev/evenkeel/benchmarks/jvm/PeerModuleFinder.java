// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The built modules of `benchmarks/peers`.
public final class PeerModuleFinder {
    private PeerModuleFinder() {}

    /// Returns the modules that contain a kind of contender, Evenkeel's first.
    ///
    /// @param home the root of the repository
    /// @param kind the service type that they implement
    public static List<Path> find(Path home, Class<?> kind) throws IOException {
        Path services = Path.of("target/classes/META-INF/services", kind.getName());
        try (Stream<Path> folders = Files.list(home.resolve("benchmarks/peers"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("target/lib")))
                    .filter(folder -> Files.exists(folder.resolve(services)))
                    .sorted(Comparator.comparing((Path folder) -> !folder.endsWith("evenkeel"))
                            .thenComparing(Path::getFileName))
                    .toList();
        }
    }
}
