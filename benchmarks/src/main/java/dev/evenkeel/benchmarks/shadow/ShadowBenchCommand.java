// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.shadow;

import dev.evenkeel.benchmarks.contest.ShadowContender;
import dev.evenkeel.benchmarks.jvm.PeerModuleFinder;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The command `bench shadow`.
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        description = {
            "What a guarded and a shadowed call cost the caller, beside LaunchDarkly's Migration and Scientist.",
            "",
            "First Evenkeel alone, with paths that do nothing. Then each library in JVMs of its own and checked first:",
            "paths that do nothing; a control of 1 ms beside a candidate that answers at once, takes 20 ms, or hangs",
            "for ever. About 5 minutes, with --quick about 1."
        })
public final class ShadowBenchCommand implements Callable<Integer> {
    private static final List<String> THOROUGH = List.of("-f", "1", "-wi", "3", "-i", "5", "-w", "1", "-r", "1");
    private static final List<String> QUICK = List.of("-f", "1", "-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms");
    private static final long THOROUGH_MILLIS = 2_000;
    private static final long QUICK_MILLIS = 300;

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(names = "--quick", description = "Few and short iterations: a proof that it works, no measurement.")
    private boolean quick;

    public ShadowBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        var report = new BenchmarkReport(
                "The caller of a shadowed change", "./evenkeel bench shadow" + (quick ? " --quick" : ""));
        Path home = BenchmarkOptions.home();
        Path work = Files.createTempDirectory("evenkeel-bench");
        List<String> jmh = quick ? QUICK : THOROUGH;
        System.err.println("Evenkeel alone");
        EvenkeelCallCosts own = EvenkeelCallCosts.run(home, work, jmh);
        List<ShadowContenderResult> entrants = new ArrayList<>();
        for (Path module : PeerModuleFinder.find(home, ShadowContender.class)) {
            System.err.println(module.getFileName());
            entrants.addAll(ShadowContest.run(module, work, quick ? QUICK_MILLIS : THOROUGH_MILLIS, jmh));
        }
        new ShadowBenchReport(own, entrants).writeTo(report);
        options.write(report, "shadow");
        DirectoryDeleter.delete(work);
        return 0;
    }
}
