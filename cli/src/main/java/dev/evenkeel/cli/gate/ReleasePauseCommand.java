// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The `evenkeel release pause` command: pauses releases.
@Command(
        description = {
            "Pauses releases: no rollout starts, advances or completes until you resume them.",
            "Rollbacks still run. Without --service, all services of the environment are paused. The pause does not",
            "affect flags with an override of release-pause, or an environment that does not require this gate.",
            "",
            "Examples:",
            "  ./evenkeel release pause --reason \"payments fail\"",
            "  ./evenkeel release pause --service payments --environment production --reason \"payments fail\"",
            ""
        })
final class ReleasePauseCommand extends AbstractServerCommand {
    @Mixin
    private ReleasePauseOptions releasePauseOptions = new ReleasePauseOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var pauses = api.post(
                environmentPath("/releases/pause"), releasePauseOptions.request(), ReleasePauseListResponse.class);
        return new CommandResult(pauses.body(), GateTextFormatter.formatReleasePauses(pauses.value()));
    }
}
