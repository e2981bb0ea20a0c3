// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel notification-rule list` command: lists notification rules.
@Command(
        description = {
            "Lists the notification rules, including the implicit rules of services.",
            "A channel with the name of a service's escalation target or owner has an implicit rule for that service.",
            "",
            "Example:",
            "  ./evenkeel notification-rule list",
            ""
        })
final class NotificationRuleListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode routes = api.get("/api/v1/notification-rules").body();
        return new CommandResult(routes, NotificationTextFormatter.formatRules(routes));
    }
}
