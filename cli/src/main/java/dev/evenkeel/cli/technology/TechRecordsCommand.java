// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.command.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// `evenkeel tech records`: decision records.
@Command(name = "records", mixinStandardHelpOptions = true, description = "Decision records in Markdown (MADR).")
final class TechRecordsCommand extends Group {
    @Override
    public List<String> verbs() {
        return List.of("list", "show", "create", "import", "export");
    }

    @Override
    public @Nullable Object verb(String verb) {
        return switch (verb) {
            case "list" -> new RecordsListCommand();
            case "show" -> new RecordsShowCommand();
            case "create", "add" -> new RecordsCreateCommand();
            case "import" -> new RecordsImportCommand();
            case "export" -> new RecordsExportCommand();
            default -> null;
        };
    }
}
