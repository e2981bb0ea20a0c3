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

/// The OpenFeature provider of Evenkeel: evaluates flags in memory, updates them from the SDK's stream, and
/// emits OpenFeature events when flags or the connection change. Thread-safe. A provider serves one
/// OpenFeature API and cannot be restarted; create a new one after [#shutdown].
///
/// Mapping of SDK states to provider states:
///
/// | SDK | provider | evaluations use |
/// |---|---|---|
/// | [dev.evenkeel.sdk.SdkState.NotReady] | NOT_READY during initialization, then ERROR | PROVIDER_NOT_READY |
/// | [dev.evenkeel.sdk.SdkState.Ready] | READY | the current flags |
/// | [dev.evenkeel.sdk.SdkState.Stale] | STALE | the last known flags |
/// | [dev.evenkeel.sdk.SdkState.InError] | ERROR | the last known flags, if any |
///
/// An evaluation allocates about 90 bytes more than the SDK's own. A context attribute is converted only when
/// a rule reads it. Integers are exact up to 2^53-1; a read that would lose precision returns TYPE_MISMATCH.
public final class EvenkeelProvider extends EventProvider {
    private static final Metadata METADATA = () -> "Evenkeel";
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);
    private static final Evaluation NOT_STARTED =
            Evaluation.error(EvaluationErrorCode.PROVIDER_NOT_READY, "the provider has not been initialized", Map.of());

    private final FlagMetadataCache metadata = new FlagMetadataCache();
    private final ProviderEvaluationConverter resolutions = new ProviderEvaluationConverter(metadata);
    private final ProviderConnection connection;

    /// Creates a provider on an SDK that the caller owns and closes; guarded changes can share it.
    /// Initialization waits up to 2 s for the SDK's first flags.
    public EvenkeelProvider(Evenkeel evenkeel) {
        this(evenkeel, DEFAULT_WAIT);
    }

    /// Creates a provider on an SDK that the caller owns and closes.
    ///
    /// @param longestWait longest time that initialization waits for the SDK's first flags; zero does not
    ///     wait
    public EvenkeelProvider(Evenkeel evenkeel, Duration longestWait) {
        this.connection = ProviderConnection.borrowed(evenkeel, longestWait, new ProviderEventEmitter(this, metadata));
    }

    /// Creates a provider that owns its SDK: starts it at initialization and closes it at shutdown.
    /// Initialization waits for the first flags as [Evenkeel#start] does.
    public EvenkeelProvider(EvenkeelConfig config) {
        this.connection = ProviderConnection.owned(config, new ProviderEventEmitter(this, metadata));
    }

    @Override
    public Metadata getMetadata() {
        return METADATA;
    }

    /// Returns an empty list; hooks of the API, the client and the call run as usual.
    @Override
    @SuppressWarnings("rawtypes") // as OpenFeature declares it
    public List<Hook> getProviderHooks() {
        return List.of();
    }

    /// Connects and waits for flags, at most for the time set in the constructor.
    ///
    /// @throws dev.openfeature.sdk.exceptions.ProviderNotReadyError when no flags arrived in time. The
    ///     provider becomes ready when they arrive later
    /// @throws dev.openfeature.sdk.exceptions.GeneralError when the SDK is in error, such as with an invalid
    ///     key. It still evaluates the flags that it has
    /// @throws dev.openfeature.sdk.exceptions.FatalError after [#shutdown]
    @Override
    public void initialize(EvaluationContext context) throws InterruptedException {
        connection.open();
    }

    /// Stops emitting events, and closes the SDK if the provider owns it.
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

    /// Evaluates a flag with a structured value. Each call returns a new value, which the caller may modify.
    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value otherwise, EvaluationContext context) {
        return resolve(key, FlagValueType.OBJECT, otherwise, context, OpenFeatureValueConverter::toValue);
    }

    /// Counts an event in every rollout whose split currently decides for the context, and reports it to
    /// every experiment with a goal of that name ([Evenkeel#track]). The value comes from the details; the
    /// default is 1.
    @Override
    public void track(String eventName, EvaluationContext context, @Nullable TrackingEventDetails details) {
        Evenkeel evenkeel = connection.evenkeel();
        if (evenkeel != null) {
            Optional<Number> value = details == null ? Optional.empty() : details.getValue();
            evenkeel.track(eventName, value.map(Number::doubleValue).orElse(1.0), toEvenkeelContext(context));
        }
    }

    private <T> ProviderEvaluation<T> resolve(
            String key, FlagValueType type, T otherwise, EvaluationContext context, Function<Object, T> read) {
        return resolutions.convert(key, evaluate(key, context).convertTo(type), otherwise, read);
    }

    private Evaluation evaluate(String key, EvaluationContext context) {
        Evenkeel evenkeel = connection.evenkeel();
        return evenkeel == null ? NOT_STARTED : evenkeel.evaluate(key, toEvenkeelContext(context));
    }

    private static dev.evenkeel.core.flag.EvaluationContext toEvenkeelContext(EvaluationContext context) {
        return dev.evenkeel.core.flag.EvaluationContext.viewOf(new LazyContextAttributes(context));
    }
}
