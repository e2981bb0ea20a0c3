// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/// The `evenkeel event` commands: list and follow events.
@Command(description = "List and watch events, such as rollbacks and incidents.")
public final class EventCommand extends CommandGroup {
    public EventCommand() {
        super(verb("list", EventListCommand.class), verb("watch", EventWatchCommand.class));
    }
}
