// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The `evenkeel release resume` command: resumes releases.
@Command(
        description = {
            "Resumes paused releases.",
            "",
            "Example:",
            "  ./evenkeel release resume --reason \"payments work again\"",
            ""
        })
final class ReleaseResumeCommand extends AbstractServerCommand {
    @Mixin
    private ReleasePauseOptions releasePauseOptions = new ReleasePauseOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var pauses = api.post(
                environmentPath("/releases/resume"), releasePauseOptions.request(), ReleasePauseListResponse.class);
        return new CommandResult(pauses.body(), GateTextFormatter.formatReleasePauses(pauses.value()));
    }
}
