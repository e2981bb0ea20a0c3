// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Program that verifies and times the contenders on this class path, with one thread and with two.
public final class ContestMain {
    private static final int[] THREADS = {1, 2};

    private ContestMain() {}

    /// Writes JMH's results to `jmh.json` and the participants to `contenders.properties`.
    ///
    /// @param arguments a folder for the two files, then arguments for JMH, such as `-f 1 -wi 1 -i 2`
    public static void main(String[] arguments) throws IOException, RunnerException, CommandLineOptionException {
        Path folder = Path.of(arguments[0]);
        var jmh = new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length));
        var about = new Properties();
        List<RunResult> results = new ArrayList<>();
        for (Contender contender : ServiceLoader.load(Contender.class)) {
            describe(contender, about);
            require(ContenderCheck.findProblems(contender));
            contender.close();
            results.addAll(time(contender.getClass().getName(), jmh));
        }
        write(folder, about, results);
    }

    private static void describe(Contender contender, Properties about) {
        String name = contender.getClass().getName();
        about.setProperty(name + ".name", contender.name());
        about.setProperty(name + ".library", library(contender.library()));
        for (EvaluationScenario scenario : EvaluationScenario.values()) {
            about.setProperty(
                    name + "." + scenario, contender.supportFor(scenario).remark());
        }
    }

    /// Returns the name of the jar that contains the class, such as `togglz-core-4.6.1`.
    static String library(Class<?> type) {
        String file = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString();
        return file.replaceFirst("\\.jar$", "");
    }

    static void require(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException("not timed, because the answers are wrong: " + String.join("; ", problems));
        }
    }

    private static List<RunResult> time(String contender, CommandLineOptions jmh) throws RunnerException {
        List<RunResult> results = new ArrayList<>();
        for (int threads : THREADS) {
            var options = new OptionsBuilder()
                    .parent(jmh)
                    .include(ContestBenchmark.class.getName())
                    .param("contender", contender)
                    .threads(threads)
                    .addProfiler(GCProfiler.class)
                    .shouldFailOnError(true)
                    .build();
            results.addAll(new Runner(options).run());
        }
        return results;
    }

    static void write(Path folder, Properties about, List<RunResult> results) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("contenders.properties"))) {
            about.store(out, null);
        }
        try (var out =
                new PrintStream(Files.newOutputStream(folder.resolve("jmh.json")), false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
    }
}
