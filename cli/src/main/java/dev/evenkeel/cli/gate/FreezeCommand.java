// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel freeze` commands: manage the freeze calendar.
@Command(name = "freeze", mixinStandardHelpOptions = true, description = "Manage freeze windows.")
public final class FreezeCommand extends CommandGroup {
    public FreezeCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "apply", "delete", "import", "export");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new FreezeListCommand();
            case "apply" -> new FreezeApplyCommand();
            case "delete" -> new FreezeDeleteCommand();
            case "import" -> new FreezeImportCommand();
            case "export" -> new FreezeExportCommand();
            default -> null;
        };
    }
}
