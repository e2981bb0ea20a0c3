// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel report` commands: print decision memos and change reports, and add lessons.
@Command(description = "Print decision memos and change reports, and add lessons to them.")
public final class ReportCommand extends CommandGroup {
    public ReportCommand() {
        super(
                verb("memo", DecisionMemoCommand.class),
                verb("change", ChangeOutcomeReportCommand.class),
                verb("lesson", ChangeLessonRecordCommand.class));
    }
}
