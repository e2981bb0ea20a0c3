// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo;

import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoDirectory;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.story.DemoResult;
import dev.evenkeel.examples.demo.story.DemoRunner;
import dev.evenkeel.examples.demo.story.ProgressDisplay;
import dev.evenkeel.examples.demo.traffic.TrafficRateController;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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
            "Starts the server and the payment service, sends real payment messages and plays two acts:",
            "a bad candidate is rolled back by itself, the mended one advances on proof to 100 %%.",
            "Exit code 0 only if both acts ended so and no payment was lost or doubled.",
            "With --story migration the ledger moves to another database, through all six stages.",
            "With --story stability gates refuse a migration until the service's three worst causes of failure are mended;",
            "with --story decision a year of incidents leads to the memo of a decision; --story all is both, from the memo to",
            "the report of what came of it.",
            "",
            "Examples:",
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
            description = {
                "core; migration: the ledger moves to another database; stability: first the service has to become",
                "stable; decision: the memo; all: from the memo to the report (default: ${DEFAULT-VALUE})."
            })
    private DemoStoryName tale = DemoStoryName.CORE;

    @Option(
            names = "--keep",
            description = "Leave everything running at the end, until Ctrl-C, and keep databases and logs.")
    private boolean keep;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = {
                "Payment messages per second, 25 to 300. Without it, the demo measures how many this machine handles at the",
                "start and sends that many, at most 250."
            })
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
            description = "Port of the server and its console, 0 for any (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = {
                "Fail when it takes longer (default: 480, 900 for migration, 1200 for stability and all, and longer on a",
                "slow or busy machine)."
            })
    private @Nullable Integer limitSeconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = {
                "Where both databases and the logs go (default: a new temporary folder, deleted at the end, also after a",
                "failure or Ctrl-C, unless --keep is given)."
            })
    private @Nullable Path data;

    /* Guarded by this command's monitor: shutdown may begin during startup. */
    private @Nullable DemoEnvironment environment;
    private boolean ended;

    public DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
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
            return play(options, opened, folder);
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
                screen.line("Databases and logs are deleted; --data DIR keeps them.");
            }
            return 1;
        }
        if (keep) {
            screen.line("Everything is still running; look around, then press Ctrl-C.");
            new CountDownLatch(1).await();
        }
        return 0;
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
                    "--rate must be 25 to 300 messages per second (with fewer, the demo takes hours to gather its evidence;"
                            + " with more, queues on two cores hide what the cores cost); got " + rate
                            + ". Nothing was started.");
        }
        return rate;
    }
}
