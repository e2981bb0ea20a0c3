// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.evenkeel.api.NotificationApi.PutNotificationChannelRequest;
import dev.evenkeel.engine.notification.NotificationChannelType;
import dev.evenkeel.engine.notification.NotificationChannelType.SecretField;
import dev.evenkeel.files.json.JsonTextParser;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.manifest.DesiredObject;
import dev.evenkeel.server.foundation.manifest.ErrorCollector;
import dev.evenkeel.server.foundation.manifest.KindDescriptor;
import dev.evenkeel.server.foundation.manifest.ManifestChangeContext;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.PerObjectManifestKind;
import dev.evenkeel.server.foundation.problems.ProblemException;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.request.JsonRequestBinder;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.foundation.web.OutboundHttpClient;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelFactory;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
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

    private final NotificationChannelService channels;
    private final NotificationChannelRepository repository;
    private final OutboundHttpClient httpClient;
    private final JsonRequestBinder binder;

    NotificationChannelManifestKind(
            NotificationChannelService channels,
            NotificationChannelRepository repository,
            OutboundHttpClient httpClient,
            JsonRequestBinder binder) {
        this.channels = channels;
        this.repository = repository;
        this.httpClient = httpClient;
        this.binder = binder;
    }

    /// A channel as in files.
    record Spec(
            @JsonProperty(required = true) NotificationChannelType type,

            @JsonPropertyDescription("URL of the receiver; {fromEnv: NAME} where the URL is the secret") @Nullable
            Object url,

            @JsonPropertyDescription("{fromEnv: NAME}: signing key of a webhook") @Nullable
            Object secret,

            @JsonPropertyDescription("{fromEnv: NAME}: PagerDuty integration key") @Nullable
            Object routingKey) {}

    @Override
    public KindDescriptor descriptor() {
        return KindDescriptor.of(
                "NotificationChannel",
                60,
                Right.ADMINISTER,
                Spec.class,
                "A receiver of notifications: a program, a chat channel or the person on call.");
    }

    @Override
    public SortedMap<ManifestObjectName, JsonNode> listSpecs() {
        SortedMap<ManifestObjectName, JsonNode> all = new TreeMap<>();
        repository.listAll().forEach(channel -> all.put(ManifestObjectName.of(channel.name()), toSpec(channel)));
        return all;
    }

    private static ObjectNode toSpec(NotificationChannel channel) {
        ObjectNode spec = JsonTextParser.STRICT
                .createObjectNode()
                .put("type", channel.type().name());
        SecretField secret = channel.type().secretField();
        if (secret != SecretField.URL) {
            spec.put("url", channel.address().toString());
        }
        String variable =
                "EVENKEEL_CHANNEL_" + channel.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        spec.putObject(secret.wireName()).put(FROM, variable);
        return spec;
    }

    @Override
    public boolean hasSecrets() {
        return true;
    }

    /* Compares with the given secrets; a missing one equals the stored secret, whatever its variable. */
    @Override
    public boolean isCurrent(DesiredObject desired, JsonNode current) {
        NotificationChannel notificationChannel =
                repository.findByName(desired.name().name()).orElse(null);
        if (notificationChannel == null) {
            return false;
        }
        try {
            String name = notificationChannel.name();
            PutNotificationChannelRequest request =
                    NotificationChannelFactory.validate(name, bind(desired.spec()), notificationChannel);
            return NotificationChannelFactory.create(name, request, notificationChannel)
                    .equals(notificationChannel);
        } catch (ProblemException e) {
            return false;
        }
    }

    /* Host names are resolved only if the address differs from the stored one. */
    @Override
    public void validateBeforeTransaction(List<DesiredObject> wanted, ValidationErrors errors) {
        for (DesiredObject desired : wanted) {
            boolean kept = repository
                    .findByName(desired.name().name())
                    .filter(channel -> channel.type().secretField() != SecretField.URL
                            && channel.address()
                                    .toString()
                                    .equals(desired.spec().path("url").asString("")))
                    .isPresent();
            if (!kept) {
                ErrorCollector.collect(
                        errors,
                        desired.pointer(),
                        () -> NotificationChannelFactory.requireAllowed(bind(desired.spec()), httpClient));
            }
        }
    }

    @Override
    public void apply(ManifestObjectName name, JsonNode spec, ManifestChangeContext context) {
        channels.save(name.name(), bind(toRequest(spec, context)), context.actor());
    }

    private JsonRequest<PutNotificationChannelRequest> bind(JsonNode spec) {
        return binder.bind(PutNotificationChannelRequest.class, withoutUnresolved(spec));
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
    static JsonNode toRequest(JsonNode spec, ManifestChangeContext context) {
        JsonNode body = spec.deepCopy();
        if (body instanceof ObjectNode object) {
            object.put("reason", context.reason());
        }
        return body;
    }

    @Override
    public void delete(ManifestObjectName name, ManifestChangeContext context) {
        channels.delete(name.name(), context.reason(), context.actor());
    }
}
