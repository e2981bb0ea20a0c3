// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.store.Backfill;
import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.RangeCopier;
import dev.evenkeel.sdk.store.Reconciliation;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The implementation of migrations controlled by a flag.
public final class MigrationImpl implements Migration {
    private final EvaluationAndRecordingCore core;
    private final String flagKey;
    private final ReconciliationReporter reconciliationReporter;

    /// Creates a migration whose reconciliation passes are not reported to a server.
    public MigrationImpl(EvaluationAndRecordingCore core, String flagKey) {
        this(core, flagKey, ReconciliationReporter.NOBODY);
    }

    public MigrationImpl(
            EvaluationAndRecordingCore core, String flagKey, ReconciliationReporter reconciliationReporter) {
        this.core = core;
        this.reconciliationReporter = reconciliationReporter;
        this.flagKey = Objects.requireNonNull(flagKey, "flagKey");
    }

    @Override
    public MigrationStage stage(EvaluationContext partition) {
        return MigrationOperation.stage(core.evaluate(flagKey, partition));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> ReadBuilder<A, R> read(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore) {
        return new MigrationReadBuilder<>(core, flagKey, new StoreOperationPair<>(oldStore, newStore));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> WriteBuilder<A, R> write(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore) {
        return new MigrationWriteBuilder<>(core, flagKey, new StoreOperationPair<>(oldStore, newStore));
    }

    @Override
    public <K extends Comparable<? super K>> Backfill.Builder<K> backfill(
            KeyOrderedStore<K> oldStore, RangeCopier<K> copy) {
        return new BackfillImpl.BackfillBuilder<>(new BackfillImpl.BackfillContext<>(flagKey, this, oldStore, copy));
    }

    @Override
    public <K extends Comparable<? super K>> Reconciliation.Builder<K> reconciliation(
            KeyOrderedStore<K> oldStore, KeyOrderedStore<K> newStore) {
        return new ReconciliationImpl.ReconciliationBuilder<>(new ReconciliationImpl.ReconciliationContext<>(
                flagKey, this, reconciliationReporter, oldStore, newStore));
    }
}
