// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.internal.call.Switchboard;
import dev.evenkeel.sdk.store.Backfill;
import dev.evenkeel.sdk.store.RangeCopy;
import dev.evenkeel.sdk.store.RangedStore;
import dev.evenkeel.sdk.store.Reconciliation;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A migration led by a flag.
public final class StagedMigration implements Migration {
    private final Switchboard switchboard;
    private final String flagKey;
    private final PassDesk desk;

    /// One whose passes over both stores are reported to no server.
    public StagedMigration(Switchboard switchboard, String flagKey) {
        this(switchboard, flagKey, PassDesk.NOBODY);
    }

    public StagedMigration(Switchboard switchboard, String flagKey, PassDesk desk) {
        this.switchboard = switchboard;
        this.desk = desk;
        this.flagKey = Objects.requireNonNull(flagKey, "flagKey");
    }

    @Override
    public MigrationStage stage(EvaluationContext partition) {
        return StagedRun.stage(switchboard.evaluate(flagKey, partition));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> ReadBuilder<A, R> read(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore) {
        return new StagedRead<>(switchboard, flagKey, new Stores<>(oldStore, newStore));
    }

    @Override
    public <A extends @Nullable Object, R extends @Nullable Object> WriteBuilder<A, R> write(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore) {
        return new StagedWrite<>(switchboard, flagKey, new Stores<>(oldStore, newStore));
    }

    @Override
    public <K extends Comparable<? super K>> Backfill.Builder<K> backfill(RangedStore<K> oldStore, RangeCopy<K> copy) {
        return new StoreBackfill.Description<>(new StoreBackfill.Subject<>(flagKey, this, oldStore, copy));
    }

    @Override
    public <K extends Comparable<? super K>> Reconciliation.Builder<K> reconciliation(
            RangedStore<K> oldStore, RangedStore<K> newStore) {
        return new StorePasses.Description<>(new StorePasses.Subject<>(flagKey, this, desk, oldStore, newStore));
    }
}
