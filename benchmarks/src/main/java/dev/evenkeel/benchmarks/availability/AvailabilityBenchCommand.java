// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.report.SeedOption;
import dev.evenkeel.benchmarks.server.IntakeOption;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench availability`.
@Command(
        name = "availability",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast three servers on one database decide while servers are killed.",
            "",
            "First, random servers are killed and restarted while rollouts receive outcome batches: how long evidence",
            "waits for a decision, and whether every call is counted once. Then, each server that commits a rollback",
            "halts right after the commit, before it announces the rollback: whether it is decided and recorded once, and",
            "how long connected SDKs wait for the flags. Takes about 30 minutes. Exit code 1 if a goal is missed."
        })
public final class AvailabilityBenchCommand implements Callable<Integer> {
    private static final int MOST_KILLS = 10_000;
    private static final int MOST_CRASHES = 1_000;
    private static final int MOST_SECONDS = 600;
    private static final int SECONDS = 5;
    private static final int KAFKA_SECONDS = 20;
    private static final int MOST_CLIENTS = 200;
    private static final int MOST_ROLLOUTS = 20;

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--kills",
            defaultValue = "60",
            paramLabel = "N",
            description = "Kills at random times, 0 to " + MOST_KILLS + " (default: ${DEFAULT-VALUE}).")
    private int kills = 60;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = {
                "Mean time from one of these kills to the next, 1 to " + MOST_SECONDS + " (default: " + SECONDS
                        + ", with Kafka " + KAFKA_SECONDS + ",",
                "because the partitions of a killed server wait 6 s for its session to expire).",
                "A kill waits until two servers are ready."
            })
    private @Nullable Integer seconds;

    @Option(
            names = "--reference",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = "Time without kills before them, 0 to " + MOST_SECONDS + " (default: ${DEFAULT-VALUE}).")
    private int reference = 30;

    @Option(
            names = "--crashes",
            defaultValue = "50",
            paramLabel = "N",
            description = "Rollbacks whose server halts after the commit, 0 to " + MOST_CRASHES
                    + " (default: ${DEFAULT-VALUE}).")
    private int crashes = 50;

    @Option(
            names = "--senders",
            defaultValue = "6",
            paramLabel = "N",
            description = {
                "Simulated SDK processes that send one batch a second, 1 to " + MOST_CLIENTS
                        + " (default: ${DEFAULT-VALUE})."
            })
    private int senders = 6;

    @Option(
            names = "--rollouts",
            defaultValue = "3",
            paramLabel = "N",
            description = "Rollouts in each of these batches, 1 to " + MOST_ROLLOUTS + " (default: ${DEFAULT-VALUE}).")
    private int rollouts = 3;

    @Option(
            names = "--sdks",
            defaultValue = "12",
            paramLabel = "N",
            description = "Real SDKs that wait for rollbacks, 1 to " + MOST_CLIENTS + " (default: ${DEFAULT-VALUE}).")
    private int sdks = 12;

    @Mixin
    private final IntakeOption intake = new IntakeOption();

    @Option(names = "--graceful", description = "Stop servers (SIGTERM) instead of killing them at random times.")
    private boolean graceful;

    @Mixin
    private final SeedOption seed = new SeedOption();

    private volatile @Nullable AvailabilityEnvironment open;

    public AvailabilityBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        var report = new BenchmarkReport(
                "Availability of three servers",
                ("./evenkeel bench availability --kills %d --seconds %d --reference %d --crashes %d --senders %d"
                                + " --rollouts %d --sdks %d --intake %s --seed %d%s")
                        .formatted(
                                kills,
                                secondsBetweenKills(),
                                reference,
                                crashes,
                                senders,
                                rollouts,
                                sdks,
                                intake.store(),
                                seed.seed(),
                                graceful ? " --graceful" : ""));
        Path data = Files.createTempDirectory("evenkeel-availability");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(data), "end of the servers"));
        boolean met = new AvailabilityReport(
                        kills == 0 ? null : measureGaps(data),
                        crashes == 0 ? List.of() : crash(data),
                        intake.isKafka(),
                        graceful)
                .writeTo(report);
        options.write(report, "availability");
        return met ? 0 : 1;
    }

    private int secondsBetweenKills() {
        if (seconds != null) {
            return seconds;
        }
        return intake.isKafka() ? KAFKA_SECONDS : SECONDS;
    }

    private void check() {
        OptionValidator validator = options.validator();
        validator.requireRange("--kills", kills, 0, MOST_KILLS);
        validator.requireRange("--seconds", secondsBetweenKills(), 1, MOST_SECONDS);
        validator.requireRange("--reference", reference, 0, MOST_SECONDS);
        validator.requireRange("--crashes", crashes, 0, MOST_CRASHES);
        validator.requireRange("--senders", senders, 1, MOST_CLIENTS);
        validator.requireRange("--rollouts", rollouts, 1, MOST_ROLLOUTS);
        validator.requireRange("--sdks", sdks, 1, MOST_CLIENTS);
        if (kills + crashes == 0) {
            throw validator.error("--kills and --crashes must not both be 0");
        }
    }

    private EvidenceGapMeasurement.Result measureGaps(Path data) throws IOException, InterruptedException {
        var plan = new EvidenceGapMeasurement.Plan(
                seed.seed(),
                kills,
                Duration.ofSeconds(secondsBetweenKills()),
                Duration.ofSeconds(reference),
                senders,
                rollouts,
                graceful);
        System.err.println("starting three servers ...");
        try (AvailabilityEnvironment environment = create(data.resolve("kills"), List.of())) {
            environment.start(rollouts);
            return new EvidenceGapMeasurement(environment, plan).measure();
        }
    }

    private List<RollbackCrashCampaign.Crash> crash(Path data) throws IOException, InterruptedException {
        System.err.println("starting three servers that halt after a rollback ...");
        List<Path> crashPoint = List.of(BenchmarkOptions.home().resolve("benchmarks/target/classes"));
        try (AvailabilityEnvironment environment = create(data.resolve("crashes"), crashPoint)) {
            environment.start(crashes);
            try (var streams = new SdkStreams(environment.servers(), sdks)) {
                return new RollbackCrashCampaign(environment, streams, seed.seed()).run(crashes);
            }
        }
    }

    private AvailabilityEnvironment create(Path data, List<Path> additionalClasses) throws IOException {
        AvailabilityEnvironment created =
                AvailabilityEnvironment.create(BenchmarkOptions.home(), data, intake.isKafka(), additionalClasses);
        open = created;
        return created;
    }

    /* Shutdown hook; also runs on SIGTERM. */
    private void end(Path data) {
        AvailabilityEnvironment last = open;
        if (last != null) {
            last.close();
        }
        DirectoryDeleter.delete(data);
    }
}
