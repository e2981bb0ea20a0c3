// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.DoraMetricsResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The `evenkeel change dora` command: shows the DORA metrics of a team.
@Command(
        description = {
            "Shows the DORA metrics of a period, with 95%% intervals for rates.",
            "",
            "Example:",
            "  ./evenkeel change dora --service payments --from 2026-07-01T00:00:00Z --to 2026-10-01T00:00:00Z",
            ""
        })
final class ChangeDoraCommand extends AbstractServerCommand {
    @Mixin
    private ChangeFilterOptions period = new ChangeFilterOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.get("/api/v1/dora" + period.query(), DoraMetricsResponse.class);
        return new CommandResult(response.body(), ChangeTextFormatter.formatDoraMetrics(response.value()));
    }
}
