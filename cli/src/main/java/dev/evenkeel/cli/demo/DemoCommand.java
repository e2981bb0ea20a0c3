// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
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

/// `evenkeel demo`: the main job on real processes in about four minutes.
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
    private DemoTale tale = DemoTale.CORE;

    @Option(names = "--keep", description = "Leave everything running at the end, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(
            names = "--rate",
            defaultValue = "250",
            paramLabel = "N",
            description = "Payment messages per second, 200 to 300 (default: ${DEFAULT-VALUE}).")
    private double rate = 250;

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
            description = "Fail when it takes longer (default: 480; 900 for migration, 1200 for stability and all).")
    private @Nullable Integer limitSeconds;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where both databases and the logs go (default: a new temporary folder, deleted at the end).")
    private @Nullable Path data;

    /// Created by picocli.
    public DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var screen = new Screen(System.err, isTerminal());
        Path folder = data == null ? Files.createTempDirectory("evenkeel-demo") : data;
        Path home = Path.of(System.getProperty("evenkeel.home", "."))
                .toAbsolutePath()
                .normalize();
        var options = new DemoOptions(home, folder, port, checkedRate(), debtors, seed, tale.limit(limitSeconds));
        var stage = new DemoStage(options, tale.subject());
        var end = new Thread(() -> closeAndClean(stage, folder), "end of the demo");
        Runtime.getRuntime().addShutdownHook(end);
        DemoResult result = tale.play(options, stage, new DemoRun(options.limit(), screen));
        System.out.println(json ? result.toJson() : result.toText());
        if (keep && result.failure() == null) {
            screen.line("Everything is still running; look around, then press Ctrl-C.");
            new CountDownLatch(1).await();
        }
        return result.failure() == null ? 0 : 1;
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private double checkedRate() {
        if (rate < 200 || rate > 300) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--rate must be 200 to 300 messages per second (below, the demo cannot gather its evidence in four"
                            + " minutes; above, queues on two cores hide what the cores cost); got " + rate);
        }
        return rate;
    }

    private void closeAndClean(DemoStage stage, Path folder) {
        stage.close();
        if (data == null) {
            DemoStage.deleteFolder(folder);
        }
    }
}
