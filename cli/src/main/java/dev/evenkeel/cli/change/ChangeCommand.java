// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.gate.ChangeGatesCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `evenkeel change`: what stands against a change, which there were, and how they turned out.
@Command(
        name = "change",
        mixinStandardHelpOptions = true,
        description = "What stands against a change, which changes there were, and how they turned out.",
        subcommands = {
            ChangeGatesCommand.class,
            ChangeListCommand.class,
            ChangeRecordCommand.class,
            ChangeImportCommand.class,
            ChangeEvidenceCommand.class,
            ChangeOutcomeCommand.class,
            ChangeDoraCommand.class
        })
public final class ChangeCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    /// Created by picocli.
    public ChangeCommand() {}

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "change needs a subcommand");
    }
}
