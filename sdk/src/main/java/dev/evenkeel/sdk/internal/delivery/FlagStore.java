// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.delivery;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationReason;
import dev.evenkeel.core.flag.FlagSnapshot;
import dev.evenkeel.core.flag.UnreportedUsage;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.sdk.internal.tracking.BreakerTrips;
import dev.evenkeel.sdk.internal.tracking.RetiredExposures;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/// The flags in force: one immutable value that readers get without a lock. One thread at a time
/// replaces it.
public final class FlagStore {
    private final LongSupplier nanoTicker;
    private final EvenkeelListeners listeners;
    private final UnreportedUsage use = new UnreportedUsage();
    private final BreakerTrips trips;
    private final RetiredExposures retired = new RetiredExposures();
    private volatile ActiveFlags current = ActiveFlags.NONE;
    private Map<String, String> overrides = Map.of();

    public FlagStore(LongSupplier nanoTicker, EvenkeelListeners listeners, BreakerTrips trips) {
        this.nanoTicker = nanoTicker;
        this.trips = trips;
        this.listeners = listeners;
    }

    public ActiveFlags current() {
        return current;
    }

    /// Exposures that are no longer in force.
    public RetiredExposures retired() {
        return retired;
    }

    /// Puts a snapshot in force unless it is older than the one in force.
    ///
    /// @param inAnyCase takes an older one too
    /// @return whether the snapshot is in force now
    /// @throws dev.evenkeel.core.flag.InvalidDefinitionException when it cannot be compiled; nothing changes
    ///     then
    boolean offer(SnapshotMessage message, boolean inAnyCase) {
        ActiveFlags before = current;
        if (before.loaded()
                && !inAnyCase
                && message.revision() < before.snapshot().revision()) {
            return false;
        }
        activate(FlagSnapshot.parseTolerantly(message.definition(), message.revision()));
        return true;
    }

    /// From now on these flags have these variants, whatever anybody else says.
    ///
    /// @param variants by flag key
    public synchronized void override(Map<String, String> variants) {
        overrides = Map.copyOf(variants);
        current = current.withOverrides(evaluations(current.snapshot()));
        listeners.flagsChanged(current.snapshot());
    }

    /* A flag or variant that is not known, as before the first flags, has the variant's name as its value. */
    private Map<String, Evaluation> evaluations(FlagSnapshot snapshot) {
        Map<String, Evaluation> evaluations = new HashMap<>();
        overrides.forEach((flag, variant) -> {
            Evaluation known = snapshot.variant(flag, variant);
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
        ActiveFlags next = before.next(snapshot, evaluations(snapshot), trips, nanoTicker);
        retired.replace(before.rollouts().values(), next.rollouts().values());
        current = next;
        trips.keep(next.rollouts().values());
        use.add(before.snapshot().takeUse());
        listeners.flagsChanged(snapshot);
    }

    /// The variants served since the last call, by flag, whichever snapshots were in force.
    public Map<String, Set<String>> takeUse() {
        use.add(current.snapshot().takeUse());
        return use.take();
    }

    /// Takes back what could not be told, for the next call of [#takeUse].
    public void giveBack(Map<String, Set<String>> untold) {
        use.add(untold);
    }
}
