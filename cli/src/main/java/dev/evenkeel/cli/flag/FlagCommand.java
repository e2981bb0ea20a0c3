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
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel flag` commands: manage, evaluate and analyse flags.
@Command(name = "flag", mixinStandardHelpOptions = true, description = "Manage, evaluate, import and analyse flags.")
public final class FlagCommand extends CommandGroup {
    public FlagCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of(
                "list",
                "show",
                "create",
                "update",
                "delete",
                "enable",
                "disable",
                "apply",
                "eval",
                "schedule",
                "copy",
                "history",
                "diff",
                "revert",
                "stale",
                "import",
                "references");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new FlagListCommand();
            case "show" -> new FlagShowCommand();
            case "create" -> new FlagCreateCommand();
            case "update" -> new FlagUpdateCommand();
            case "delete" -> new FlagDeleteCommand();
            case "enable" -> new FlagEnableCommand();
            case "disable" -> new FlagDisableCommand();
            case "apply" -> new FlagApplyCommand();
            case "eval" -> new FlagEvalCommand();
            case "schedule" -> new FlagScheduleCommand();
            case "copy" -> new FlagCopyCommand();
            case "history" -> new FlagSetHistoryCommand();
            case "diff" -> new FlagSetDiffCommand();
            case "revert" -> new FlagSetRevertCommand();
            case "stale" -> new FlagStaleCommand();
            case "import" -> new FlagImportCommand();
            case "references" -> new FlagReferencesCommand();
            default -> null;
        };
    }
}
