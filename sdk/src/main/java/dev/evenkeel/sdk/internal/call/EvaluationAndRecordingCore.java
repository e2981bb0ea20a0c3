// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.core.wire.UnitOutcome;
import dev.evenkeel.sdk.CallStartListener;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ListenerRegistration;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.ShadowCallMarker;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.internal.delivery.ActiveFlags;
import dev.evenkeel.sdk.internal.delivery.EvenkeelListeners;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.delivery.SingleListenerNotifier;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorCounter;
import dev.evenkeel.sdk.internal.outcome.CandidateLimitEvent;
import dev.evenkeel.sdk.internal.outcome.ExperimentRecorder;
import dev.evenkeel.sdk.internal.outcome.MetricReading;
import dev.evenkeel.sdk.internal.outcome.OutcomeAggregatorLimits;
import dev.evenkeel.sdk.internal.outcome.OutcomeRecorder;
import dev.evenkeel.sdk.internal.outcome.SettlementTokenPayload;
import dev.evenkeel.sdk.internal.outcome.ShadowDifferenceBuffer;
import dev.evenkeel.sdk.internal.shadow.ShadowCallRunner;
import dev.evenkeel.sdk.internal.shadow.ShadowExecutorFactory;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedExperiment;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The part of the SDK on the caller's path: active flags and recording of outcomes, without any I/O.
/// Thread-safe.
public final class EvaluationAndRecordingCore {
    private static final Evaluation NOT_READY =
            Evaluation.error(EvaluationErrorCode.PROVIDER_NOT_READY, "no flags have been loaded yet", Map.of());

    private final LongSupplier nanoTicker;
    private final LongSupplier epochSeconds;
    private final EvenkeelListeners listeners = new EvenkeelListeners();
    private final FlagStore store;
    private final DropCounters drops = new DropCounters();
    private final InternalErrorCounter errorLog = new InternalErrorCounter();
    private final ShadowDifferenceBuffer differences = new ShadowDifferenceBuffer();
    private final TrippedBreakerRegistry trips;
    private final OutcomeRecorder recorder;
    private final ShadowExecutorFactory lanes;
    private final ExperimentRecorder experiments;
    private final @Nullable CallStartNotifier toldCalls;

    private EvaluationAndRecordingCore(
            String process,
            LongSupplier nanoTicker,
            LongSupplier epochSeconds,
            ShadowExecutorFactory lanes,
            @Nullable CallStartListener callStartListener) {
        this.nanoTicker = nanoTicker;
        this.epochSeconds = epochSeconds;
        this.lanes = lanes;
        this.trips = new TrippedBreakerRegistry(process, epochSeconds);
        this.store = new FlagStore(nanoTicker, listeners, trips);
        this.recorder = new OutcomeRecorder(nanoTicker, drops, trips, errorLog, OutcomeAggregatorLimits.BATCH_LIMITS);
        this.experiments = new ExperimentRecorder(nanoTicker, drops);
        this.toldCalls = CallStartNotifier.ofNullable(callStartListener);
    }

    /// Creates the pipeline of a service.
    ///
    /// @param process name of this process at the server
    /// @param nanoTicker nanoseconds since any fixed moment
    /// @param epochSeconds current time, for rules that use it
    /// @param callStartListener listener of calls; null for none
    public static EvaluationAndRecordingCore of(
            String process,
            LongSupplier nanoTicker,
            LongSupplier epochSeconds,
            @Nullable CallStartListener callStartListener) {
        return new EvaluationAndRecordingCore(
                process, nanoTicker, epochSeconds, ShadowExecutorFactory.threadPools(nanoTicker), callStartListener);
    }

    /// Creates a pipeline for tests: without threads, so that all work is done when a call returns.
    ///
    /// @param nanoTicker nanoseconds since any fixed moment
    public static EvaluationAndRecordingCore withoutThreads(LongSupplier nanoTicker) {
        return new EvaluationAndRecordingCore("fake", nanoTicker, () -> 0, ShadowExecutorFactory.sameThread(), null);
    }

    public Evaluation evaluate(String flagKey, EvaluationContext context) {
        return evaluate(flags(), flagKey, context);
    }

    public <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(
            String flagKey) {
        return new GuardedChangeBuilder<>(this, flagKey);
    }

    /// Counts an event of a unit in every rollout whose split currently decides for it, and records its value
    /// for every experiment with that metric. Ignored during a shadow call.
    public void track(String metric, double value, EvaluationContext context) {
        String unit = context.targetingKey();
        if (!MetricNames.isValidName(metric) || !UnitOutcome.isValue(value)) {
            drops.add(DropCause.METRIC_FAILED, 1);
        } else if (unit != null && !ShadowCallMarker.isActive()) {
            ActiveFlags flags = flags();
            flags.rollouts().forEach((flagKey, split) -> {
                CallAttribution attribution = findAttribution(flags, flagKey, split, context);
                if (attribution != null) {
                    recorder.recordEvent(attribution, split.unit(unit), metric);
                }
            });
            flags.experiments().values().forEach(experiment -> recordExperimentEvent(experiment, metric, value, unit));
        }
    }

    /// Records the late outcome of a call.
    public void settle(String token, boolean failed) {
        SettlementTokenPayload settlement = SettlementTokenPayload.parse(token);
        if (settlement == null) {
            drops.add(DropCause.SETTLEMENT_UNREADABLE, 1);
        } else {
            recorder.recordSettlement(settlement, failed);
        }
    }

    private void recordExperimentEvent(TrackedExperiment experiment, String metric, double value, String unit) {
        if (experiment.hasGoalFor(metric)) {
            experiments.recordEvent(experiment, metric, experiment.unit(unit), value);
        }
    }

    /// Records the duration of a guarded call for the experiment that chose its variant, if that measures it.
    void recordExperimentDuration(TrackedExperiment experiment, EvaluationContext context, long nanos) {
        String unit = context.targetingKey();
        if (unit != null) {
            recordExperimentEvent(experiment, TrackedExperiment.CALL, nanos / 1e6, unit);
        }
    }

    private @Nullable CallAttribution findAttribution(
            ActiveFlags flags, String flagKey, TrackedSplit split, EvaluationContext context) {
        if (flags.overridden().containsKey(flagKey)) {
            return null;
        }
        Evaluation evaluation = flags.snapshot().evaluate(flagKey, context, epochSeconds);
        String variant = evaluation.variant();
        return evaluation.bySplit() && variant != null ? split.findAttribution(variant) : null;
    }

    /// Registers a listener for changes from now on.
    ///
    /// @param known state that the listener already knows
    /// @param executor runs tasks sequentially, in order
    public ListenerRegistration addListener(EvenkeelListener listener, SdkState known, Executor executor) {
        var subscriber = new SingleListenerNotifier(listener, executor, known, flags().snapshot());
        listeners.add(subscriber);
        return () -> listeners.remove(subscriber);
    }

    /// Notifies listeners of the state.
    public void stateChanged(SdkState state) {
        listeners.stateChanged(state);
    }

    public void activate(FlagSnapshot snapshot) {
        store.activate(snapshot);
    }

    /// Returns the active flags; null before the first.
    public @Nullable FlagSnapshot snapshot() {
        return flags().loaded() ? flags().snapshot() : null;
    }

    /// Removes and returns all outcomes recorded since the last call.
    public List<OutcomeSummary> drain() {
        return recorder.drain();
    }

    /// Removes and returns all data of experiments recorded since the last call.
    public List<ExperimentSummary> drainExperiments() {
        return experiments.drain();
    }

    /// Returns the number of recorded calls.
    public long calls() {
        return recorder.calls();
    }

    /// Returns the number of calls above the candidate's concurrency limit.
    public long refused() {
        return recorder.limitCount(CandidateLimitEvent.REFUSED);
    }

    /// Returns the number of candidate calls that timed out.
    public long timedOut() {
        return recorder.limitCount(CandidateLimitEvent.TIMED_OUT);
    }

    /// Returns the dropped data by cause.
    public Map<DropCause, Long> dropped() {
        return drops.totals();
    }

    /// Returns the tripped breakers of active exposures.
    public List<BreakerTrip> trips() {
        return trips.activeTrips();
    }

    /// Removes and returns the shadow differences recorded since the last call.
    public List<ShadowDifference> drainDifferences() {
        return differences.drain();
    }

    /// Restores breakers that tripped in an earlier run; call it before flags are active.
    public void restoreTrips(List<BreakerTrip> earlier) {
        trips.restore(earlier);
    }

    /// Creates the runner of shadow calls of a guarded change or a migration.
    public <A extends @Nullable Object, R extends @Nullable Object> ShadowCallRunner<A, R> createShadowRunner(
            String flagKey, ShadowOptions<R> options, ShadowCallRunner.Paths<A, R> paths) {
        return new ShadowCallRunner<>(flagKey, options, paths, lanes.open(flagKey, options), recorder, differences);
    }

    void incrementMetrics(OutcomeKey side, List<String> metrics) {
        recorder.incrementMetrics(side, metrics);
    }

    public void recordLimit(OutcomeKey candidate, CandidateLimitEvent event) {
        recorder.recordLimit(candidate, event);
    }

    /// Stops shadow traffic.
    public void close() {
        lanes.close();
    }

    public EvenkeelListeners listeners() {
        return listeners;
    }

    public FlagStore store() {
        return store;
    }

    /// Sets the variants of the override file, by flag key.
    public void override(Map<String, String> variants) {
        store.override(variants);
    }

    /// Keys of the overridden flags.
    public Set<String> overridden() {
        return flags().overridden().keySet();
    }

    /// Returns the notifier of the call listener; null without one.
    @Nullable
    CallStartNotifier callListenerNotifier() {
        return toldCalls;
    }

    public DropCounters drops() {
        return drops;
    }

    public InternalErrorCounter internalErrors() {
        return errorLog;
    }

    public ActiveFlags flags() {
        return store.current();
    }

    /// Evaluates a flag, and records an exposure if an experiment chose the variant.
    ///
    /// Uses few call levels on purpose: each one brings the loops of the rule's operators closer to HotSpot's
    /// limit for inlining, beyond which an evaluation takes three times as long.
    public Evaluation evaluate(ActiveFlags flags, String flagKey, EvaluationContext context) {
        FlagSnapshot direct = flags.direct();
        return direct != null
                ? direct.evaluate(flagKey, context, epochSeconds)
                : evaluateAndRecord(flags, flagKey, context);
    }

    private Evaluation evaluateAndRecord(ActiveFlags flags, String flagKey, EvaluationContext context) {
        Evaluation override = flags.overridden().get(flagKey);
        if (override != null) {
            return override;
        }
        if (!flags.loaded()) {
            return NOT_READY;
        }
        Evaluation evaluation = flags.snapshot().evaluate(flagKey, context, epochSeconds);
        if (evaluation.bySplit()) {
            recordExposure(flags.experiments().get(flagKey), evaluation.variant(), context);
        }
        return evaluation;
    }

    private void recordExposure(
            @Nullable TrackedExperiment experiment, @Nullable String variant, EvaluationContext context) {
        String unit = context.targetingKey();
        if (experiment != null && variant != null && unit != null && !ShadowCallMarker.isActive()) {
            experiments.recordExposure(experiment, variant, experiment.unit(unit), experiment.covariate(context));
        }
    }

    public long nanoTime() {
        return nanoTicker.getAsLong();
    }

    public CallAttribution beginCall(CallAttribution attribution, long unit, long nowNanos) {
        return recorder.beginCall(attribution, unit, nowNanos);
    }

    public void recordSuccess(CallAttribution call, long unit, long nanos, List<MetricReading> readings) {
        recorder.recordSuccess(call, unit, nanos, readings);
    }

    public void recordFailure(
            CallAttribution call, long unit, long beganNanos, long nanos, List<MetricReading> readings) {
        recorder.recordFailure(call, unit, beganNanos, nanos, readings);
    }
}
