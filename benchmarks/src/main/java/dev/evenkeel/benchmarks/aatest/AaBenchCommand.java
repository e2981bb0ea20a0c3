// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.aatest;

import dev.evenkeel.benchmarks.report.BenchmarkGoal;
import dev.evenkeel.benchmarks.report.BenchmarkNumberFormatter;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.report.ResultDirectoryOption;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import dev.evenkeel.benchmarks.simulation.SimulationRuns;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `bench aa`.
@Command(
        name = "aa",
        mixinStandardHelpOptions = true,
        description = {
            "How many rollouts of a candidate that is the same as control the guard rolls back (A/A test).",
            "",
            "A server, its database and the SDK are real. Rollouts by the plan 'fast' (alpha 1%%) run on many",
            "flags at once, one after the other on each, until all have ended. Exit code 1 if more were rolled",
            "back than alpha explains. 500 rollouts, 50 at once, take about an hour."
        })
public final class AaBenchCommand implements Callable<Integer> {
    private static final double ALPHA = RolloutPlan.fast().alpha();

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private @Nullable ResultDirectoryOption results;

    @Option(
            names = "--rollouts",
            defaultValue = "500",
            paramLabel = "N",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int rollouts = 500;

    @Option(
            names = "--at-once",
            defaultValue = "50",
            paramLabel = "N",
            description = "On how many flags, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int atOnce = 50;

    @Option(
            names = "--rate",
            defaultValue = "200",
            paramLabel = "N",
            description = "Calls of each flag in a second, 1 to 1000, each by a new user (default: ${DEFAULT-VALUE}).")
    private int rate = 200;

    @Option(
            names = "--failures",
            defaultValue = "2",
            paramLabel = "PERCENT",
            description = "Share of calls that fail, with either variant (default: ${DEFAULT-VALUE}).")
    private double failures = 2;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Of users and failures.")
    private long seed = 1;

    public AaBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        var report = new BenchmarkReport("Rollouts of identical candidates on a real server", command());
        List<String> flags = IntStream.range(0, atOnce).mapToObj(i -> "aa-" + i).toList();
        List<SequentialRolloutRunner.EndedRollout> ended;
        long calls;
        try (BenchmarkServer server = BenchmarkServer.start(ResultDirectoryOption.home(), definition(flags));
                HttpClient http = HttpClient.newHttpClient();
                var traffic = new IdenticalCallGenerator(
                        () -> Evenkeel.start(EvenkeelConfig.builder(server.address(), server.sdkKey())
                                .build()),
                        flags,
                        rate,
                        failures / 100,
                        seed)) {
            ended = new SequentialRolloutRunner(
                            new JsonHttpClient(http, server.address(), server.adminToken()), rollouts)
                    .run(flags);
            calls = traffic.calls();
        }
        return describe(report, ended, calls) ? 0 : 1;
    }

    private boolean describe(BenchmarkReport report, List<SequentialRolloutRunner.EndedRollout> ended, long calls)
            throws IOException {
        Map<String, Long> byStatus = new TreeMap<>(ended.stream()
                .collect(Collectors.groupingBy(SequentialRolloutRunner.EndedRollout::status, Collectors.counting())));
        long rolledBack = byStatus.getOrDefault("ROLLED_BACK", 0L);
        long allowed = SimulationRuns.maxAllowedAlarms(ended.size(), ALPHA);
        boolean met = rolledBack <= allowed;
        report.addText(calls + " calls, " + failures + "% of them failed, with either variant.");
        report.addGoals(List.of(new BenchmarkGoal(
                "at most " + allowed + " of " + ended.size() + " are rolled back, as alpha "
                        + BenchmarkNumberFormatter.formatPercent(ALPHA) + " of the plan explains",
                rolledBack + " of " + ended.size(),
                met)));
        report.addText(MarkdownTable.format(
                List.of("ended", "rollouts"),
                byStatus.entrySet().stream()
                        .map(one -> List.of(one.getKey(), String.valueOf(one.getValue())))
                        .toList()));
        List<SequentialRolloutRunner.EndedRollout> others =
                ended.stream().filter(one -> !one.status().equals("COMPLETED")).toList();
        if (!others.isEmpty()) {
            report.addText(MarkdownTable.format(
                    List.of("rollout", "ended", "because"),
                    others.stream()
                            .map(one -> List.of(one.id(), one.status(), one.reason()))
                            .toList()));
        }
        report.addValue("calls", calls);
        report.addValue("ended", byStatus);
        report.addValue("others", others);
        Objects.requireNonNull(results).write(report, "aa");
        return met;
    }

    private void check() {
        if (rollouts < 1 || atOnce < 1 || atOnce > 200 || rate < 1 || rate > 1000 || failures < 0 || failures > 100) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Allowed: --rollouts 1 or more, --at-once 1 to 200, --rate 1 to 1000, --failures 0 to 100; got "
                            + List.of(rollouts, atOnce, rate, failures));
        }
    }

    private static String definition(List<String> flags) {
        return flags.stream()
                .map(flag -> "\"" + flag + "\": {\"state\": \"ENABLED\", \"variants\": {\"off\": false, \"on\": true},"
                        + " \"defaultVariant\": \"off\"}")
                .collect(Collectors.joining(", ", "{\"flags\": {", "}}"));
    }

    private String command() {
        return "./evenkeel bench aa --rollouts " + rollouts + " --at-once " + atOnce + " --rate " + rate
                + " --failures " + failures + " --seed " + seed;
    }
}
