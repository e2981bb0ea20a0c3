// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runner of programs with their output in a log.
public final class LoggedProcess {
    private static final int LOG_LINES = 30;

    private LoggedProcess() {}

    /// Runs a program and waits until it ends.
    ///
    /// @param name name of the program, for the error message
    /// @throws IOException when it fails; the message contains the end of the log
    public static void run(String name, ProcessBuilder program, Path log) throws IOException, InterruptedException {
        int code = program.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            List<String> lines = Files.readAllLines(log);
            throw new IOException(name + " ended with " + code + "; the end of its output:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
        }
    }
}
