// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.flag.edit.FlagApplyCommand;
import dev.evenkeel.cli.flag.edit.FlagCopyCommand;
import dev.evenkeel.cli.flag.edit.FlagCreateOrReplaceCommand;
import dev.evenkeel.cli.flag.edit.FlagDeleteCommand;
import dev.evenkeel.cli.flag.edit.FlagEnableCommand;
import dev.evenkeel.cli.flag.edit.FlagKillCommand;
import dev.evenkeel.cli.flag.edit.FlagListCommand;
import dev.evenkeel.cli.flag.edit.FlagScheduleCommand;
import dev.evenkeel.cli.flag.edit.FlagSetDiffCommand;
import dev.evenkeel.cli.flag.edit.FlagSetHistoryCommand;
import dev.evenkeel.cli.flag.edit.FlagSetRevertCommand;
import dev.evenkeel.cli.flag.edit.FlagShowCommand;
import dev.evenkeel.cli.flag.edit.SegmentListCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel flag` commands: evaluate, edit and analyse flags.
@Command(
        name = "flag",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates flags and explains what they say; brings them from other systems, finds them in code;",
            "looks after the flags of a server."
        })
public final class FlagCommand extends CommandGroup {
    public FlagCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of(
                "eval",
                "import",
                "references",
                "list",
                "show",
                "apply",
                "set",
                "delete",
                "kill",
                "restore",
                "schedule",
                "copy",
                "history",
                "diff",
                "revert",
                "segments",
                "stale");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "eval", "evaluate" -> new FlagEvalCommand();
            case "import" -> new FlagImportCommand();
            case "references" -> new FlagReferencesCommand();
            case "list" -> new FlagListCommand();
            case "show" -> new FlagShowCommand();
            case "apply" -> new FlagApplyCommand();
            case "set", "put" -> new FlagCreateOrReplaceCommand();
            case "delete" -> new FlagDeleteCommand();
            case "kill" -> new FlagKillCommand();
            case "restore" -> new FlagEnableCommand();
            case "schedule" -> new FlagScheduleCommand();
            case "copy" -> new FlagCopyCommand();
            case "history" -> new FlagSetHistoryCommand();
            case "diff" -> new FlagSetDiffCommand();
            case "revert" -> new FlagSetRevertCommand();
            case "segments" -> new SegmentListCommand();
            case "stale" -> new FlagStaleCommand();
            default -> null;
        };
    }
}
