// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel tech` commands: manage the technology radar and innovation tokens.
@Command(
        name = "tech",
        mixinStandardHelpOptions = true,
        description = "Manage the technology radar and innovation tokens.")
public final class TechCommand extends CommandGroup {
    public TechCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "create", "move", "apply", "tokens", "sbom-diff");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new TechListCommand();
            case "show" -> new TechShowCommand();
            case "create" -> new TechCreateCommand();
            case "move" -> new TechMoveCommand();
            case "apply" -> new TechApplyCommand();
            case "tokens" -> new TechTokensCommand();
            case "sbom-diff" -> new TechSbomDiffCommand();
            default -> null;
        };
    }
}
