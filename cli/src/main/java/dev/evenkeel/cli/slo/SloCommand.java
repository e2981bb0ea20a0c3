// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel slo` commands: validate, apply and show SLOs.
@Command(description = "Validate, apply and show SLOs (OpenSLO files), their error budgets and burn rates.")
public final class SloCommand extends CommandGroup {
    private static final Resource SLOS = Resource.at("/api/v1/slos").argument("NAME", "Name of the SLO.");

    public SloCommand() {
        super(
                verb("list", SloListCommand.class),
                SLOS.show(SloStatusResponse.class, SloTextFormatter::format).verb("show", """
                        Shows an SLO: error budget, and burn rates of each alert rule with their threshold.

                        Example:
                          ./evenkeel slo show web-availability
                        """),
                verb("validate", OpenSloValidateCommand.class),
                verb("apply", SloApplyCommand.class),
                SLOS.delete("SLO %s", "deleted").reason().verb("delete", """
                        Deletes an SLO.
                        Its error budget no longer blocks changes. Its history and past alerts remain.

                        Example:
                          ./evenkeel slo delete web-availability --reason "the service was retired"
                        """),
                verb("history", SloHistoryCommand.class),
                verb("prometheus-rules", SloRulesCommand.class));
    }
}
