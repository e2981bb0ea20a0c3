// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel report` commands: print decision memos and change reports, and add lessons.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Print decision memos and change reports, and add lessons to them.")
public final class ReportCommand extends CommandGroup {
    public ReportCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("memo", "change", "lesson");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "memo" -> new DecisionMemoCommand();
            case "change" -> new ChangeOutcomeReportCommand();
            case "lesson" -> new ChangeLessonRecordCommand();
            default -> null;
        };
    }
}
