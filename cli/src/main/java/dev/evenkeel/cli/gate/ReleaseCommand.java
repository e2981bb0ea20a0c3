// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.api.ReleasePauseApi.ReleasePauseListResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel release` commands: pause and resume the releases of an environment, or of one service in it.
@Command(description = "Pause and resume the rollouts of an environment or of one service.")
public final class ReleaseCommand extends CommandGroup {
    public ReleaseCommand() {
        super(
                verb("pause", ReleasePauseCommand.class),
                verb("resume", ReleaseResumeCommand.class),
                Resource.inEnvironment("/release-pauses")
                        .list(ReleasePauseListResponse.class, GateTextFormatter::formatReleasePauses)
                        .verb("status", """
                        Lists the paused releases of an environment, with user, time and reason.

                        Example:
                          ./evenkeel release status --environment production
                        """));
    }
}
