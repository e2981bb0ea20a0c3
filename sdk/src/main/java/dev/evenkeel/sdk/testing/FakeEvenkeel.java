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
import dev.evenkeel.sdk.internal.call.CallPipeline;
import dev.evenkeel.sdk.internal.migration.MigrationImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Evenkeel in memory: flags are given as text, outcomes are read back, time stands still unless a
/// ticker is given. No threads, no network: what runs for comparison only runs in the caller's thread.
/// Evaluates and records exactly as the real one does. Thread-safe.
public final class FakeEvenkeel implements Evenkeel {
    private final CallPipeline switchboard;
    private final List<OutcomeSummary> outcomes = new ArrayList<>();
    private final List<ExperimentSummary> experiments = new ArrayList<>();
    private long revision;
    private volatile @Nullable SdkState entered;

    /// Without flags, and with every call taking no time.
    public FakeEvenkeel() {
        this(() -> 0);
    }

    /// Without flags.
    ///
    /// @param nanoTicker the clock of durations, in nanoseconds; moving it inside a path makes the path
    ///     slow
    public FakeEvenkeel(LongSupplier nanoTicker) {
        switchboard = CallPipeline.withoutThreads(nanoTicker);
    }

    /// Puts flags in force, as the next revision.
    ///
    /// @param definitionJson a flagd definition
    /// @throws dev.evenkeel.core.flag.InvalidDefinitionException when it is none, with all problems
    public synchronized void load(String definitionJson) {
        switchboard.activate(FlagSnapshot.parse(definitionJson, revision + 1));
        revision++;
        switchboard.stateChanged(state());
    }

    /// Decides flags as an override file does.
    ///
    /// @param variants by flag key
    public void override(Map<String, String> variants) {
        switchboard.override(variants);
    }

    /// Puts the fake in a state that the real one gets into by itself, such as [SdkState.Stale]. It
    /// stays there.
    public synchronized void enter(SdkState state) {
        entered = state;
        switchboard.stateChanged(state);
    }

    /// Everything that guarded changes recorded, one entry for each variant and look.
    public synchronized List<OutcomeSummary> outcomes() {
        outcomes.addAll(switchboard.drain());
        return List.copyOf(outcomes);
    }

    /// Everything that experiments were told, one entry for each experiment and look.
    public synchronized List<ExperimentSummary> experiments() {
        experiments.addAll(switchboard.drainExperiments());
        return List.copyOf(experiments);
    }

    /// Calls of a flag's variant so far.
    public long calls(String flag, String variant) {
        return of(flag, variant).stream().mapToLong(OutcomeSummary::calls).sum();
    }

    /// Failed calls of a flag's variant so far.
    public long failures(String flag, String variant) {
        return of(flag, variant).stream().mapToLong(OutcomeSummary::failures).sum();
    }

    /// How often the event of a metric happened on a flag's variant, in calls or tracked, so far; only
    /// where a rollout decided.
    public long events(String flag, String variant, String metric) {
        return of(flag, variant).stream()
                .flatMap(outcome -> outcome.metrics().stream())
                .filter(counts -> counts.name().equals(metric))
                .mapToLong(MetricSummary::events)
                .sum();
    }

    /// Failed calls of a flag's variant within a slice, so far; only calls that a rollout decided.
    public long failuresIn(String slice, String flag, String variant) {
        return events(flag, variant, MetricNames.failedIn(slice));
    }

    /// Breakers that are tripped.
    public List<BreakerTrip> trips() {
        return switchboard.trips();
    }

    private List<OutcomeSummary> of(String flag, String variant) {
        return outcomes().stream()
                .filter(outcome ->
                        outcome.flag().equals(flag) && outcome.variant().equals(variant))
                .toList();
    }

    @Override
    public Evaluation evaluate(String flagKey, EvaluationContext context) {
        return switchboard.evaluate(flagKey, context);
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> GuardedChange.Builder<A, R> guardedChange(
            String flagKey) {
        return switchboard.guardedChange(flagKey);
    }

    @Override
    public Migration migration(String flagKey) {
        return new MigrationImpl(switchboard, flagKey);
    }

    @Override
    public void track(String metric, double value, EvaluationContext context) {
        switchboard.track(metric, value, context);
    }

    @Override
    public void settle(String token, boolean failed) {
        switchboard.settle(token, failed);
    }

    @Override
    public SdkState state() {
        SdkState forced = entered;
        if (forced != null) {
            return forced;
        }
        return switchboard.snapshot() == null
                ? new SdkState.NotReady("no flags were loaded into the fake")
                : new SdkState.Ready();
    }

    @Override
    public SdkStats stats() {
        FlagSnapshot flags = switchboard.snapshot();
        return new SdkStats(
                "fake",
                flags == null ? 0 : flags.revision(),
                switchboard.calls(),
                switchboard.refused(),
                switchboard.timedOut(),
                switchboard.dropped(),
                switchboard.overridden(),
                0,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO);
    }

    /// As in the real one, but in the thread that changes something: [#load] returns when the listeners
    /// have.
    @Override
    public ListenerRegistration listen(EvenkeelListener listener) {
        return switchboard.listen(listener, state(), Runnable::run);
    }

    /// Does nothing: what was recorded can still be read.
    @Override
    public void close() {}
}
