// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.DeclinedException;
import dev.evenkeel.engine.notification.NotificationChannelType;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel channel create` command: creates a notification channel.
@Command(
        description = {
            "Creates a notification channel. Fails if the channel exists.",
            "The secret is the signing key of a webhook (whsec_...), the webhook URL of a chat channel, or the routing",
            "key of PagerDuty. It is read from a file or from EVENKEEL_CHANNEL_SECRET, and is never shown again.",
            "A webhook without a secret gets a new signing key, which is printed once.",
            "",
            "Examples:",
            "  ./evenkeel channel create audit --kind webhook --url https://example.org/hooks/evenkeel",
            "  ./evenkeel channel create payments-oncall --kind slack --secret-file slack-webhook-url",
            "  EVENKEEL_CHANNEL_SECRET=... ./evenkeel channel create pager --kind pagerduty",
            ""
        })
final class ChannelCreateCommand extends AbstractChannelSaveCommand {
    private static final int KEY_BYTES = 32;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            required = true,
            description = "Type of the receiver: ${COMPLETION-CANDIDATES}.")
    private NotificationChannelType kind = NotificationChannelType.WEBHOOK;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (exists(api)) {
            throw new DeclinedException("Channel \"" + name() + "\" already exists. It was not changed. To change it:"
                    + " ./evenkeel channel update " + name());
        }
        String secret = readSecret();
        String generated = secret == null && kind == NotificationChannelType.WEBHOOK ? newKey() : null;
        JsonNode channel =
                save(api, kind, generated == null ? secret : generated).body();
        String text = "Channel " + name() + " created. To send a test message: ./evenkeel channel test " + name();
        return generated == null
                ? new CommandResult(channel, text)
                : new CommandResult(
                        ((ObjectNode) channel).put("generatedSecret", generated),
                        text + System.lineSeparator() + "Signing key, shown only now: " + generated);
    }

    private boolean exists(ServerApiClient api) throws InterruptedException {
        return Stream.of(api.get("/api/v1/notification-channels", NotificationChannelResponse[].class)
                        .value())
                .anyMatch(channel -> channel.name().equals(name().toLowerCase(Locale.ROOT)));
    }

    private static String newKey() {
        byte[] bits = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bits);
        return "whsec_" + Base64.getEncoder().encodeToString(bits);
    }
}
