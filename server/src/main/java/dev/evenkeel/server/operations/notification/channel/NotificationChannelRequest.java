// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A sink as somebody orders it.
///
/// @param reason for the ledger
public record NotificationChannelRequest(NotificationChannel sink, String reason) {
    private static final Set<String> FIELDS = Set.of("kind", "url", "secret", "routingKey", "reason");
    private static final URI PAGERDUTY = URI.create("https://events.pagerduty.com");
    private static final String NOTHING = "No sink was changed.";
    private static final int LONGEST_URL = 2_000;

    /// @param former sink of that name, whose secret stays where none is given and nothing else would get it;
    ///     null for none
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong
    public static NotificationChannelRequest read(String name, JsonNode body, @Nullable NotificationChannel former) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(FIELDS);
        ChannelNameValidator.check(name, faults);
        NotificationChannelType kind = former == null ? NotificationChannelType.WEBHOOK : former.kind();
        if (former == null && fields.find("kind") == null) {
            faults.add("/kind", "is missing", "write one of WEBHOOK, SLACK, PAGERDUTY");
        }
        kind = fields.oneOf("kind", NotificationChannelType.class, kind);
        NotificationChannel same = former != null && former.kind() == kind ? former : null;
        NotificationChannel sink = switch (kind) {
            case WEBHOOK -> webhook(name, fields, same);
            case SLACK -> slack(name, fields, same);
            case PAGERDUTY -> pagerDuty(name, fields, same);
        };
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, NOTHING);
        return new NotificationChannelRequest(sink, reason);
    }

    private static NotificationChannel webhook(
            String name, JsonObjectReader fields, @Nullable NotificationChannel former) {
        absent(fields, "routingKey", "a webhook has a secret");
        URI address = address(fields, former == null ? null : former.address());
        String secret = fields.text("secret", former == null ? "" : former.secret());
        if (!WebhookSignature.isKey(secret)) {
            fields.faults()
                    .add(
                            "/secret",
                            secret.isEmpty()
                                    ? "is missing"
                                    : "must be whsec_ and " + WebhookSignature.SHORTEST + " to "
                                            + WebhookSignature.LONGEST + " bytes in Base64",
                            "make one: echo whsec_$(openssl rand -base64 32)");
        }
        return new NotificationChannel(name, NotificationChannelType.WEBHOOK, address, secret);
    }

    /* The address of a channel is its secret. */
    private static NotificationChannel slack(
            String name, JsonObjectReader fields, @Nullable NotificationChannel former) {
        absent(fields, "routingKey", "a channel has only its url");
        absent(fields, "secret", "a channel has only its url");
        URI whole = address(fields, former == null ? null : URI.create(former.secret()));
        return new NotificationChannel(
                name,
                NotificationChannelType.SLACK,
                URI.create(whole.getScheme() + "://" + whole.getRawAuthority()),
                whole.toString());
    }

    /* A key goes to the address for which it was given, and to no other. */
    private static NotificationChannel pagerDuty(
            String name, JsonObjectReader fields, @Nullable NotificationChannel former) {
        absent(fields, "secret", "a service of PagerDuty has a routingKey");
        URI address = address(fields, former == null ? PAGERDUTY : former.address());
        boolean moved = former != null && !former.address().equals(address);
        String key = fields.text("routingKey", former == null || moved ? "" : former.secret());
        if (!key.matches("[A-Za-z0-9]{32}")) {
            fields.faults()
                    .add(
                            "/routingKey",
                            key.isEmpty() ? "is missing" : "must be 32 letters and digits",
                            "give the Integration Key of an Events API v2 integration");
        }
        return new NotificationChannel(name, NotificationChannelType.PAGERDUTY, address, key);
    }

    private static void absent(JsonObjectReader fields, String name, String why) {
        if (fields.find(name) != null) {
            fields.faults().add("/" + name, "does not belong there: " + why, "take it out");
        }
    }

    /* What is wrong with it is said without it: it may be a secret. */
    private static URI address(JsonObjectReader fields, @Nullable URI fallback) {
        String text = fields.text("url", fallback == null ? "" : fallback.toString());
        URI parsed = parse(text);
        if (parsed == null) {
            fields.faults()
                    .add(
                            "/url",
                            text.isEmpty()
                                    ? "is missing"
                                    : "must be an address that begins with http:// or https:// and a host, with no user,"
                                            + " password or fragment in it, of at most " + LONGEST_URL + " characters",
                            "write it like https://example.org/hooks/evenkeel");
            return PAGERDUTY;
        }
        return parsed;
    }

    /// Makes sure that something may be sent to the address that an order names. Looks its name up, so it is
    /// not for within a transaction.
    ///
    /// @throws ValidationException when nothing may
    public static void requireAllowed(JsonNode body, OutboundHttpClient outgoing) {
        URI address = parse(body.path("url").asString(""));
        if (address != null) {
            outgoing.refusal(address).ifPresent(why -> {
                var fault = new Problem.FieldError(
                        "/url", why, "name a public address, or have the server started with it");
                throw new ValidationException(
                        ProblemCode.INVALID,
                        "Nothing may be sent there: " + why + ". " + NOTHING,
                        "Name an address of the public internet, or have the server started with --allow-outgoing.",
                        List.of(fault));
            });
        }
    }

    private static @Nullable URI parse(String text) {
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
