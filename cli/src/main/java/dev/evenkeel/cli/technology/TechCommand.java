// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel tech` commands: manage the technology register and its innovation tokens.
@Command(
        name = "tech",
        mixinStandardHelpOptions = true,
        description = "The technology register: rings and their moves, innovation tokens, decision records.")
public final class TechCommand extends CommandGroup {
    public TechCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "create", "apply", "move", "tokens", "sbom-diff", "records");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new TechListCommand();
            case "show" -> new TechShowCommand();
            case "create", "add" -> new TechCreateCommand();
            case "apply" -> new TechApplyCommand();
            case "move" -> new TechMoveCommand();
            case "tokens" -> new TechTokensCommand();
            case "sbom-diff" -> new TechSbomDiffCommand();
            case "records" -> new DecisionRecordCommand();
            default -> null;
        };
    }
}
