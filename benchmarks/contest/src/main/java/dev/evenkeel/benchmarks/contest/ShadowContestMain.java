// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.contest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Program that verifies and times the shadow contenders on this class path.
public final class ShadowContestMain {
    private static final int ROUNDS = 3;

    private ShadowContestMain() {}

    /// Writes JMH's results to `jmh.json`, and the participants and the callers' measurements to
    /// `contenders.properties`.
    ///
    /// @param arguments a folder for the two files, milliseconds of one section, then arguments for JMH
    public static void main(String[] arguments) throws Exception {
        var section = Duration.ofMillis(Long.parseLong(arguments[1]));
        var jmh = new CommandLineOptions(Arrays.copyOfRange(arguments, 2, arguments.length));
        var about = new Properties();
        List<RunResult> results = new ArrayList<>();
        for (ShadowContender contender : ServiceLoader.load(ShadowContender.class)) {
            String type = contender.getClass().getName();
            about.setProperty(type + ".name", contender.name());
            about.setProperty(type + ".library", ContestMain.library(contender.library()));
            about.setProperty(type + ".settings", contender.settings());
            ContestMain.require(ShadowContenderCheck.findProblems(contender));
            load(contender, section)
                    .forEach((behaviour, shadowLoadCollector) ->
                            shadowLoadCollector.toResult().write(about, type + "." + behaviour));
            results.addAll(time(type, jmh));
        }
        ContestMain.write(Path.of(arguments[0]), about, results);
        System.exit(0); // thread pools of libraries keep running
    }

    /// Runs all cases repeatedly in rotation, so that other load on the machine affects each of them.
    private static Map<CandidateBehaviour, ShadowLoadCollector> load(ShadowContender contender, Duration section)
            throws InterruptedException {
        new ShadowLoadRound(contender, CandidateBehaviour.PROMPT, section).run(new ShadowLoadCollector());
        Map<CandidateBehaviour, ShadowLoadCollector> tallies = new EnumMap<>(CandidateBehaviour.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (CandidateBehaviour behaviour : CandidateBehaviour.values()) {
                new ShadowLoadRound(contender, behaviour, section)
                        .run(tallies.computeIfAbsent(behaviour, ignored -> new ShadowLoadCollector()));
            }
        }
        return tallies;
    }

    private static List<RunResult> time(String contender, CommandLineOptions jmh) throws RunnerException {
        var options = new OptionsBuilder()
                .parent(jmh)
                .include(ShadowContestBenchmark.class.getName())
                .param("contender", contender)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        return List.copyOf(new Runner(options).run());
    }
}
