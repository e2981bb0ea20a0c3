// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident mitigate` command: marks an incident as mitigated.
@Command(
        description = {
            "Marks an incident as mitigated: users are no longer affected.",
            "",
            "Example:",
            "  ./evenkeel incident mitigate i-5f0c2b7e9a1d4c38 --by ROLLBACK",
            ""
        })
final class IncidentMitigateCommand extends AbstractIncidentActionCommand {
    @Option(
            names = "--by",
            paramLabel = "ACTION",
            required = true,
            description =
                    "Mitigation: ROLLBACK, FIX, ISOLATION, FLOW_CONTROL, SCALING, REPLACEMENT, SELF_HEALING, FAILOVER"
                            + " or OTHER.")
    private String by = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "Time of the mitigation (default: now).")
    private String at = "";

    @Option(names = "--ignore-firing-alerts", description = AbstractIncidentActionCommand.IGNORE_FIRING_ALERTS)
    private boolean ignoreFiringAlerts;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = endBody(ignoreFiringAlerts).put("mitigation", by);
        return postAction(api, "mitigate", at.isEmpty() ? body : body.put("at", at));
    }
}
