// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.change;

import dev.evenkeel.api.ChangeApi.ChangesResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The `evenkeel change list` command: lists changes.
@Command(
        description = {
            "Lists recorded changes and their outcomes, newest first.",
            "",
            "Example:",
            "  ./evenkeel change list --service payments --deployed-in production",
            ""
        })
final class ChangeListCommand extends AbstractServerCommand {
    @Mixin
    private ChangeFilterOptions period = new ChangeFilterOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var response = api.get("/api/v1/changes" + period.query(), ChangesResponse.class);
        return new CommandResult(
                response.body(), ChangeTextFormatter.formatList(response.value().changes()));
    }
}
