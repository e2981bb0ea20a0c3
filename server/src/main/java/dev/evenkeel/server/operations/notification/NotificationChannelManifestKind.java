// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestJsonMapper;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRequest;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelType;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The manifest kind of notification channels. Files contain no secrets: `{fromEnv: NAME}` in place of a secret
/// names the environment variable that the client reads when it applies the file. If the variable is not set,
/// the stored secret is kept.
@Component
class NotificationChannelManifestKind implements PerObjectManifestKind {
    private static final String FROM = "fromEnv";
    private static final List<String> MAY_BE_SECRET = List.of("url", "secret", "routingKey");

    private final NotificationChannelService sinks;
    private final NotificationChannelRepository table;
    private final OutboundHttpClient outgoing;

    NotificationChannelManifestKind(
            NotificationChannelService sinks, NotificationChannelRepository table, OutboundHttpClient outgoing) {
        this.sinks = sinks;
        this.table = table;
        this.outgoing = outgoing;
    }

    /// A channel as in files.
    record Spec(
            @JsonProperty(required = true) NotificationChannelType type,

            @JsonPropertyDescription(
                    "where messages go: a text, or {fromEnv: NAME} for a Slack channel, whose address is its secret")
            @Nullable
            Object url,

            @JsonPropertyDescription("{fromEnv: NAME}: the key that signs messages of a webhook") @Nullable
            Object secret,

            @JsonPropertyDescription("{fromEnv: NAME}: the Integration Key of PagerDuty") @Nullable
            Object routingKey) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "NotificationChannel",
                60,
                Right.ADMINISTER,
                Spec.class,
                "Who is told of events: a webhook, Slack, PagerDuty.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        table.listAll().forEach(sink -> all.put(ManifestObjectName.of(sink.name()), toSpec(sink)));
        return all;
    }

    private static ObjectNode toSpec(NotificationChannel sink) {
        ObjectNode spec = ManifestJsonMapper.EXACT
                .createObjectNode()
                .put("type", sink.type().name());
        String secret = switch (sink.type()) {
            case WEBHOOK -> "secret";
            case SLACK -> "url";
            case PAGERDUTY -> "routingKey";
        };
        if (!secret.equals("url")) {
            spec.put("url", sink.address().toString());
        }
        String variable =
                "EVENKEEL_CHANNEL_" + sink.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        spec.putObject(secret).put(FROM, variable);
        return spec;
    }

    @Override
    public boolean hasSecrets() {
        return true;
    }

    /* Compares with the given secrets; a missing one equals the stored secret, whatever its variable. */
    @Override
    public boolean isCurrent(DesiredObject wanted, JsonNode current) {
        NotificationChannel kept = table.findByName(wanted.name().name()).orElse(null);
        if (kept == null) {
            return false;
        }
        try {
            return NotificationChannelRequest.parse(kept.name(), withoutUnresolved(wanted.spec()), kept)
                    .channel()
                    .equals(kept);
        } catch (ProblemException e) {
            return false;
        }
    }

    /* Host names are resolved only if the address differs from the stored one. */
    @Override
    public void validateBeforeTransaction(List<DesiredObject> wanted, ValidationErrors faults) {
        for (DesiredObject one : wanted) {
            boolean kept = table.findByName(one.name().name())
                    .filter(sink -> sink.type() != NotificationChannelType.SLACK
                            && sink.address()
                                    .toString()
                                    .equals(one.spec().path("url").asString("")))
                    .isPresent();
            if (!kept) {
                ErrorCollector.collect(
                        faults,
                        one.pointer(),
                        () -> NotificationChannelRequest.requireAllowed(withoutUnresolved(one.spec()), outgoing));
            }
        }
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext order) {
        sinks.save(name.name(), toRequest(withoutUnresolved(spec), order), order.actor());
    }

    /* Removes references to variables that the client could not resolve. */
    private static JsonNode withoutUnresolved(JsonNode spec) {
        JsonNode given = spec.deepCopy();
        if (given instanceof ObjectNode object) {
            MAY_BE_SECRET.stream().filter(name -> object.path(name).has(FROM)).forEach(object::remove);
        }
        return given;
    }

    /// Returns a spec as a request body with a reason.
    static JsonNode toRequest(JsonNode spec, ManifestChangeContext order) {
        JsonNode body = spec.deepCopy();
        if (body instanceof ObjectNode object) {
            object.put("reason", order.reason());
        }
        return body;
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        sinks.delete(name.name(), order.reason(), order.actor());
    }
}
