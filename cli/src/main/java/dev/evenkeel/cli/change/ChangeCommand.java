// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel change` commands: record, import, compare and report changes.
@Command(
        name = "change",
        mixinStandardHelpOptions = true,
        description = "Record changes from CI/CD, list them, and report their outcomes.")
public final class ChangeCommand extends CommandGroup {
    public ChangeCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "record", "import", "compare", "outcome", "dora");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new ChangeListCommand();
            case "record" -> new ChangeRecordCommand();
            case "import" -> new ChangeImportCommand();
            case "compare" -> new ChangeCompareCommand();
            case "outcome" -> new ChangeOutcomeSetCommand();
            case "dora" -> new ChangeDoraCommand();
            default -> null;
        };
    }
}
