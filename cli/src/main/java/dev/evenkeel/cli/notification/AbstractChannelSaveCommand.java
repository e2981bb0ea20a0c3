// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.notification;

import dev.evenkeel.api.NotificationApi.NotificationChannelResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationChannelRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.engine.notification.NotificationChannelType.SecretField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A base class of commands that create or update a channel.
abstract class AbstractChannelSaveCommand extends AbstractServerCommand {
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

    /// Returns the secret from the file or the variable; null without one.
    final @Nullable String readSecret() {
        String given = options.secretFile == null
                ? System.getenv(ChannelSecretOptions.VARIABLE)
                : readFile("--secret-file", options.secretFile);
        return given == null || given.isBlank() ? null : given.strip();
    }

    /// Saves the channel.
    ///
    /// @param secret null to keep the stored one
    final TypedResponse<NotificationChannelResponse> save(
            ServerApiClient api, NotificationChannelType type, @Nullable String secret) throws InterruptedException {
        SecretField field = type.secretField();
        if (field == SecretField.URL && options.url != null) {
            throw usageError("--url is not allowed for " + type.receiver() + ", because the URL is the secret. Use"
                    + " --secret-file or " + ChannelSecretOptions.VARIABLE + ".");
        }
        var request = new PutNotificationChannelRequest(
                type,
                field == SecretField.URL ? secret : options.url,
                field == SecretField.SECRET ? secret : null,
                field == SecretField.ROUTING_KEY ? secret : null,
                options.reason);
        return api.put(channelPath(), request, NotificationChannelResponse.class);
    }
}
