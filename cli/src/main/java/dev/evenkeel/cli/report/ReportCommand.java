// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel report`: reports that leadership reads.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Reports that leadership reads: the memo of a decision, and what came of a change. Every figure links to its record.")
public final class ReportCommand extends CommandGroup {
    /// Created by picocli.
    public ReportCommand() {}

    @Override
    public List<String> verbs() {
        return List.of("memo", "star", "lesson");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "memo" -> new ReportMemoCommand();
            case "star" -> new ReportChangeCommand();
            case "lesson" -> new ReportLessonCommand();
            default -> null;
        };
    }
}
