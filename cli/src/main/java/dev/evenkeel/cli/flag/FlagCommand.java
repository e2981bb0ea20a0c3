// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.flag.edit.FlagApplyCommand;
import dev.evenkeel.cli.flag.edit.FlagCopyCommand;
import dev.evenkeel.cli.flag.edit.FlagCreateCommand;
import dev.evenkeel.cli.flag.edit.FlagDeleteCommand;
import dev.evenkeel.cli.flag.edit.FlagDisableCommand;
import dev.evenkeel.cli.flag.edit.FlagEnableCommand;
import dev.evenkeel.cli.flag.edit.FlagListCommand;
import dev.evenkeel.cli.flag.edit.FlagScheduleCommand;
import dev.evenkeel.cli.flag.edit.FlagSetDiffCommand;
import dev.evenkeel.cli.flag.edit.FlagSetHistoryCommand;
import dev.evenkeel.cli.flag.edit.FlagSetRevertCommand;
import dev.evenkeel.cli.flag.edit.FlagShowCommand;
import dev.evenkeel.cli.flag.edit.FlagUpdateCommand;
import picocli.CommandLine.Command;

/// The `evenkeel flag` commands: manage, evaluate and analyse flags.
@Command(description = "Manage, evaluate, import and analyse flags.")
public final class FlagCommand extends CommandGroup {
    public FlagCommand() {
        super(
                verb("list", FlagListCommand.class),
                verb("show", FlagShowCommand.class),
                verb("create", FlagCreateCommand.class),
                verb("update", FlagUpdateCommand.class),
                verb("delete", FlagDeleteCommand.class),
                verb("enable", FlagEnableCommand.class),
                verb("disable", FlagDisableCommand.class),
                verb("apply", FlagApplyCommand.class),
                verb("eval", FlagEvalCommand.class),
                verb("schedule", FlagScheduleCommand.class),
                verb("copy", FlagCopyCommand.class),
                verb("history", FlagSetHistoryCommand.class),
                verb("diff", FlagSetDiffCommand.class),
                verb("revert", FlagSetRevertCommand.class),
                verb("stale", FlagStaleCommand.class),
                verb("import", FlagImportCommand.class),
                verb("references", FlagReferencesCommand.class));
    }
}
