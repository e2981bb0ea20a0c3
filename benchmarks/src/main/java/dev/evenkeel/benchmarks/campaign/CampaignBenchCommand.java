// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.OptionValidator;
import dev.evenkeel.benchmarks.report.SeedOption;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench campaign`.
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        description = {
            "Migrates the ledger of the payment service through all six stages under faults.",
            "",
            "At each change of exposure, a process, a database or a network connection fails. After each stage, both",
            "ledgers are compared with each other and with the responses to customers. Starts the server, two databases",
            "and several processes of the payment service. Takes about 20 minutes. Exit code 1 if a goal is missed."
        })
public final class CampaignBenchCommand implements Callable<Integer> {
    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

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
    private int rate = 100;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these faults.")
    private List<String> only = List.of();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where databases and logs are kept (default: deleted at the end).")
    private @Nullable Path data;

    public CampaignBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<CampaignFault> faults = selectFaults();
        var report = new BenchmarkReport("Ledger migration under faults", "./evenkeel bench campaign" + arguments());
        Path folder = data == null ? Files.createTempDirectory("evenkeel-campaign") : data;
        var environment = new CampaignEnvironment(BenchmarkOptions.home(), folder, processes, rate, seed.seed());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> closeAndClean(environment, folder), "end of the campaign"));
        environment.open();
        try (var spread = new StageSpreadMonitor(environment.instances())) {
            var campaign = new MigrationCampaign(environment, faults, rate);
            campaign.run();
            boolean met = new CampaignReport(campaign, spread.widestSpread(), spread.sampleCount()).writeTo(report);
            options.write(report, "campaign");
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

    private List<CampaignFault> selectFaults() {
        OptionValidator validator = options.validator();
        validator.requireAtLeast("--processes", processes, 2);
        validator.requireRange("--rate", rate, 20, 300);
        List<CampaignFault> all = List.of(CampaignFault.values());
        validator.requireNames(
                "--only", only, all.stream().map(CampaignBenchCommand::key).toList());
        return all.stream()
                .filter(fault -> only.isEmpty() || only.contains(key(fault)))
                .toList();
    }

    private static String key(CampaignFault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String arguments() {
        return (processes == 2 ? "" : " --processes " + processes)
                + (rate == 100 ? "" : " --rate " + rate)
                + (only.isEmpty() ? "" : " --only " + String.join(",", only))
                + seed.argument();
    }
}
