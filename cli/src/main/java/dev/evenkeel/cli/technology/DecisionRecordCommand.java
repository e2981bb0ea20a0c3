// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel decision-record` commands: manage decision records (MADR).
@Command(
        name = "decision-record",
        mixinStandardHelpOptions = true,
        description = "List, show, import and export decision records in Markdown (MADR).")
public final class DecisionRecordCommand extends CommandGroup {
    public DecisionRecordCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "import", "export");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new DecisionRecordListCommand();
            case "show" -> new DecisionRecordShowCommand();
            case "import" -> new DecisionRecordImportCommand();
            case "export" -> new DecisionRecordExportCommand();
            default -> null;
        };
    }
}
