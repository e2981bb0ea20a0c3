// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.stories;

import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.report.SeedOption;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import dev.evenkeel.examples.demo.scenario.FailureScenario;
import dev.evenkeel.examples.demo.scenario.ScenarioEnvironment;
import dev.evenkeel.examples.demo.scenario.ScenarioResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench stories`.
@Command(
        name = "stories",
        mixinStandardHelpOptions = true,
        description = {
            "What each way in which a payment service goes wrong costs until the guard has stopped it.",
            "",
            "Starts the server and the payment service of the demo as processes, sends 250 messages a second, and tells",
            "each story again and again: byte-order-mark, error-bursts, slow-tail, late-onset, shared-bursts,",
            "shared-outage, double-booking. About 7 minutes for each repetition of all, after one minute to begin."
        })
public final class StoriesBenchCommand implements Callable<Integer> {
    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--repeat",
            defaultValue = "3",
            paramLabel = "N",
            description = "How often each story is told (default: ${DEFAULT-VALUE}).")
    private int repeat = 3;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these stories.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--sdks",
            defaultValue = "20",
            paramLabel = "N",
            description = "SDKs beside the payment service's that a rollback has to reach (default: ${DEFAULT-VALUE}).")
    private int sdks = 20;

    @Mixin
    private final SeedOption seed = new SeedOption();

    public StoriesBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<FailureScenario> stories = selectStories();
        var report = new BenchmarkReport("The guard on the payment service", "./evenkeel bench stories" + arguments());
        Path data = Files.createTempDirectory("evenkeel-stories");
        try (var environment = ScenarioEnvironment.open(BenchmarkOptions.home(), data, seed.seed());
                var listeners = AdditionalSdks.open(environment.programs(), sdks)) {
            List<ScenarioRun> tellings = runScenarios(stories, environment);
            environment.traffic().close();
            long lost = LedgerBalanceCheck.read(environment.programs(), environment.traffic(), 0)
                    .lost();
            boolean met =
                    new StoriesBenchReport(tellings, lost, 1 + listeners.sdks().size()).writeTo(report);
            options.write(report, "stories");
            return met ? 0 : 1;
        } finally {
            DirectoryDeleter.delete(data);
        }
    }

    private List<ScenarioRun> runScenarios(List<FailureScenario> stories, ScenarioEnvironment environment)
            throws IOException, InterruptedException {
        List<ScenarioRun> tellings = new ArrayList<>();
        for (int round = 1; round <= repeat; round++) {
            for (FailureScenario story : stories) {
                System.err.println("bench stories: " + story.key() + ", " + round + " of " + repeat + " ...");
                ScenarioResult scenarioResult = story.run(environment).awaitSettled(environment);
                System.err.println("    " + scenarioResult.decision().kind() + ": "
                        + scenarioResult.reasons().getLast());
                boolean identical =
                        environment.control().replay(scenarioResult.id()).identical();
                tellings.add(new ScenarioRun(story, scenarioResult, identical));
            }
        }
        return tellings;
    }

    private List<FailureScenario> selectStories() {
        OptionValidator validator = options.validator();
        validator.requireAtLeast("--repeat", repeat, 1);
        validator.requireAtLeast("--sdks", sdks, 0);
        List<FailureScenario> all = List.of(FailureScenario.values());
        validator.requireNames(
                "--only", only, all.stream().map(FailureScenario::key).toList());
        return all.stream()
                .filter(story -> only.isEmpty() || only.contains(story.key()))
                .toList();
    }

    private String arguments() {
        return " --repeat " + repeat
                + (only.isEmpty() ? "" : " --only " + String.join(",", only))
                + (sdks == 20 ? "" : " --sdks " + sdks)
                + seed.argument();
    }
}
