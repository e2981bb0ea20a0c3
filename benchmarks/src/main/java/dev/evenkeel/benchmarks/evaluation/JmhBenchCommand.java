// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.evaluation;

import dev.evenkeel.benchmarks.jmh.JmhMain;
import dev.evenkeel.benchmarks.jvm.DefaultJvmLauncher;
import dev.evenkeel.benchmarks.report.BenchmarkOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The command `bench jmh`.
@Command(
        name = "jmh",
        description = {
            "JMH with its own arguments, on the benchmarks of the parts.",
            "",
            "  ./evenkeel bench jmh -- RecordingBenchmark -prof gc",
            "  ./evenkeel bench jmh -- -l"
        })
public final class JmhBenchCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "Arguments of JMH; -h lists them.")
    private List<String> arguments = List.of();

    public JmhBenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new DefaultJvmLauncher(BenchmarkOptions.home().resolve("benchmarks")).run(JmhMain.class, arguments);
    }
}
