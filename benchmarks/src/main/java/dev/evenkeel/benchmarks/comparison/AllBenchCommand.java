// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.comparison;

import dev.evenkeel.benchmarks.report.BenchmarkReport;
import dev.evenkeel.benchmarks.report.GitCommit;
import dev.evenkeel.benchmarks.report.MarkdownTable;
import dev.evenkeel.benchmarks.report.ResultDirectoryOption;
import dev.evenkeel.examples.demo.process.DirectoryDeleter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command `bench all`.
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description = {
            "Times of all parts: evaluation, SDK, guarded calls, OpenFeature provider, shadow traffic, guard, risk.",
            "",
            "With --compare, another commit is built in a temporary working tree, and both take turns: each round",
            "measures the other commit and then this one. A part counts as slower when its median grew by 5% or more",
            "and the rounds of the two commits, three or more, do not overlap; then the exit code is 1.",
            "",
            "  ./evenkeel bench all --compare HEAD~1 --only Sdk,Provider",
            "",
            "One round takes about 3 minutes for each commit, the build of the other commit 2 to 4 minutes."
        })
public final class AllBenchCommand implements Callable<Integer> {
    private static final List<String> THOROUGH =
            List.of("-f", "1", "-wi", "4", "-i", "5", "-w", "500ms", "-r", "500ms");
    private static final List<String> QUICK = List.of("-f", "1", "-wi", "1", "-i", "1", "-w", "100ms", "-r", "100ms");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private @Nullable ResultDirectoryOption results;

    @Option(names = "--compare", paramLabel = "COMMIT", description = "Build this commit too, and compare with it.")
    private @Nullable String commit;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            paramLabel = "N",
            description = "How often each commit is measured (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description = "Only benchmarks whose class or method contains one of these, such as Sdk,Provider.")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "Few and short iterations: a proof that it works, no measurement.")
    private boolean quick;

    public AllBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "Invalid --rounds " + rounds + ". Allowed: 1 or more.");
        }
        Path home = ResultDirectoryOption.home();
        Path work = Files.createTempDirectory("evenkeel-bench");
        try {
            return commit == null ? measure(home, work) : compare(home, work, commit);
        } finally {
            DirectoryDeleter.delete(work);
        }
    }

    private int measure(Path home, Path work) throws IOException, InterruptedException {
        var report = new BenchmarkReport("Times of the parts", command());
        var times = new BenchmarkTimes(only);
        for (int round = 1; round <= rounds; round++) {
            times.run(home, work, jmh(round, "this commit"));
        }
        report.addText("Median (least–most) of the rounds' medians.");
        report.addText(MarkdownTable.format(
                List.of("benchmark", "time"),
                times.medians().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(part -> List.of(part.getKey(), part.getValue().toCell()))
                        .toList()));
        report.addValue("parts", times.medians());
        Objects.requireNonNull(results).write(report, "parts");
        return 0;
    }

    private int compare(Path home, Path work, String other) throws IOException, InterruptedException {
        System.err.println("building " + other + " ...");
        try (var build = CommitBuild.create(home, work, other)) {
            String before = GitCommit.describe(build.folder());
            var report = new BenchmarkReport("Times of the parts, compared with " + before, command());
            var earlier = new BenchmarkTimes(only);
            var later = new BenchmarkTimes(only);
            for (int round = 1; round <= rounds; round++) {
                earlier.run(build.folder(), work, jmh(round, before));
                later.run(home, work, jmh(round, GitCommit.describe(home)));
            }
            var comparison = new BenchmarkComparison(earlier.medians(), later.medians());
            report.addText("Median (least–most) of the rounds' medians: before at " + before + ", after at "
                    + GitCommit.describe(home) + ".");
            report.addText(comparison.toText());
            report.addValue("before", before);
            report.addValue("parts", comparison);
            report.addValue("slower", comparison.slower());
            Objects.requireNonNull(results).write(report, "parts-compared");
            return comparison.slower().isEmpty() ? 0 : 1;
        }
    }

    private List<String> jmh(int round, String which) {
        System.err.println("round " + round + " of " + rounds + ": " + which);
        return quick ? QUICK : THOROUGH;
    }

    private String command() {
        return "./evenkeel bench all" + (commit == null ? "" : " --compare " + commit) + " --rounds " + rounds
                + (only.isEmpty() ? "" : " --only " + String.join(",", only)) + (quick ? " --quick" : "");
    }
}
