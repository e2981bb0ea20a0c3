// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.openfeature;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import dev.evenkeel.core.flag.FlagValueType;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.TrackingEventDetails;
import dev.openfeature.sdk.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Evenkeel's flags for OpenFeature: evaluates in memory, keeps current by the SDK's stream, and tells
/// OpenFeature when flags or the connection change. Thread-safe. Serves one OpenFeature API, once; after
/// [#shutdown] make a new one.
///
/// What a state of the SDK is in OpenFeature:
///
/// | SDK | provider | evaluations |
/// |---|---|---|
/// | [dev.evenkeel.sdk.SdkState.NotReady] | NOT_READY while initialization waits, then ERROR |
/// PROVIDER_NOT_READY | | [dev.evenkeel.sdk.SdkState.Ready] | READY | by the current flags | |
/// [dev.evenkeel.sdk.SdkState.Stale] | STALE | by the last known flags | |
/// [dev.evenkeel.sdk.SdkState.InError] | ERROR | by the last known flags, if any |
///
/// An evaluation costs, besides the SDK's own, about 90 bytes; an attribute of the context is converted
/// when a rule asks for it. Integers are exact up to 2^53-1; a read that would lose something is a
/// TYPE_MISMATCH.
public final class EvenkeelProvider extends EventProvider {
    private static final Metadata METADATA = () -> "Evenkeel";
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);
    private static final Evaluation NOT_STARTED =
            Evaluation.error(EvaluationErrorCode.PROVIDER_NOT_READY, "the provider has not been initialized", Map.of());

    private final FlagMetadataCache metadata = new FlagMetadataCache();
    private final ProviderEvaluationConverter resolutions = new ProviderEvaluationConverter(metadata);
    private final ProviderConnection connection;

    /// A provider on an SDK that belongs to the caller, who closes it; guarded changes can use the same
    /// one. Initialization waits up to 2 s for the SDK's first flags.
    public EvenkeelProvider(Evenkeel evenkeel) {
        this(evenkeel, DEFAULT_WAIT);
    }

    /// A provider on an SDK that belongs to the caller, who closes it.
    ///
    /// @param longestWait of initialization, for the SDK's first flags; zero does not wait
    public EvenkeelProvider(Evenkeel evenkeel, Duration longestWait) {
        this.connection = ProviderConnection.borrowed(evenkeel, longestWait, new ProviderEventEmitter(this, metadata));
    }

    /// A provider with an SDK of its own, which starts at initialization and is closed at shutdown.
    /// Initialization waits for the first flags as [Evenkeel#start] does.
    public EvenkeelProvider(EvenkeelConfig config) {
        this.connection = ProviderConnection.owned(config, new ProviderEventEmitter(this, metadata));
    }

    @Override
    public Metadata getMetadata() {
        return METADATA;
    }

    /// None: hooks of the API, the client and the call run as everywhere.
    @Override
    @SuppressWarnings("rawtypes") // as OpenFeature declares it
    public List<Hook> getProviderHooks() {
        return List.of();
    }

    /// Connects and waits for flags, not for longer than the constructor says.
    ///
    /// @throws dev.openfeature.sdk.exceptions.ProviderNotReadyError when none came in time. They may come
    ///     later; the provider is then ready by itself
    /// @throws dev.openfeature.sdk.exceptions.GeneralError when the SDK is in error, such as with a
    ///     wrong key. Flags that it has are evaluated all the same
    /// @throws dev.openfeature.sdk.exceptions.FatalError after [#shutdown]
    @Override
    public void initialize(EvaluationContext context) throws InterruptedException {
        connection.open();
    }

    /// Tells no more events, and closes the SDK if it is the provider's own.
    @Override
    public void shutdown() {
        connection.close();
        super.shutdown();
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean otherwise, EvaluationContext context) {
        return resolve(key, FlagValueType.BOOLEAN, otherwise, context, value -> (Boolean) value);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String otherwise, EvaluationContext context) {
        return resolve(key, FlagValueType.STRING, otherwise, context, value -> (String) value);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer otherwise, EvaluationContext context) {
        return resolve(key, FlagValueType.INT, otherwise, context, value -> (Integer) value);
    }

    @Override
    public ProviderEvaluation<Long> getLongEvaluation(String key, Long otherwise, EvaluationContext context) {
        return resolve(key, FlagValueType.LONG, otherwise, context, value -> (Long) value);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double otherwise, EvaluationContext context) {
        return resolve(key, FlagValueType.DOUBLE, otherwise, context, value -> (Double) value);
    }

    /// The value is made for each call and belongs to the caller.
    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value otherwise, EvaluationContext context) {
        return resolve(key, FlagValueType.OBJECT, otherwise, context, OpenFeatureValueConverter::of);
    }

    /// Counts an event in every rollout whose split decides for the context now, and tells it to every
    /// experiment with a goal of that name ([Evenkeel#track]), with the value among the details, else
    /// with 1.
    @Override
    public void track(String eventName, EvaluationContext context, @Nullable TrackingEventDetails details) {
        Evenkeel evenkeel = connection.evenkeel();
        if (evenkeel != null) {
            Optional<Number> value = details == null ? Optional.empty() : details.getValue();
            evenkeel.track(eventName, value.map(Number::doubleValue).orElse(1.0), converted(context));
        }
    }

    private <T> ProviderEvaluation<T> resolve(
            String key, FlagValueType type, T otherwise, EvaluationContext context, Function<Object, T> read) {
        return resolutions.of(key, evaluate(key, context).as(type), otherwise, read);
    }

    private Evaluation evaluate(String key, EvaluationContext context) {
        Evenkeel evenkeel = connection.evenkeel();
        return evenkeel == null ? NOT_STARTED : evenkeel.evaluate(key, converted(context));
    }

    private static dev.evenkeel.core.flag.EvaluationContext converted(EvaluationContext context) {
        return dev.evenkeel.core.flag.EvaluationContext.viewOf(new LazyContextAttributes(context));
    }
}
