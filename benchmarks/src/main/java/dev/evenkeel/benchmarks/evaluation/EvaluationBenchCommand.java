// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.contest.Contender;
import dev.evenkeel.benchmarks.jvm.PeerModuleFinder;
import dev.evenkeel.benchmarks.report.BenchmarkGoal;
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

/// The command `bench evaluation`.
@Command(
        name = "evaluation",
        mixinStandardHelpOptions = true,
        description = {
            "What one evaluation costs, in time and memory, beside other flag libraries.",
            "",
            "In the same run, each in JVMs of its own and checked first: a static flag, one rule, a rule and 50%% by",
            "user; with one thread and with two. Then Evenkeel alone: 10 flags against 10,000, and how long those take",
            "to load. A round takes about 12 minutes, with --quick about 5."
        })
public final class EvaluationBenchCommand implements Callable<Integer> {
    private static final List<String> THOROUGH = List.of("-f", "1", "-wi", "5", "-i", "5", "-w", "1", "-r", "1");
    private static final List<String> QUICK = List.of("-f", "1", "-wi", "1", "-i", "2", "-w", "1", "-r", "1");

    @Mixin
    private final BenchmarkOptions options = new BenchmarkOptions();

    @Option(
            names = "--rounds",
            defaultValue = "2",
            paramLabel = "N",
            description =
                    "How often the libraries take turns; more rounds tell noise better (default: ${DEFAULT-VALUE}).")
    private int rounds = 2;

    @Option(names = "--quick", description = "Few and short iterations: a proof that it works, no measurement.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "MODULE",
            description = "Only these of benchmarks/peers, such as evenkeel,launchdarkly.")
    private List<String> only = List.of();

    public EvaluationBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Path> modules = modules();
        var report = new BenchmarkReport("Evaluation beside other libraries", command());
        Path work = Files.createTempDirectory("evenkeel-bench");
        var contest = new EvaluationContest(work, jmh());
        for (int round = 1; round <= rounds; round++) {
            for (Path module : modules) {
                System.err.println("round " + round + " of " + rounds + ": " + module.getFileName());
                contest.run(module);
            }
        }
        System.err.println("Evenkeel alone");
        describe(report, contest.results(), EvenkeelEvaluationResults.run(BenchmarkOptions.home(), work, jmh()));
        options.write(report, "evaluation");
        DirectoryDeleter.delete(work);
        return 0;
    }

    private static void describe(
            BenchmarkReport report, List<ContenderResult> entrants, EvenkeelEvaluationResults own) {
        List<BenchmarkGoal> goals = new ArrayList<>(ContestGoals.evaluate(entrants));
        goals.add(own.loadGoal());
        report.addText("""
                Nanoseconds per question: median (least–most) of all iterations; then bytes allocated per question.
                Where a question takes a context, it is built in the call.""");
        report.addGoals(goals);
        report.addText("## One thread\n\n" + ContestTableFormatter.format(entrants, 1));
        report.addText("## Two threads\n\n" + ContestTableFormatter.format(entrants, 2));
        report.addText("## Evenkeel alone: few flags and many, one thread\n\n" + own.toText());
        report.addValue(
                "contest",
                entrants.stream()
                        .map(ContenderResult::rows)
                        .flatMap(List::stream)
                        .toList());
        report.addValue("own", own);
    }

    private List<Path> modules() throws IOException {
        options.validator().requireAtLeast("--rounds", rounds, 1);
        List<Path> modules = PeerModuleFinder.find(BenchmarkOptions.home(), Contender.class);
        options.validator()
                .requireNames(
                        "--only",
                        only,
                        modules.stream().map(EvaluationBenchCommand::name).toList());
        return modules.stream()
                .filter(module -> only.isEmpty() || only.contains(name(module)))
                .toList();
    }

    private static String name(Path module) {
        return String.valueOf(module.getFileName());
    }

    private List<String> jmh() {
        return quick ? QUICK : THOROUGH;
    }

    private String command() {
        return "./evenkeel bench evaluation --rounds " + rounds + (quick ? " --quick" : "")
                + (only.isEmpty() ? "" : " --only " + String.join(",", only));
    }
}
