// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.ResultDirectoryOption;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `bench campaign`.
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        description = {
            "The move of the payment service's ledger through all six stages while processes, databases and networks",
            "fail: at each change of exposure something else is killed, stands still or is cut off. Then both ledgers",
            "are held against each other and against what customers were told.",
            "",
            "Starts the server, two databases and the payment service, several times, as processes. About 20 minutes."
        })
public final class CampaignBenchCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private @Nullable ResultDirectoryOption results;

    @Option(
            names = "--processes",
            defaultValue = "2",
            paramLabel = "N",
            description = "Processes of the payment service (default: ${DEFAULT-VALUE}).")
    private int processes = 2;

    @Option(
            names = "--rate",
            defaultValue = "100",
            paramLabel = "N",
            description = "Payment messages per second (default: ${DEFAULT-VALUE}).")
    private double rate = 100;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these troubles.")
    private List<String> only = List.of();

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Of the random traffic (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--data", paramLabel = "DIR", description = "Where databases and logs go, to be kept.")
    private @Nullable Path data;

    public CampaignBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<CampaignFault> troubles = chosen();
        var report =
                new BenchmarkReport("The move of the ledger under trouble", "./evenkeel bench campaign" + arguments());
        Path folder = data == null ? Files.createTempDirectory("evenkeel-campaign") : data;
        var environment = new CampaignEnvironment(ResultDirectoryOption.home(), folder, processes, rate, seed);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> closeAndClean(environment, folder), "end of the campaign"));
        environment.open();
        try (var spread = new StageSpreadMonitor(environment.instances())) {
            var campaign = new MigrationCampaign(environment, troubles, rate);
            campaign.run();
            boolean met = new CampaignReport(campaign, spread.widestSpread(), spread.sampleCount()).writeTo(report);
            Objects.requireNonNull(results).write(report, "campaign");
            return met ? 0 : 1;
        }
    }

    /* Shutdown hook; also runs on SIGTERM. */
    private void closeAndClean(CampaignEnvironment environment, Path folder) {
        environment.close();
        if (data == null) {
            DirectoryDeleter.delete(folder);
        }
    }

    private List<CampaignFault> chosen() {
        List<String> names = Arrays.stream(CampaignFault.values())
                .map(CampaignBenchCommand::key)
                .toList();
        if (!names.containsAll(only) || processes < 2 || rate < 20 || rate > 300) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--only takes " + names + ", --processes 2 or more, --rate 20 to 300; got " + only + ", "
                            + processes + ", " + rate);
        }
        return Arrays.stream(CampaignFault.values())
                .filter(campaignFault -> only.isEmpty() || only.contains(key(campaignFault)))
                .toList();
    }

    private static String key(CampaignFault campaignFault) {
        return campaignFault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String arguments() {
        return (processes == 2 ? "" : " --processes " + processes)
                + (rate == 100 ? "" : " --rate " + rate)
                + (only.isEmpty() ? "" : " --only " + String.join(",", only))
                + (seed == 1 ? "" : " --seed " + seed);
    }
}
