// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.api.NotificationApi.PutNotificationChannelRequest;
import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The factory of channels from requests. Its validation errors do not quote addresses and secrets.
public final class NotificationChannelFactory {
    private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com");
    private static final String NOTHING = "The channel was not changed.";
    private static final int LONGEST_URL = 2_000;

    private NotificationChannelFactory() {}

    /// Validates a request.
    ///
    /// @param previous channel with this name; null for none
    /// @throws ValidationException with all validation errors
    public static PutNotificationChannelRequest validate(
            String name, JsonRequest<PutNotificationChannelRequest> body, @Nullable NotificationChannel previous) {
        return body.orThrow(NOTHING, (given, errors) -> {
            ChannelAndRuleNameValidator.validate(name, errors);
            toChannel(name, given, previous, errors);
        });
    }

    /// Creates a channel.
    ///
    /// @param request valid request
    /// @param previous channel with this name; null for none. Its secret is kept if the request has none and
    ///     the secret would be sent to the same receiver
    public static NotificationChannel create(
            String name, PutNotificationChannelRequest request, @Nullable NotificationChannel previous) {
        return toChannel(name, request, previous, new ValidationErrors());
    }

    private static NotificationChannel toChannel(
            String name,
            PutNotificationChannelRequest request,
            @Nullable NotificationChannel previous,
            ValidationErrors errors) {
        if (previous == null && request.type() == null) {
            errors.add("/type", "is missing", "use one of " + Arrays.toString(NotificationChannelType.values()));
        }
        NotificationChannelType type = request.type() == null && previous != null
                ? previous.type()
                : Objects.requireNonNullElse(request.type(), NotificationChannelType.WEBHOOK);
        NotificationChannel same = previous != null && previous.type() == type ? previous : null;
        return switch (type.secretField()) {
            case SECRET -> toWebhook(name, request, same, errors);
            case URL -> withSecretUrl(name, type, request, same, errors);
            case ROUTING_KEY -> toPagerDuty(name, request, same, errors);
        };
    }

    private static NotificationChannel toWebhook(
            String name,
            PutNotificationChannelRequest request,
            @Nullable NotificationChannel previous,
            ValidationErrors errors) {
        requireAbsent("/routingKey", request.routingKey(), "a webhook uses secret", errors);
        URI address = toAddress(request.url(), previous == null ? null : previous.address(), errors);
        String secret = Objects.requireNonNullElse(request.secret(), previous == null ? "" : previous.secret());
        if (!WebhookSignature.isKey(secret)) {
            errors.add(
                    "/secret",
                    secret.isEmpty()
                            ? "is missing"
                            : "must be whsec_ followed by " + WebhookSignature.SHORTEST + " to "
                                    + WebhookSignature.LONGEST + " bytes in Base64",
                    "generate one: echo whsec_$(openssl rand -base64 32)");
        }
        return new NotificationChannel(name, NotificationChannelType.WEBHOOK, address, secret);
    }

    private static NotificationChannel withSecretUrl(
            String name,
            NotificationChannelType type,
            PutNotificationChannelRequest request,
            @Nullable NotificationChannel previous,
            ValidationErrors errors) {
        String why = type + " uses only url";
        requireAbsent("/routingKey", request.routingKey(), why, errors);
        requireAbsent("/secret", request.secret(), why, errors);
        URI whole = toAddress(request.url(), previous == null ? null : URI.create(previous.secret()), errors);
        return new NotificationChannel(
                name, type, URI.create(whole.getScheme() + "://" + whole.getRawAuthority()), whole.toString());
    }

    /* A key is only ever sent to the address it was given for. */
    private static NotificationChannel toPagerDuty(
            String name,
            PutNotificationChannelRequest request,
            @Nullable NotificationChannel previous,
            ValidationErrors errors) {
        requireAbsent("/secret", request.secret(), "PagerDuty uses routingKey", errors);
        URI address = toAddress(request.url(), previous == null ? PAGERDUTY : previous.address(), errors);
        boolean moved = previous != null && !previous.address().equals(address);
        String key =
                Objects.requireNonNullElse(request.routingKey(), previous == null || moved ? "" : previous.secret());
        if (!key.matches("[A-Za-z0-9]{32}")) {
            errors.add(
                    "/routingKey",
                    key.isEmpty() ? "is missing" : "must be 32 letters and digits",
                    "give the integration key of a PagerDuty Events API v2 integration");
        }
        return new NotificationChannel(name, NotificationChannelType.PAGERDUTY, address, key);
    }

    private static void requireAbsent(String pointer, @Nullable String value, String why, ValidationErrors errors) {
        if (value != null) {
            errors.add(pointer, "is not allowed: " + why, "remove the field");
        }
    }

    /* The error must not quote the value: it may be a secret. */
    private static URI toAddress(@Nullable String url, @Nullable URI fallback, ValidationErrors errors) {
        String text = Objects.requireNonNullElse(url, fallback == null ? "" : fallback.toString());
        URI parsed = parseUri(text);
        if (parsed == null) {
            errors.add(
                    "/url",
                    text.isEmpty()
                            ? "is missing"
                            : "must be an http:// or https:// URL with a host, without user, password or"
                                    + " fragment, of at most " + LONGEST_URL + " characters",
                    "use a URL such as https://example.org/hooks/evenkeel");
            return PAGERDUTY;
        }
        return parsed;
    }

    /// Checks that the server may send requests to the address in a body. Resolves the host name, so call it
    /// outside a transaction.
    ///
    /// @throws ValidationException if requests to the address are not allowed
    public static void requireAllowed(JsonRequest<PutNotificationChannelRequest> body, OutboundHttpClient httpClient) {
        PutNotificationChannelRequest given = body.peek();
        URI address = given == null || given.url() == null ? null : parseUri(given.url());
        if (address != null) {
            httpClient.findRefusal(address).ifPresent(why -> {
                var fault = new ValidationError("/url", why, "use a public address, or allow this one");
                throw new ValidationException(
                        ProblemCode.INVALID,
                        "The server may not send requests to this address: " + why + ". " + NOTHING,
                        "Use a public address, or start the server with --allow-outbound.",
                        List.of(fault));
            });
        }
    }

    private static @Nullable URI parseUri(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return http && bare && uri.getHost() != null && text.length() <= LONGEST_URL ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
