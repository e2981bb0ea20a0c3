// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo;

import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoDirectory;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.examples.demo.quick.QuickDemo;
import dev.evenkeel.examples.demo.quick.QuickDemoResult;
import dev.evenkeel.examples.demo.story.DemoResult;
import dev.evenkeel.examples.demo.story.DemoRunner;
import dev.evenkeel.examples.demo.story.ProgressDisplay;
import dev.evenkeel.examples.demo.traffic.TrafficRateController;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `evenkeel demo`: an end-to-end demo with real processes, in about four minutes.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Runs an end-to-end demo with real processes: server, payment service and traffic.",
            "In act 1, a faulty candidate is rolled back automatically; in act 2, the fixed one reaches 100%%. Exit",
            "code 0 only if the story ends as expected and no payment is lost or doubled. Other stories: migration:",
            "the ledger moves to another database in six stages; stability: gates block a rollout until the three",
            "worst causes of failure are fixed; decision: from a year of incidents to a decision memo; all: from the",
            "memo to the final report.",
            "",
            "Examples:",
            "  ./evenkeel demo --quick",
            "  ./evenkeel demo",
            "  ./evenkeel demo --story migration --keep",
            ""
        })
public final class DemoCommand implements Callable<Integer> {
    private static final double MOST_PER_SECOND = 300;
    private static final int INTERRUPTED = 130;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--story",
            defaultValue = "core",
            paramLabel = "NAME",
            description = "Story: core, migration, stability, decision or all (default: ${DEFAULT-VALUE}).")
    private DemoStoryName tale = DemoStoryName.CORE;

    @Option(
            names = "--quick",
            description = {
                "Only the first automatic rollback, within seconds, with a synthetic service instead of the payment",
                "service. Of the other options, only --keep, --json, --port and --data apply."
            })
    private boolean quick;

    @Option(names = "--keep", description = "Keep everything running until Ctrl-C, and keep databases and logs.")
    private boolean keep;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Payment messages per second, 25 to 300 (default: as many as the machine handles, at most 250).")
    private @Nullable Double rate;

    @Option(
            names = "--debtors",
            defaultValue = "100000",
            paramLabel = "N",
            description = "Distinct paying customers (default: ${DEFAULT-VALUE}).")
    private int debtors = 100_000;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Seed of the random traffic (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "N",
            description = "Port of the server and its console; 0 selects a free port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description =
                    "Time limit (default: 480; migration 900; stability and all 1200; more on a slow or busy machine).")
    private @Nullable Integer limitSeconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Folder for databases, logs and documents (default: a temporary folder, which is deleted at the end",
                "unless --keep is given)."
            })
    private @Nullable Path data;

    /* Guarded by this command's monitor: shutdown may begin during startup. */
    private @Nullable DemoEnvironment environment;
    private boolean ended;

    public DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireQuickOptions();
        double perSecond = checkedRate();
        var folder = DemoDirectory.open(data, keep);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(folder), "end of the demo"));
        Path home = Path.of(System.getProperty("evenkeel.home", "."))
                .toAbsolutePath()
                .normalize();
        var options = new DemoOptions(home, folder.path(), port, perSecond, rate != null, debtors, seed);
        var opened = new DemoEnvironment(options, tale.serviceSetup());
        if (!begin(opened)) {
            return INTERRUPTED;
        }
        try {
            return quick ? playQuick(opened) : play(options, opened, folder);
        } catch (InterruptedException e) {
            if (opened.isClosed()) {
                return INTERRUPTED;
            }
            throw e;
        }
    }

    private int play(DemoOptions options, DemoEnvironment opened, DemoDirectory folder) throws InterruptedException {
        var screen = new ProgressDisplay(System.err, isTerminal());
        DemoResult result = tale.play(options, opened, new DemoRunner(opened, tale.timeLimit(limitSeconds), screen));
        System.out.println(json ? result.toJson() : result.toText());
        if (result.failure() != null) {
            if (!folder.kept()) {
                screen.line("Databases and logs were deleted. To keep them, use --data DIR.");
            }
            return 1;
        }
        if (keep) {
            screen.line("Everything is still running. To stop it, press Ctrl-C.");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private int playQuick(DemoEnvironment opened) throws IOException, InterruptedException {
        QuickDemoResult result;
        try {
            result = new QuickDemo(opened, System.err::println).play();
        } catch (ChildProcess.NotReadyException e) {
            if (opened.isClosed()) {
                return INTERRUPTED;
            }
            System.err.println("The demo failed: " + e.getMessage());
            return 1;
        }
        System.out.println(json ? result.toJson() : result.toText());
        if (keep) {
            System.err.println("Console: " + opened.consoleLink(result.rollout()));
            System.err.println("The server is still running. To stop it, press Ctrl-C.");
            new CountDownLatch(1).await();
        }
        return result.isRolledBack() ? 0 : 1;
    }

    private void requireQuickOptions() {
        CommandLine.ParseResult given =
                Objects.requireNonNull(spec).commandLine().getParseResult();
        for (String option : List.of("--story", "--rate", "--debtors", "--seed", "--limit")) {
            if (quick && given.hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " cannot be combined with --quick. The demo was not started.");
            }
        }
    }

    private synchronized boolean begin(DemoEnvironment opened) {
        environment = opened;
        return !ended;
    }

    /* Shutdown hook; also runs on Ctrl-C and SIGTERM. */
    private synchronized void end(DemoDirectory folder) {
        ended = true;
        if (environment != null) {
            environment.close();
        }
        folder.deleteUnlessKept();
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private double checkedRate() {
        if (rate == null) {
            return DemoOptions.USUAL_PER_SECOND;
        }
        if (rate < TrafficRateController.MIN_RATE || rate > MOST_PER_SECOND) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Invalid --rate " + rate + ". Allowed: 25 to 300 messages per second; with fewer, the demo takes"
                            + " hours; with more, queues distort the comparison. The demo was not started.");
        }
        return rate;
    }
}
