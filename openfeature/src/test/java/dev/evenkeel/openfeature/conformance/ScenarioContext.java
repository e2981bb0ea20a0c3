// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature.conformance;

import dev.evenkeel.openfeature.EvenkeelProvider;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.FlagEvaluationOptions;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.FatalError;
import dev.openfeature.sdk.exceptions.ProviderNotReadyError;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// State that the steps of one scenario share: an isolated OpenFeature API with a provider, and the
/// requested flag.
final class ScenarioContext {
    private static ScenarioContext current = new ScenarioContext();

    final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    Client client = api.getClient();
    final MutableContext context = new MutableContext();
    private @Nullable FlagRequest request;
    private @Nullable FlagEvaluationDetails<?> details;

    /// A flag to be evaluated.
    ///
    /// @param type as the features name it, in lower case
    record FlagRequest(String type, String key, String fallback) {}

    static ScenarioContext current() {
        return current;
    }

    static void begin() {
        current = new ScenarioContext();
    }

    void end() {
        api.shutdown();
    }

    /// Registers a provider that is in a state for a reason it can have.
    void register(String state) {
        switch (state) {
            case "stable" -> register(specFlags());
            case "stale" -> {
                FakeEvenkeel flags = specFlags();
                register(flags);
                flags.setState(new SdkState.Stale("the server is silent, for a test"));
            }
            case "not ready" -> {
                api.setProvider(state, new EvenkeelProvider(new FakeEvenkeel(), Duration.ofMinutes(1)));
                client = api.getClient(state);
            }
            case "error" -> {
                try {
                    api.setProviderAndWait(state, new EvenkeelProvider(new FakeEvenkeel(), Duration.ZERO));
                } catch (ProviderNotReadyError expected) {
                    client = api.getClient(state);
                }
            }
            case "fatal" -> {
                var provider = new EvenkeelProvider(specFlags());
                provider.shutdown();
                try {
                    api.setProviderAndWait(state, provider);
                } catch (FatalError expected) {
                    client = api.getClient(state);
                }
            }
            default -> throw new IllegalArgumentException("no provider is " + state);
        }
    }

    void register(Evenkeel evenkeel) {
        api.setProviderAndWait(new EvenkeelProvider(evenkeel));
        client = api.getClient();
    }

    private static FakeEvenkeel specFlags() {
        var flags = new FakeEvenkeel();
        flags.load(SpecFlags.definition());
        return flags;
    }

    void request(FlagRequest newRequest) {
        request = newRequest;
    }

    FlagEvaluationDetails<?> details() {
        return Objects.requireNonNull(details, "no flag was evaluated");
    }

    void evaluate() {
        evaluate(context, FlagEvaluationOptions.builder().build());
    }

    void evaluate(EvaluationContext merged, FlagEvaluationOptions options) {
        FlagRequest flag = Objects.requireNonNull(request, "no flag was requested");
        String key = flag.key();
        String fallback = flag.fallback();
        details = switch (flag.type()) {
            case "boolean" -> client.getBooleanDetails(key, Boolean.valueOf(fallback), merged, options);
            case "string" -> client.getStringDetails(key, fallback, merged, options);
            case "integer" -> client.getIntegerDetails(key, Integer.valueOf(fallback), merged, options);
            case "float" -> client.getDoubleDetails(key, Double.valueOf(fallback), merged, options);
            case "object" -> client.getObjectDetails(key, objectValue(fallback), merged, options);
            default -> throw new IllegalArgumentException("no flag is of type " + flag.type());
        };
    }

    /// A text of the features as a value of the requested type.
    Object expected(String text) {
        return switch (Objects.requireNonNull(request).type()) {
            case "boolean" -> Boolean.valueOf(text);
            case "integer" -> Integer.valueOf(text);
            case "float" -> Double.valueOf(text);
            case "object" -> SpecFlags.object(text);
            default -> text;
        };
    }

    /// The evaluation's value as plain Java.
    static @Nullable Object toJava(@Nullable Object value) {
        return value instanceof Value object ? object.asStructure().asObjectMap() : value;
    }

    private static Value objectValue(String json) {
        Map<String, Value> members = new HashMap<>();
        SpecFlags.object(json).forEach((name, value) -> members.put(name, Value.objectToValue(value)));
        return new Value(new dev.openfeature.sdk.ImmutableStructure(members));
    }
}
