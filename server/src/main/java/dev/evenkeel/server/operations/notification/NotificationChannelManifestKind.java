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
import dev.evenkeel.server.foundation.manifest.SingleObjectManifestKind;
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

/// Sinks in files. A secret stands in no file: `{fromEnv: NAME}` in its place names the variable from which
/// whoever applies the file takes it. Where nobody did, the secret that is kept stays.
@Component
class NotificationChannelManifestKind implements SingleObjectManifestKind {
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

    /// A sink as files write it.
    record Spec(
            @JsonProperty(required = true) NotificationChannelType kind,

            @JsonPropertyDescription(
                    "where messages go: a text, or {fromEnv: NAME} for a Slack channel, whose address is its secret")
            @Nullable
            Object url,

            @JsonPropertyDescription("{fromEnv: NAME}: the key that signs messages of a webhook") @Nullable
            Object secret,

            @JsonPropertyDescription("{fromEnv: NAME}: the Integration Key of PagerDuty") @Nullable
            Object routingKey) {}

    @Override
    public KindDescriptor form() {
        return KindDescriptor.of(
                "Sink", 60, Right.ADMINISTER, Spec.class, "Who is told of events: a webhook, Slack, PagerDuty.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> all() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        table.all().forEach(sink -> all.put(ManifestObjectName.of(sink.name()), spec(sink)));
        return all;
    }

    private static ObjectNode spec(NotificationChannel sink) {
        ObjectNode spec = ManifestJsonMapper.EXACT
                .createObjectNode()
                .put("kind", sink.kind().name());
        String secret = switch (sink.kind()) {
            case WEBHOOK -> "secret";
            case SLACK -> "url";
            case PAGERDUTY -> "routingKey";
        };
        if (!secret.equals("url")) {
            spec.put("url", sink.address().toString());
        }
        String variable =
                "EVENKEEL_SINK_" + sink.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        spec.putObject(secret).put(FROM, variable);
        return spec;
    }

    @Override
    public boolean hasSecrets() {
        return true;
    }

    /* With the secrets that were given; where none was, the kept one stays, whatever the variable is called. */
    @Override
    public boolean isInForce(DesiredObject wanted, JsonNode current) {
        NotificationChannel kept = table.find(wanted.name().name()).orElse(null);
        if (kept == null) {
            return false;
        }
        try {
            return NotificationChannelRequest.read(kept.name(), given(wanted.spec()), kept)
                    .sink()
                    .equals(kept);
        } catch (ProblemException e) {
            return false;
        }
    }

    /* Names of hosts are looked up only where the address is another than the one that is kept. */
    @Override
    public void examine(List<DesiredObject> wanted, ValidationErrors faults) {
        for (DesiredObject one : wanted) {
            boolean kept = table.find(one.name().name())
                    .filter(sink -> sink.kind() != NotificationChannelType.SLACK
                            && sink.address()
                                    .toString()
                                    .equals(one.spec().path("url").asString("")))
                    .isPresent();
            if (!kept) {
                ErrorCollector.into(
                        faults,
                        one.pointer(),
                        () -> NotificationChannelRequest.requireAllowed(given(one.spec()), outgoing));
            }
        }
    }

    @Override
    public void put(ManifestObjectName name, JsonNode spec, ManifestChangeContext order) {
        sinks.put(name.name(), with(given(spec), order), order.who());
    }

    /* Without what whoever applied the file could not fill in. */
    private static JsonNode given(JsonNode spec) {
        JsonNode given = spec.deepCopy();
        if (given instanceof ObjectNode object) {
            MAY_BE_SECRET.stream().filter(name -> object.path(name).has(FROM)).forEach(object::remove);
        }
        return given;
    }

    /// A spec as an order with its reason.
    static JsonNode with(JsonNode spec, ManifestChangeContext order) {
        JsonNode body = spec.deepCopy();
        if (body instanceof ObjectNode object) {
            object.put("reason", order.reason());
        }
        return body;
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext order) {
        sinks.delete(name.name(), order.reason(), order.who());
    }
}
