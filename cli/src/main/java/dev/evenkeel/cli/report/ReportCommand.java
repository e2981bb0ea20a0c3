// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel report`: reports that leadership reads.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Reports that leadership reads: the memo of a decision, and what came of a change. Every figure links to its record.",
        subcommands = {ReportMemoCommand.class, ReportStarCommand.class, ReportLessonCommand.class})
public final class ReportCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public ReportCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "report needs a subcommand");
    }
}
