// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel slo` commands: manage service level objectives.
@Command(
        name = "slo",
        mixinStandardHelpOptions = true,
        description = "Keeps objectives of services: OpenSLO files, error budgets, burn rates.")
public final class SloCommand extends CommandGroup {
    public SloCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("check", "rules", "apply", "list", "show", "delete", "weeks");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "check" -> new OpenSloValidateCommand();
            case "rules" -> new SloRulesCommand();
            case "apply" -> new SloApplyCommand();
            case "list" -> new SloListCommand();
            case "show" -> new SloShowCommand();
            case "delete" -> new SloDeleteCommand();
            case "weeks" -> new SloWeeklyCountsCommand();
            default -> null;
        };
    }
}
