// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of the module `benchmarks`, run from its built classes.
final class BenchmarkProgram {
    private BenchmarkProgram() {}

    static ProcessBuilder builder(String mainClass, List<String> arguments) {
        Path root = Repository.root();
        Path target = root.resolve("benchmarks").resolve("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Devenkeel.home=" + root,
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }
}
