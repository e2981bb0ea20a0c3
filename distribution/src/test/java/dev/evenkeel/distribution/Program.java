// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of this machine.
final class Program {
    private Program() {}

    /// Returns the first program of that name in the PATH.
    static Optional<Path> find(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Returns that program, or skips the test.
    static Path require(String name) {
        Optional<Path> found = find(name);
        assumeTrue(found.isPresent(), "skipped: no " + name + " found");
        return found.orElseThrow();
    }

    /// Runs a command to its end and returns what it printed, on both outputs.
    ///
    /// @throws IOException when it cannot be run, or ends with another exit code than 0
    static String output(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.outputWriter().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command + " ended with " + code + ":\n" + output);
        }
        return output;
    }
}
