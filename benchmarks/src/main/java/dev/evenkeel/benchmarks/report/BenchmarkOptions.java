// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options of all benchmarks: where their report is written, and how it is printed.
public final class BenchmarkOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Where the report goes, as Markdown and JSON (default: benchmarks/results).")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    public BenchmarkOptions() {}

    /// Returns the root of the repository, which contains the built programs.
    public static Path home() {
        return Path.of(System.getProperty("evenkeel.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /// Returns the validator of the command's options.
    public OptionValidator validator() {
        return new OptionValidator(Objects.requireNonNull(spec));
    }

    /// Writes the report and prints it.
    public void write(BenchmarkReport report, String name) throws IOException {
        Path target = folder == null ? home().resolve("benchmarks/results") : folder;
        String markdown = report.write(target, name);
        System.out.println(json ? report.toJson() : markdown);
        System.err.println("written to " + target.resolve(name + ".md") + " and .json");
    }
}
