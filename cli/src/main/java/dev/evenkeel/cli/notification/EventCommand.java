// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel event` commands: list and follow events.
@Command(description = "List and watch events, such as rollbacks and incidents.")
public final class EventCommand extends CommandGroup {
    public EventCommand() {
        super(
                Resource.at("/api/v1/events")
                        .list(RecordedEvent[].class, NotificationTextFormatter::formatEvents)
                        .serviceFilter()
                        .limit(50)
                        .verb("list", """
                        Lists events, newest first.

                        Example:
                          ./evenkeel event list --service payments --limit 20
                        """),
                verb("watch", EventWatchCommand.class));
    }
}
