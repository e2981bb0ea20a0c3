// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option for the folder of the report, shared by all commands.
public final class ResultDirectoryOption {
    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Where the report goes, as Markdown and JSON (default: benchmarks/results).")
    private @Nullable Path folder;

    public ResultDirectoryOption() {}

    /// Returns the root of the repository, which contains the built programs.
    public static Path home() {
        return Path.of(System.getProperty("evenkeel.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /// Writes the report and prints it.
    public void write(BenchmarkReport report, String name) throws IOException {
        write(report, name, false);
    }

    /// Writes the report and prints it.
    ///
    /// @param json whether it is printed as JSON instead of Markdown
    public void write(BenchmarkReport report, String name, boolean json) throws IOException {
        Path target = folder == null ? home().resolve("benchmarks/results") : folder;
        String markdown = report.write(target, name);
        System.out.println(json ? report.toJson() : markdown);
        System.err.println("written to " + target.resolve(name + ".md") + " and .json");
    }
}
