// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.console;

import dev.evenkeel.benchmarks.jmh.FlagDefinitionGenerator;
import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench console`.
@Command(
        name = "console",
        mixinStandardHelpOptions = true,
        description = {
            "What the console costs: how long each page takes, and how much a browser loads for it.",
            "",
            "Starts a server of its own with an embedded database and fills it over its API: 1,000 flags, 60 services,",
            "100 incidents, 10,000 audit entries, 70 rollouts. Then asks for every page that spec/permissions.md",
            "lists, lists also with a search, while ten rollouts receive outcomes. About four minutes. Exit code 1 when",
            "a page misses its bound."
        })
public final class ConsoleBenchCommand implements Callable<Integer> {
    private static final int WARM_UP = 20;

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--requests",
            defaultValue = "100",
            paramLabel = "N",
            description = "Requests for each page, one after the other (default: ${DEFAULT-VALUE}).")
    private int requests = 100;

    @Option(
            names = "--quick",
            description = "Little on the server, two requests: proves that it works. No time is judged.")
    private boolean quick;

    public ConsoleBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.validator().requireAtLeast("--requests", requests, 1);
        var report = new BenchmarkReport("What the console costs", "./evenkeel bench console" + arguments());
        SeedSize size = quick ? SeedSize.SMALL : SeedSize.FULL;
        boolean met;
        try (BenchmarkServer server =
                        BenchmarkServer.start(BenchmarkOptions.home(), FlagDefinitionGenerator.withProbe(1, 0));
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            met = measure(server, new ServerDataSeeder(server, client, size), size)
                    .writeTo(report);
        }
        options.write(report, "console");
        return met ? 0 : 1;
    }

    private ConsoleBenchReport measure(BenchmarkServer server, ServerDataSeeder filler, SeedSize size)
            throws IOException, InterruptedException {
        List<SteadyRollout> live = filler.begin();
        try (RolloutOutcomeTraffic traffic = RolloutOutcomeTraffic.start(server, live);
                ConsoleHttpClient browser = ConsoleHttpClient.signIn(server)) {
            SeededData seededData = filler.fill(live);
            List<PageMeasurement> pages = pages(browser, seededData);
            return new ConsoleBenchReport(size, pages, traffic.failed(), !quick);
        }
    }

    private List<PageMeasurement> pages(ConsoleHttpClient browser, SeededData seededData)
            throws IOException, InterruptedException {
        var times =
                quick ? new PageMeasurement.RequestCounts(1, 2) : new PageMeasurement.RequestCounts(WARM_UP, requests);
        var load = new PageWeightProbe(browser);
        List<PageMeasurement> measured = new ArrayList<>();
        for (ConsolePageAddress page : ConsolePageAddress.listAll(BenchmarkOptions.home(), seededData)) {
            System.err.println("page " + (page.isKnown() ? page.path() : page.pattern()) + " ...");
            measured.add(PageMeasurement.measure(page, browser, load, times));
        }
        return measured;
    }

    private String arguments() {
        return quick ? " --quick" : " --requests " + requests;
    }
}
