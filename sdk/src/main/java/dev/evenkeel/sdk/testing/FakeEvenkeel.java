// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.testing;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.ExperimentSummary;
import dev.evenkeel.core.wire.MetricSummary;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelListener;
import dev.evenkeel.sdk.GuardedChange;
import dev.evenkeel.sdk.ListenerRegistration;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.SdkStats;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.migration.MigrationImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// An in-memory Evenkeel for tests: flags are loaded from text, outcomes can be read, and time does not pass
/// unless a ticker is given. Without threads and network: shadow calls run in the caller's thread. Evaluates
/// and records exactly as the real implementation does. Thread-safe.
public final class FakeEvenkeel implements Evenkeel {
    private final EvaluationAndRecordingCore core;
    private final List<OutcomeSummary> outcomes = new ArrayList<>();
    private final List<ExperimentSummary> experiments = new ArrayList<>();
    private long revision;
    private volatile @Nullable SdkState entered;

    /// Creates a fake without flags, in which calls take no time.
    public FakeEvenkeel() {
        this(() -> 0);
    }

    /// Creates a fake without flags.
    ///
    /// @param nanoTicker the clock of durations, in nanoseconds; advance it inside a path to simulate a slow
    ///     path
    public FakeEvenkeel(LongSupplier nanoTicker) {
        core = EvaluationAndRecordingCore.withoutThreads(nanoTicker);
    }

    /// Activates flags, as the next revision.
    ///
    /// @param definitionJson a flagd definition
    /// @throws dev.evenkeel.core.flag.InvalidDefinitionException when it is invalid, with all problems
    public synchronized void load(String definitionJson) {
        core.activate(FlagSnapshot.parse(definitionJson, revision + 1));
        revision++;
        core.stateChanged(state());
    }

    /// Overrides flags as an override file does.
    ///
    /// @param variants variants by flag key
    public void override(Map<String, String> variants) {
        core.override(variants);
    }

    /// Sets a connection state permanently, such as [SdkState.Stale].
    public synchronized void setState(SdkState state) {
        entered = state;
        core.stateChanged(state);
    }

    /// Returns all recorded outcomes of guarded changes, one entry for each variant and call of this method.
    public synchronized List<OutcomeSummary> outcomes() {
        outcomes.addAll(core.drain());
        return List.copyOf(outcomes);
    }

    /// Returns all recorded data of experiments, one entry for each experiment and call of this method.
    public synchronized List<ExperimentSummary> experiments() {
        experiments.addAll(core.drainExperiments());
        return List.copyOf(experiments);
    }

    /// Returns the number of calls of a flag's variant so far.
    public long calls(String flag, String variant) {
        return summariesOf(flag, variant).stream()
                .mapToLong(OutcomeSummary::calls)
                .sum();
    }

    /// Returns the number of failed calls of a flag's variant so far.
    public long failures(String flag, String variant) {
        return summariesOf(flag, variant).stream()
                .mapToLong(OutcomeSummary::failures)
                .sum();
    }

    /// Returns the number of events of a metric on a flag's variant so far, in calls or tracked; only where a
    /// rollout decided.
    public long events(String flag, String variant, String metric) {
        return summariesOf(flag, variant).stream()
                .flatMap(outcome -> outcome.metrics().stream())
                .filter(counts -> counts.name().equals(metric))
                .mapToLong(MetricSummary::events)
                .sum();
    }

    /// Returns the number of failed calls of a flag's variant within a slice so far; only where a rollout
    /// decided.
    public long sliceFailures(String slice, String flag, String variant) {
        return events(flag, variant, MetricNames.sliceFailures(slice));
    }

    /// Returns the tripped circuit breakers.
    public List<BreakerTrip> trips() {
        return core.trips();
    }

    private List<OutcomeSummary> summariesOf(String flag, String variant) {
        return outcomes().stream()
                .filter(outcome ->
                        outcome.flag().equals(flag) && outcome.variant().equals(variant))
                .toList();
    }

    @Override
    public Evaluation evaluate(String flagKey, EvaluationContext context) {
        return core.evaluate(flagKey, context);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(
            String flagKey) {
        return core.guardedChange(flagKey);
    }

    @Override
    public Migration migration(String flagKey) {
        return new MigrationImpl(core, flagKey);
    }

    @Override
    public void track(String metric, double value, EvaluationContext context) {
        core.track(metric, value, context);
    }

    @Override
    public void settle(String token, boolean failed) {
        core.settle(token, failed);
    }

    @Override
    public SdkState state() {
        SdkState forced = entered;
        if (forced != null) {
            return forced;
        }
        return core.snapshot() == null
                ? new SdkState.NotReady("no flags were loaded into the fake")
                : new SdkState.Ready();
    }

    @Override
    public SdkStats stats() {
        FlagSnapshot flags = core.snapshot();
        return new SdkStats(
                "fake",
                flags == null ? 0 : flags.revision(),
                core.calls(),
                core.refused(),
                core.timedOut(),
                core.dropped(),
                core.overridden(),
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO);
    }

    /// As in the real implementation, but in the thread that causes the change: [#load] returns after the
    /// listeners have.
    @Override
    public ListenerRegistration listen(EvenkeelListener listener) {
        return core.addListener(listener, state(), Runnable::run);
    }

    /// Does nothing: recorded data can still be read.
    @Override
    public void close() {}
}
