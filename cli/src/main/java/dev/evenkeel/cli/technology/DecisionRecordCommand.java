// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel tech records` commands: manage decision records.
@Command(name = "records", mixinStandardHelpOptions = true, description = "Decision records in Markdown (MADR).")
final class DecisionRecordCommand extends CommandGroup {
    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "create", "import", "export");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new DecisionRecordListCommand();
            case "show" -> new DecisionRecordShowCommand();
            case "create", "add" -> new DecisionRecordCreateCommand();
            case "import" -> new DecisionRecordImportCommand();
            case "export" -> new DecisionRecordExportCommand();
            default -> null;
        };
    }
}
