// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel incident follow-up` commands: create, check and complete follow-ups of an incident.
@Command(description = "Create, check and complete follow-ups of an incident.")
final class FollowUpCommand extends CommandGroup {
    FollowUpCommand() {
        super(
                verb("create", FollowUpCreateCommand.class),
                verb("check", FollowUpCheckCommand.class),
                verb("complete", FollowUpCompleteCommand.class));
    }
}
