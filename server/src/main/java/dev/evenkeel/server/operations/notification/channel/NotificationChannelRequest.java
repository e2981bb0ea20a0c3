// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request that creates or updates a channel.
///
/// @param reason reason for the audit log
public record NotificationChannelRequest(NotificationChannel channel, String reason) {
    private static final Set<String> FIELDS = Set.of("type", "url", "secret", "routingKey", "reason");
    private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com");
    private static final String NOTHING = "The channel was not changed.";
    private static final int LONGEST_URL = 2_000;

    /// @param previous channel with this name; null for none. Its secret is kept if the request has none and
    ///     the secret would be sent to the same receiver
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    public static NotificationChannelRequest parse(String name, JsonNode body, @Nullable NotificationChannel previous) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        ChannelAndRuleNameValidator.validate(name, errors);
        NotificationChannelType type = previous == null ? NotificationChannelType.WEBHOOK : previous.type();
        if (previous == null && fields.find("type") == null) {
            errors.add("/type", "is missing", "use WEBHOOK, SLACK or PAGERDUTY");
        }
        type = fields.enumValue("type", NotificationChannelType.class, type);
        NotificationChannel same = previous != null && previous.type() == type ? previous : null;
        NotificationChannel channel = switch (type) {
            case WEBHOOK -> webhook(name, fields, same);
            case SLACK -> slack(name, fields, same);
            case PAGERDUTY -> pagerDuty(name, fields, same);
        };
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, NOTHING);
        return new NotificationChannelRequest(channel, reason);
    }

    private static NotificationChannel webhook(
            String name, JsonObjectReader fields, @Nullable NotificationChannel previous) {
        requireAbsent(fields, "routingKey", "a webhook uses secret");
        URI address = address(fields, previous == null ? null : previous.address());
        String secret = fields.text("secret", previous == null ? "" : previous.secret());
        if (!WebhookSignature.isKey(secret)) {
            fields.errors()
                    .add(
                            "/secret",
                            secret.isEmpty()
                                    ? "is missing"
                                    : "must be whsec_ followed by " + WebhookSignature.SHORTEST + " to "
                                            + WebhookSignature.LONGEST + " bytes in Base64",
                            "generate one: echo whsec_$(openssl rand -base64 32)");
        }
        return new NotificationChannel(name, NotificationChannelType.WEBHOOK, address, secret);
    }

    /* The address of a Slack channel is its secret. */
    private static NotificationChannel slack(
            String name, JsonObjectReader fields, @Nullable NotificationChannel previous) {
        requireAbsent(fields, "routingKey", "a Slack channel uses only url");
        requireAbsent(fields, "secret", "a Slack channel uses only url");
        URI whole = address(fields, previous == null ? null : URI.create(previous.secret()));
        return new NotificationChannel(
                name,
                NotificationChannelType.SLACK,
                URI.create(whole.getScheme() + "://" + whole.getRawAuthority()),
                whole.toString());
    }

    /* A key is only ever sent to the address it was given for. */
    private static NotificationChannel pagerDuty(
            String name, JsonObjectReader fields, @Nullable NotificationChannel previous) {
        requireAbsent(fields, "secret", "PagerDuty uses routingKey");
        URI address = address(fields, previous == null ? PAGERDUTY : previous.address());
        boolean moved = previous != null && !previous.address().equals(address);
        String key = fields.text("routingKey", previous == null || moved ? "" : previous.secret());
        if (!key.matches("[A-Za-z0-9]{32}")) {
            fields.errors()
                    .add(
                            "/routingKey",
                            key.isEmpty() ? "is missing" : "must be 32 letters and digits",
                            "give the integration key of a PagerDuty Events API v2 integration");
        }
        return new NotificationChannel(name, NotificationChannelType.PAGERDUTY, address, key);
    }

    private static void requireAbsent(JsonObjectReader fields, String name, String why) {
        if (fields.find(name) != null) {
            fields.errors().add("/" + name, "is not allowed: " + why, "remove the field");
        }
    }

    /* The error must not quote the value: it may be a secret. */
    private static URI address(JsonObjectReader fields, @Nullable URI fallback) {
        String text = fields.text("url", fallback == null ? "" : fallback.toString());
        URI parsed = parseUri(text);
        if (parsed == null) {
            fields.errors()
                    .add(
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
    public static void requireAllowed(JsonNode body, OutboundHttpClient httpClient) {
        URI address = parseUri(body.path("url").asString(""));
        if (address != null) {
            httpClient.findRefusal(address).ifPresent(why -> {
                var fault = new Problem.FieldError("/url", why, "use a public address, or allow this one");
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
