// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel slo` commands: validate, apply and show SLOs.
@Command(description = "Validate, apply and show SLOs (OpenSLO files), their error budgets and burn rates.")
public final class SloCommand extends CommandGroup {
    public SloCommand() {
        super(
                verb("list", SloListCommand.class),
                verb("show", SloShowCommand.class),
                verb("validate", OpenSloValidateCommand.class),
                verb("apply", SloApplyCommand.class),
                verb("delete", SloDeleteCommand.class),
                verb("history", SloHistoryCommand.class),
                verb("prometheus-rules", SloRulesCommand.class));
    }
}
