// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.EndIncidentRequest;
import dev.evenkeel.api.IncidentApi.IncidentDetailsFields;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.incident.MitigationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    private MitigationType by = MitigationType.OTHER;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Time of the mitigation (default: now).")
    private @Nullable Instant at;

    @Option(names = "--ignore-firing-alerts", description = AbstractIncidentActionCommand.IGNORE_FIRING_ALERTS)
    private boolean ignoreFiringAlerts;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request =
                new EndIncidentRequest(at, ignoreFiringAlerts ? true : null, IncidentDetailsFields.of(null, null, by));
        return postAction(api, "mitigate", request);
    }
}
