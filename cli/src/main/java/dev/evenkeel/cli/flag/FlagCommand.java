// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.flag.edit.FlagApplyCommand;
import dev.evenkeel.cli.flag.edit.FlagCopyCommand;
import dev.evenkeel.cli.flag.edit.FlagDeleteCommand;
import dev.evenkeel.cli.flag.edit.FlagDiffCommand;
import dev.evenkeel.cli.flag.edit.FlagHistoryCommand;
import dev.evenkeel.cli.flag.edit.FlagKillCommand;
import dev.evenkeel.cli.flag.edit.FlagListCommand;
import dev.evenkeel.cli.flag.edit.FlagPutCommand;
import dev.evenkeel.cli.flag.edit.FlagRestoreCommand;
import dev.evenkeel.cli.flag.edit.FlagRevertCommand;
import dev.evenkeel.cli.flag.edit.FlagScheduleCommand;
import dev.evenkeel.cli.flag.edit.FlagSegmentsCommand;
import dev.evenkeel.cli.flag.edit.FlagShowCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel flag`: what concerns flags.
@Command(
        name = "flag",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluates flags and explains what they say; brings them from other systems, finds them in code;",
            "looks after the flags of a server."
        },
        subcommands = {
            FlagEvalCommand.class,
            FlagImportCommand.class,
            FlagReferencesCommand.class,
            FlagListCommand.class,
            FlagShowCommand.class,
            FlagApplyCommand.class,
            FlagPutCommand.class,
            FlagDeleteCommand.class,
            FlagKillCommand.class,
            FlagRestoreCommand.class,
            FlagScheduleCommand.class,
            FlagCopyCommand.class,
            FlagHistoryCommand.class,
            FlagDiffCommand.class,
            FlagRevertCommand.class,
            FlagSegmentsCommand.class,
            FlagStaleCommand.class
        })
public final class FlagCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public FlagCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "flag needs a subcommand");
    }
}
