// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Launcher of JVMs with default options, as most services use them, and the class path of one module.
public final class DefaultJvmLauncher {
    private final List<String> start;

    /// @param module folder of a built module: its classes, and its libraries in `target/lib`
    public DefaultJvmLauncher(Path module) {
        Path target = module.resolve("target");
        start = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*");
    }

    /// Runs a program with its output in a log.
    ///
    /// @throws IOException when it fails; the message contains the end of the log
    public void run(Path log, Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        LoggedProcess.run(
                program.getSimpleName() + " " + String.join(" ", arguments),
                new ProcessBuilder(command(program, arguments)),
                log);
    }

    /// Runs a program that inherits this process's output.
    ///
    /// @return its exit code
    public int run(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        return new ProcessBuilder(command(program, arguments))
                .inheritIO()
                .start()
                .waitFor();
    }

    private List<String> command(Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>(start);
        command.add(program.getName());
        command.addAll(arguments);
        return command;
    }
}
