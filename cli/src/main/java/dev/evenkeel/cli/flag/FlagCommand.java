// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.api.FlagApi.FlagSetHistoryResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import dev.evenkeel.cli.flag.edit.FlagApplyCommand;
import dev.evenkeel.cli.flag.edit.FlagCopyCommand;
import dev.evenkeel.cli.flag.edit.FlagCreateCommand;
import dev.evenkeel.cli.flag.edit.FlagDeleteCommand;
import dev.evenkeel.cli.flag.edit.FlagDisableCommand;
import dev.evenkeel.cli.flag.edit.FlagEnableCommand;
import dev.evenkeel.cli.flag.edit.FlagListCommand;
import dev.evenkeel.cli.flag.edit.FlagScheduleCommand;
import dev.evenkeel.cli.flag.edit.FlagSetDiffCommand;
import dev.evenkeel.cli.flag.edit.FlagSetRevertCommand;
import dev.evenkeel.cli.flag.edit.FlagUpdateCommand;
import dev.evenkeel.cli.terminal.TextTable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag` commands: manage, evaluate and analyse flags.
@Command(description = "Manage, evaluate, import and analyse flags.")
public final class FlagCommand extends CommandGroup {
    private static final Resource FLAGS = Resource.inEnvironment("/flags").argument("KEY", "Key of the flag.");

    public FlagCommand() {
        super(
                verb("list", FlagListCommand.class),
                FLAGS.show(JsonNode.class, JsonNode::toPrettyString).verb("show", """
                        Shows the definition of a flag as its author wrote it, and its running rollout.

                        Example:
                          ./evenkeel flag show payment-core
                        """),
                verb("create", FlagCreateCommand.class),
                verb("update", FlagUpdateCommand.class),
                verb("delete", FlagDeleteCommand.class),
                verb("enable", FlagEnableCommand.class),
                verb("disable", FlagDisableCommand.class),
                verb("apply", FlagApplyCommand.class),
                verb("eval", FlagEvalCommand.class),
                verb("schedule", FlagScheduleCommand.class),
                verb("copy", FlagCopyCommand.class),
                Resource.inEnvironment("/revisions")
                        .list(FlagSetHistoryResponse.class, FlagCommand::formatHistory)
                        .limit(20)
                        .verb("history", """
                        Lists the changes of an environment's flags, newest first. Rollout steps are not included.

                        Example:
                          ./evenkeel flag history --limit 10
                        """),
                verb("diff", FlagSetDiffCommand.class),
                verb("revert", FlagSetRevertCommand.class),
                verb("stale", FlagStaleCommand.class),
                verb("import", FlagImportCommand.class),
                verb("references", FlagReferencesCommand.class));
    }

    private static String formatHistory(FlagSetHistoryResponse history) {
        var textTable = new TextTable("REVISION", "TIME", "USER", "REASON");
        history.revisions()
                .forEach(change -> textTable.addRow(
                        Long.toString(change.revision()),
                        change.changedAt().toString(),
                        change.changedBy(),
                        change.reason()));
        return textTable.toString();
    }
}
