// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Runs the command line as its users do: as a process, below a shell, on a terminal.
public final class Shells {
    private Shells() {}

    /// What a process ended with, and wrote: on a terminal, both outputs in one.
    public record Ended(int exitCode, String out) {}

    /// The command line as a command of the shell.
    public static String evenkeel() {
        return String.join(
                " ",
                quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp",
                quoted(System.getProperty("java.class.path")),
                "dev.evenkeel.cli.EvenkeelCli");
    }

    /// Runs a script of the shell, without a terminal.
    ///
    /// @param variables beside those of this process, but for Evenkeel's own
    public static Ended run(String script, Map<String, String> variables) throws IOException, InterruptedException {
        return run(List.of("bash", "-c", script), variables, "");
    }

    /// Runs a script of the shell on a terminal of its own, with something typed.
    public static Ended onTerminal(String script, Map<String, String> variables, String typed)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("script", ".sh");
        try {
            Files.writeString(file, script);
            return run(List.of("script", "-qec", "bash " + file, "/dev/null"), variables, typed);
        } finally {
            Files.delete(file);
        }
    }

    /// Whether programs are on the path.
    public static boolean has(String... programs) {
        return Stream.of(programs)
                .allMatch(program -> Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    /// A word as the shell reads it.
    public static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static Ended run(List<String> command, Map<String, String> variables, String typed)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("EVENKEEL_") || name.equals("NO_COLOR"));
        environment.put("TERM", "xterm");
        environment.putAll(new HashMap<>(variables));
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(typed.getBytes(UTF_8));
            input.flush();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), out);
        }
    }
}
