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
import dev.evenkeel.sdk.CallListener;
import dev.evenkeel.sdk.DropCause;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ListenerRegistration;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.ShadowCall;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.internal.delivery.ActiveFlags;
import dev.evenkeel.sdk.internal.delivery.EvenkeelListeners;
import dev.evenkeel.sdk.internal.delivery.FlagStore;
import dev.evenkeel.sdk.internal.delivery.ListenerSubscription;
import dev.evenkeel.sdk.internal.diagnostics.DropCounters;
import dev.evenkeel.sdk.internal.diagnostics.InternalErrorLog;
import dev.evenkeel.sdk.internal.outcome.CandidateLimitEvent;
import dev.evenkeel.sdk.internal.outcome.ExperimentRecorder;
import dev.evenkeel.sdk.internal.outcome.MetricReading;
import dev.evenkeel.sdk.internal.outcome.OutcomeAggregatorLimits;
import dev.evenkeel.sdk.internal.outcome.OutcomeRecorder;
import dev.evenkeel.sdk.internal.outcome.SettlementTokenPayload;
import dev.evenkeel.sdk.internal.outcome.ShadowDifferenceBuffer;
import dev.evenkeel.sdk.internal.shadow.ShadowCallRunner;
import dev.evenkeel.sdk.internal.shadow.ShadowExecutorFactory;
import dev.evenkeel.sdk.internal.tracking.BreakerTrips;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.OutcomeKey;
import dev.evenkeel.sdk.internal.tracking.TrackedExperiment;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The part of the SDK that callers go through: flags in force and the recording of outcomes, without any
/// I/O. Thread-safe.
public final class CallPipeline {
    private static final Evaluation NOT_READY =
            Evaluation.error(EvaluationErrorCode.PROVIDER_NOT_READY, "no flags have been loaded yet", Map.of());

    private final LongSupplier nanoTicker;
    private final LongSupplier epochSeconds;
    private final EvenkeelListeners listeners = new EvenkeelListeners();
    private final FlagStore store;
    private final DropCounters drops = new DropCounters();
    private final InternalErrorLog mistakes = new InternalErrorLog();
    private final ShadowDifferenceBuffer differences = new ShadowDifferenceBuffer();
    private final BreakerTrips trips;
    private final OutcomeRecorder recorder;
    private final ShadowExecutorFactory lanes;
    private final ExperimentRecorder experiments;
    private final @Nullable CallListenerNotifier toldCalls;

    private CallPipeline(
            String process,
            LongSupplier nanoTicker,
            LongSupplier epochSeconds,
            ShadowExecutorFactory lanes,
            @Nullable CallListener callListener) {
        this.nanoTicker = nanoTicker;
        this.epochSeconds = epochSeconds;
        this.lanes = lanes;
        this.trips = new BreakerTrips(process, epochSeconds);
        this.store = new FlagStore(nanoTicker, listeners, trips);
        this.recorder = new OutcomeRecorder(nanoTicker, drops, trips, mistakes, OutcomeAggregatorLimits.OF_BATCH);
        this.experiments = new ExperimentRecorder(nanoTicker, drops);
        this.toldCalls = CallListenerNotifier.to(callListener);
    }

    /// One of a service.
    ///
    /// @param process name under which the server knows this process
    /// @param nanoTicker nanoseconds since any fixed moment
    /// @param epochSeconds now, for rules that ask for the time
    /// @param callListener who is told of calls; null when nobody is
    public static CallPipeline of(
            String process, LongSupplier nanoTicker, LongSupplier epochSeconds, @Nullable CallListener callListener) {
        return new CallPipeline(
                process, nanoTicker, epochSeconds, ShadowExecutorFactory.threads(nanoTicker), callListener);
    }

    /// One for tests: without threads, so that everything is done when a call returns.
    ///
    /// @param nanoTicker nanoseconds since any fixed moment
    public static CallPipeline withoutThreads(LongSupplier nanoTicker) {
        return new CallPipeline("fake", nanoTicker, () -> 0, ShadowExecutorFactory.callersThread(), null);
    }

    /// Evaluates a flag.
    public Evaluation evaluate(String flagKey, EvaluationContext context) {
        return evaluate(flags(), flagKey, context);
    }

    /// Starts the description of a guarded change.
    public <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(
            String flagKey) {
        return new GuardedChangeBuilder<>(this, flagKey);
    }

    /// Counts an event of a unit in every rollout whose split decides for it now, and tells its value
    /// to every experiment that asks for the metric. What happens while a call is answered a second time has
    /// happened to nobody.
    public void track(String metric, double value, EvaluationContext context) {
        String unit = context.targetingKey();
        if (!MetricNames.isOwn(metric) || !UnitOutcome.isValue(value)) {
            drops.add(DropCause.METRIC_FAILED, 1);
        } else if (unit != null && !ShadowCall.isActive()) {
            ActiveFlags flags = flags();
            flags.rollouts().forEach((flagKey, split) -> {
                CallAttribution side = sideOf(flags, flagKey, split, context);
                if (side != null) {
                    recorder.track(side, split.unit(unit), metric);
                }
            });
            flags.experiments().values().forEach(experiment -> happened(experiment, metric, value, unit));
        }
    }

    /// Counts the late outcome of a call.
    public void settle(String token, boolean failed) {
        SettlementTokenPayload settlement = SettlementTokenPayload.of(token);
        if (settlement == null) {
            drops.add(DropCause.SETTLEMENT_UNREADABLE, 1);
        } else {
            recorder.settle(settlement, failed);
        }
    }

    private void happened(TrackedExperiment experiment, String metric, double value, String unit) {
        if (experiment.asksFor(metric)) {
            experiments.happened(experiment, metric, experiment.unit(unit), value);
        }
    }

    /// Tells how long a guarded call took to the experiment that chose its variant, if that asks for it.
    void took(TrackedExperiment experiment, EvaluationContext context, long nanos) {
        String unit = context.targetingKey();
        if (unit != null) {
            happened(experiment, TrackedExperiment.CALL, nanos / 1e6, unit);
        }
    }

    private @Nullable CallAttribution sideOf(
            ActiveFlags flags, String flagKey, TrackedSplit split, EvaluationContext context) {
        if (flags.overridden().containsKey(flagKey)) {
            return null;
        }
        Evaluation evaluation = flags.snapshot().evaluate(flagKey, context, epochSeconds);
        String variant = evaluation.variant();
        return evaluation.bySplit() && variant != null ? split.kindOf(variant) : null;
    }

    /// Tells a listener of changes from now on.
    ///
    /// @param known the state that the listener need not be told
    /// @param executor runs one task at a time, in order
    public ListenerRegistration listen(EvenkeelListener listener, SdkState known, Executor executor) {
        var subscriber = new ListenerSubscription(listener, executor, known, flags().snapshot());
        listeners.add(subscriber);
        return () -> listeners.remove(subscriber);
    }

    /// Tells listeners the state.
    public void stateChanged(SdkState state) {
        listeners.stateChanged(state);
    }

    /// Puts flags in force.
    public void activate(FlagSnapshot snapshot) {
        store.activate(snapshot);
    }

    /// The flags in force; null before any.
    public @Nullable FlagSnapshot snapshot() {
        return flags().loaded() ? flags().snapshot() : null;
    }

    /// Everything recorded since the last time.
    public List<OutcomeSummary> drain() {
        return recorder.drain();
    }

    /// Everything that experiments have to be told since the last time.
    public List<ExperimentSummary> drainExperiments() {
        return experiments.drain();
    }

    /// Number of calls recorded.
    public long calls() {
        return recorder.calls();
    }

    /// Number of calls for which the candidate had no place.
    public long refused() {
        return recorder.limited(CandidateLimitEvent.REFUSED);
    }

    /// Number of calls of the candidate that took too long.
    public long timedOut() {
        return recorder.limited(CandidateLimitEvent.TIMED_OUT);
    }

    /// What was dropped, by cause.
    public Map<DropCause, Long> dropped() {
        return drops.totals();
    }

    /// The breakers of exposures in force that are tripped.
    public List<BreakerTrip> trips() {
        return trips.inForce();
    }

    /// Differing calls to tell the server of, since the last time.
    public List<ShadowDifference> takeDifferences() {
        return differences.take();
    }

    /// Breakers that tripped in an earlier run; to be called before flags are in force.
    public void remember(List<BreakerTrip> earlier) {
        trips.remember(earlier);
    }

    /// Has calls of a guarded change or a migration answered a second time.
    public <A extends @Nullable Object, R extends @Nullable Object> ShadowCallRunner<A, R> shadowRun(
            String flagKey, ShadowOptions<R> terms, ShadowCallRunner.Paths<A, R> paths) {
        return new ShadowCallRunner<>(flagKey, terms, paths, lanes.open(flagKey, terms), recorder, differences);
    }

    void count(OutcomeKey side, List<String> metrics) {
        recorder.count(side, metrics);
    }

    public void limited(OutcomeKey candidate, CandidateLimitEvent event) {
        recorder.limited(candidate, event);
    }

    /// Nothing is answered a second time any more.
    public void close() {
        lanes.close();
    }

    public EvenkeelListeners listeners() {
        return listeners;
    }

    public FlagStore store() {
        return store;
    }

    /// Variants that the override file gives, by flag key.
    public void override(Map<String, String> variants) {
        store.override(variants);
    }

    /// Keys of the flags that are overridden.
    public Set<String> overridden() {
        return flags().overridden().keySet();
    }

    /// Who is told of calls; null when nobody is.
    @Nullable
    CallListenerNotifier toldCalls() {
        return toldCalls;
    }

    public DropCounters drops() {
        return drops;
    }

    public InternalErrorLog mistakes() {
        return mistakes;
    }

    public ActiveFlags flags() {
        return store.current();
    }

    /// Evaluates a flag, and records an exposure if an experiment chose the variant.
    ///
    /// Few call levels on purpose: each one brings the loops of the rule's operators nearer to HotSpot's limit
    /// for inlining, and beyond it an evaluation takes three times as long.
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
            exposed(flags.experiments().get(flagKey), evaluation.variant(), context);
        }
        return evaluation;
    }

    private void exposed(@Nullable TrackedExperiment experiment, @Nullable String variant, EvaluationContext context) {
        String unit = context.targetingKey();
        if (experiment != null && variant != null && unit != null && !ShadowCall.isActive()) {
            experiments.exposed(experiment, variant, experiment.unit(unit), experiment.covariate(context));
        }
    }

    public long nanoTime() {
        return nanoTicker.getAsLong();
    }

    public CallAttribution begins(CallAttribution side, long unit, long nowNanos) {
        return recorder.begins(side, unit, nowNanos);
    }

    public void succeeded(CallAttribution call, long unit, long nanos, List<MetricReading> readings) {
        recorder.succeeded(call, unit, nanos, readings);
    }

    public void failed(CallAttribution call, long unit, long beganNanos, long nanos, List<MetricReading> readings) {
        recorder.failed(call, unit, beganNanos, nanos, readings);
    }
}
