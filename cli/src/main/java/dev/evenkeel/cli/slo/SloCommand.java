// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.command.CommandGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/// The `evenkeel slo` commands: validate, apply and show SLOs.
@Command(
        name = "slo",
        mixinStandardHelpOptions = true,
        description = "Validate, apply and show SLOs (OpenSLO files), their error budgets and burn rates.")
public final class SloCommand extends CommandGroup {
    public SloCommand() {}

    @Override
    public List<String> commandNames() {
        return List.of("list", "show", "validate", "apply", "delete", "history", "prometheus-rules");
    }

    @Override
    public @Nullable Object createCommand(String verb) {
        return switch (verb) {
            case "list" -> new SloListCommand();
            case "show" -> new SloShowCommand();
            case "validate" -> new OpenSloValidateCommand();
            case "apply" -> new SloApplyCommand();
            case "delete" -> new SloDeleteCommand();
            case "history" -> new SloHistoryCommand();
            case "prometheus-rules" -> new SloRulesCommand();
            default -> null;
        };
    }
}
