// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel code-reference` commands: manage uploaded scans of source code for flag keys.
@Command(
        name = "code-reference",
        mixinStandardHelpOptions = true,
        description = "Manage uploaded scans of source code for flag keys.")
public final class CodeReferenceCommand extends CommandGroup {
    public CodeReferenceCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "upload", "delete");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new CodeReferenceListCommand();
            case "upload" -> new CodeReferenceUploadCommand();
            case "delete" -> new CodeReferenceDeleteCommand();
            default -> null;
        };
    }
}
