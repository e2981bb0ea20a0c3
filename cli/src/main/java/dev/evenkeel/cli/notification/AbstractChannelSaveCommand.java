// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A base class of commands that create or update a channel.
abstract class AbstractChannelSaveCommand extends AbstractServerCommand {
    /// The type of the receiver.
    enum ChannelType {
        WEBHOOK("secret"),
        SLACK("url"),
        PAGERDUTY("routingKey");

        private final String secretField;

        ChannelType(String secretField) {
            this.secretField = secretField;
        }
    }

    @Parameters(paramLabel = "NAME", description = "Name of the channel.")
    private String name = "";

    @Mixin
    private ChannelSecretOptions options = new ChannelSecretOptions();

    /// Returns the API path of the channel.
    final String channelPath() {
        return "/api/v1/notification-channels/" + ServerApiClient.urlEncode(name);
    }

    /// Returns the name of the channel.
    final String name() {
        return name;
    }

    /// Returns the secret from the file or the variable; empty without one.
    final String readSecret() {
        if (options.secretFile != null) {
            return readFile("--secret-file", options.secretFile).strip();
        }
        String given = System.getenv(ChannelSecretOptions.VARIABLE);
        return given == null ? "" : given.strip();
    }

    /// Saves the channel.
    ///
    /// @param secret empty to keep the stored one
    final JsonNode save(ServerApiClient api, ChannelType type, String secret) throws InterruptedException {
        if (type == ChannelType.SLACK && options.url != null) {
            throw usageError("--url is not allowed for Slack, because the webhook URL is the secret. Use --secret-file"
                    + " or " + ChannelSecretOptions.VARIABLE + ".");
        }
        ObjectNode body =
                ServerApiClient.JSON.createObjectNode().put("type", type.name()).put("reason", options.reason);
        if (options.url != null) {
            body.put("url", options.url);
        }
        if (!secret.isEmpty()) {
            body.put(type.secretField, secret);
        }
        return api.put(channelPath(), body.toString(), null).body();
    }
}
