// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel report` commands: print decision memos and change outcome reports.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Reports that leadership reads: the memo of a decision, and what came of a change. Every figure links to its record.")
public final class ReportCommand extends CommandGroup {
    public ReportCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("memo", "star", "lesson");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "memo" -> new DecisionMemoCommand();
            case "star" -> new ChangeOutcomeReportCommand();
            case "lesson" -> new ChangeLessonRecordCommand();
            default -> null;
        };
    }
}
