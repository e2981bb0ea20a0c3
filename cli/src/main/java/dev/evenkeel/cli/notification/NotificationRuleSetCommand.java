// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel route set` command: creates or updates a notification rule.
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a route, or changes it. Without --event it sends the quiet few: rollbacks, breached objectives, holds that are",
            "not part of the plan, and approvals that are wanted.",
            "",
            "Examples:",
            "  ./evenkeel route set payments --sink payments-oncall --service payments",
            "  ./evenkeel route set audit --sink audit --event '*' --hold-after PT0S",
            ""
        })
final class NotificationRuleSetCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", description = "The route.")
    private String name = "";

    @Option(names = "--sink", paramLabel = "NAME", required = true, description = "Where it leads.")
    private String sink = "";

    @Mixin
    private NotificationRuleOptions options = new NotificationRuleOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String order = options.requestBody(sink).put("reason", reason).toString();
        JsonNode route = api.put("/api/v1/notification-rules/" + ServerApiClient.urlEncode(name), order, null)
                .body();
        return new CommandResult(
                route,
                "Route " + name + " is set. What it would have sent of the last day: ./evenkeel route dry-run " + name);
    }
}
