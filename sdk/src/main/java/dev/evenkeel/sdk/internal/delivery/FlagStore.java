// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationReason;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.UnreportedUsage;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.sdk.internal.tracking.TrippedBreakerRegistry;
import dev.evenkeel.sdk.internal.tracking.UnflushedRetiredSplits;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// The store of the active flags: one immutable value that is read without a lock and replaced by one thread
/// at a time.
public final class FlagStore {
    private final LongSupplier nanoTicker;
    private final EvenkeelListeners listeners;
    private final UnreportedUsage use = new UnreportedUsage();
    private final TrippedBreakerRegistry trips;
    private final UnflushedRetiredSplits retired = new UnflushedRetiredSplits();
    private volatile ActiveFlags current = ActiveFlags.NONE;
    private Map<String, String> overrides = Map.of();

    public FlagStore(LongSupplier nanoTicker, EvenkeelListeners listeners, TrippedBreakerRegistry trips) {
        this.nanoTicker = nanoTicker;
        this.trips = trips;
        this.listeners = listeners;
    }

    public ActiveFlags current() {
        return current;
    }

    /// Exposures that are no longer active.
    public UnflushedRetiredSplits retired() {
        return retired;
    }

    /// Activates a snapshot unless it is older than the active one.
    ///
    /// @param inAnyCase accepts an older one too
    /// @return whether the snapshot is active now
    /// @throws dev.evenkeel.core.flag.InvalidDefinitionException when it cannot be compiled; nothing changes
    ///     then
    boolean activateIfNewer(SnapshotMessage message, boolean inAnyCase) {
        ActiveFlags before = current;
        if (before.loaded()
                && !inAnyCase
                && message.revision() < before.snapshot().revision()) {
            return false;
        }
        activate(FlagSnapshot.parseTolerantly(message.definition(), message.revision()));
        return true;
    }

    /// Overrides the variants of flags from now on.
    ///
    /// @param variants variants by flag key
    public synchronized void override(Map<String, String> variants) {
        overrides = Map.copyOf(variants);
        current = current.withOverrides(evaluations(current.snapshot()));
        listeners.flagsChanged(current.snapshot());
    }

    /* An unknown flag or variant, as before the first flags, has the name of the variant as its value. */
    private Map<String, Evaluation> evaluations(FlagSnapshot snapshot) {
        Map<String, Evaluation> evaluations = new HashMap<>();
        overrides.forEach((flag, variant) -> {
            Evaluation known = snapshot.evaluateForced(flag, variant);
            evaluations.put(
                    flag,
                    known != null
                            ? known
                            : new Evaluation(variant, variant, EvaluationReason.STATIC, null, null, false, Map.of()));
        });
        return Map.copyOf(evaluations);
    }

    public synchronized void activate(FlagSnapshot snapshot) {
        ActiveFlags before = current;
        ActiveFlags next = before.advanceTo(snapshot, evaluations(snapshot), trips, nanoTicker);
        retired.retireReplaced(before.rollouts().values(), next.rollouts().values());
        current = next;
        trips.retainActive(next.rollouts().values());
        use.add(before.snapshot().drainUsage());
        listeners.flagsChanged(snapshot);
    }

    /// Removes and returns the variants served since the last call, by flag, over all snapshots.
    public Map<String, Set<String>> drainUsage() {
        use.add(current.snapshot().drainUsage());
        return use.drain();
    }

    /// Returns usage that could not be reported, for the next call of [#drainUsage].
    public void restoreUsage(Map<String, Set<String>> untold) {
        use.add(untold);
    }
}
