// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;

/// The `evenkeel channel update` command: changes the address or secret of a notification channel.
@Command(
        description = {
            "Changes the URL or the secret of a notification channel. Options that you omit are unchanged; a new URL",
            "of PagerDuty also requires the key.",
            "The secret is the signing key of a webhook (whsec_...), the webhook URL of a chat channel, or the routing",
            "key of PagerDuty. It is read from a file or from EVENKEEL_CHANNEL_SECRET, and is never shown again.",
            "",
            "Example:",
            "  ./evenkeel channel update audit --url https://example.org/hooks/audit --reason \"new receiver\"",
            ""
        })
final class ChannelUpdateCommand extends AbstractChannelSaveCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        NotificationChannelResponse stored =
                api.get(channelPath(), NotificationChannelResponse.class).value();
        return new CommandResult(
                save(api, stored.type(), readSecret()).body(),
                "Channel " + name() + " updated. To send a test message: ./evenkeel channel test " + name());
    }
}
