// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command writes its report: an option that all of them have.
public final class ResultDirectoryOption {
    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Where the report goes, as Markdown and JSON (default: benchmarks/results).")
    private @Nullable Path folder;

    /// Created by picocli.
    public ResultDirectoryOption() {}

    /// The root of the repository, where the built programs are.
    public static Path home() {
        return Path.of(System.getProperty("evenkeel.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /// Writes the report and shows it.
    public void write(BenchmarkReport report, String name) throws IOException {
        write(report, name, false);
    }

    /// Writes the report and shows it.
    ///
    /// @param json whether it is shown as JSON, not as Markdown
    public void write(BenchmarkReport report, String name, boolean json) throws IOException {
        Path target = folder == null ? home().resolve("benchmarks/results") : folder;
        String markdown = report.write(target, name);
        System.out.println(json ? report.asJson() : markdown);
        System.err.println("written to " + target.resolve(name + ".md") + " and .json");
    }
}
