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

/// Runs the CLI as users do: as a process of a shell, with or without a terminal.
public final class Shells {
    private Shells() {}

    /// The exit code and the output of a process, standard output and standard error together.
    public record ShellResult(int exitCode, String out) {}

    /// Returns the shell command that runs the CLI.
    public static String evenkeel() {
        return String.join(
                " ",
                quote(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp",
                quote(System.getProperty("java.class.path")),
                "dev.evenkeel.cli.EvenkeelCli");
    }

    /// Runs a shell script without a terminal.
    ///
    /// @param variables environment variables besides those of this process, except for `EVENKEEL_*`
    public static ShellResult run(String script, Map<String, String> variables)
            throws IOException, InterruptedException {
        return run(List.of("bash", "-c", script), variables, "");
    }

    /// Runs a shell script on a new terminal.
    ///
    /// @param typed terminal input
    public static ShellResult runOnTerminal(String script, Map<String, String> variables, String typed)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("script", ".sh");
        try {
            Files.writeString(file, script);
            return run(List.of("script", "-qec", "bash " + file, "/dev/null"), variables, typed);
        } finally {
            Files.delete(file);
        }
    }

    /// Whether all programs are on the path.
    public static boolean hasPrograms(String... programs) {
        return Stream.of(programs)
                .allMatch(program -> Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    /// Quotes a word for the shell.
    public static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static ShellResult run(List<String> command, Map<String, String> variables, String typed)
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
            return new ShellResult(process.waitFor(), out);
        }
    }
}
