// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel route list` command: lists notification rules.
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists all routes, those that follow from a service's escalation target or owner among them.",
            "",
            "Example:",
            "  ./evenkeel route list",
            ""
        })
final class NotificationRuleListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode routes = api.get("/api/v1/notification-rules").body();
        return new CommandResult(routes, NotificationTextFormatter.formatRules(routes));
    }
}
