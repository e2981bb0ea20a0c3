// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.gate.ChangeGatesCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel change` commands: check gates for a change, and record, import and report changes.
@Command(
        name = "change",
        mixinStandardHelpOptions = true,
        description = "What stands against a change, which changes there were, and how they turned out.")
public final class ChangeCommand extends CommandGroup {
    public ChangeCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("gates", "list", "record", "import", "evidence", "outcome", "dora");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "gates" -> new ChangeGatesCommand();
            case "list" -> new ChangeListCommand();
            case "record" -> new ChangeRecordCommand();
            case "import" -> new ChangeImportCommand();
            case "evidence" -> new ChangeBeforeAfterCommand();
            case "outcome" -> new ChangeOutcomeSetCommand();
            case "dora" -> new ChangeDoraCommand();
            default -> null;
        };
    }
}
