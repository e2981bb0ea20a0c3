// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleDryRunResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationRuleRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel notification-rule dry-run` command: shows what a notification rule would have sent.
@Command(
        description = {
            "Shows which recent events a rule would have sent, and in how many messages.",
            "Sends nothing. With --channel, you can try a rule before you create it.",
            "",
            "Examples:",
            "  ./evenkeel notification-rule dry-run payments",
            "  ./evenkeel notification-rule dry-run --channel pager --severity PAGE --event incident --hours 168",
            ""
        })
final class NotificationRuleDryRunCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of an existing rule.")
    private @Nullable String name;

    @Option(names = "--channel", paramLabel = "NAME", description = "Existing channel of a new rule to try.")
    private @Nullable String channel;

    @Mixin
    private NotificationRuleOptions options = new NotificationRuleOptions();

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "Number of past hours (default: 24).")
    private int hours;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if ((name == null) == (channel == null)) {
            throw usageError("Name a rule or give --channel, not both.");
        }
        PutNotificationRuleRequest rule = channel == null
                ? options.toRequest(
                        api.get(
                                        "/api/v1/notification-rules/" + ServerApiClient.urlEncode(String.valueOf(name)),
                                        NotificationRuleResponse.class)
                                .value(),
                        null,
                        null)
                : options.toRequest(channel, null);
        var run = api.postQuery(
                "/api/v1/notification-rules/dry-run?hours=" + hours, rule, NotificationRuleDryRunResponse.class);
        return new CommandResult(run.body(), text(run.value()));
    }

    private static String text(NotificationRuleDryRunResponse run) {
        String lead = "Events since " + TextTable.formatInstant(run.since()) + ": " + run.evaluatedEvents()
                + ". The rule would have sent " + run.events().size() + " of them, in " + run.messages()
                + (run.messages() == 1 ? " message." : " messages.");
        if (run.events().isEmpty()) {
            return lead;
        }
        var textTable = new TextTable("TIME", "SEVERITY", "EVENT", "SERVICE", "TITLE");
        run.events()
                .forEach(event -> textTable.addRow(
                        TextTable.formatInstant(event.at()),
                        event.severity().name(),
                        event.kind(),
                        event.service(),
                        event.title()));
        return lead + System.lineSeparator() + System.lineSeparator() + textTable;
    }
}
