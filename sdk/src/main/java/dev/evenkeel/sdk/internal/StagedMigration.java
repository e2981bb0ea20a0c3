// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.EvaluationContext;
import dev.evenkeel.flag.MigrationStage;
import dev.evenkeel.sdk.Migration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A migration led by a flag.
final class StagedMigration implements Migration {
    private final Switchboard switchboard;
    private final String flagKey;

    StagedMigration(Switchboard switchboard, String flagKey) {
        this.switchboard = switchboard;
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
}
