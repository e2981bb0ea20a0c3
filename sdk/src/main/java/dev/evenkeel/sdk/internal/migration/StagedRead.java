// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.Shadowing;
import dev.evenkeel.sdk.internal.call.CallRunner;
import dev.evenkeel.sdk.internal.call.CandidateLane;
import dev.evenkeel.sdk.internal.call.LimitedStore;
import dev.evenkeel.sdk.internal.call.Readings;
import dev.evenkeel.sdk.internal.call.Switchboard;
import dev.evenkeel.sdk.internal.shadow.ShadowRun;
import dev.evenkeel.sdk.internal.tracking.CallKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects the parts of a read: one store answers, the other one for comparison.
final class StagedRead<A extends @Nullable Object, R extends @Nullable Object> implements Migration.ReadBuilder<A, R> {
    private final Switchboard switchboard;
    private final String flagKey;
    private final Stores<A, R> stores;
    private Predicate<? super R> failedWhen = result -> false;
    private @Nullable Shadowing<R> shadowing;
    private @Nullable CandidateLimits limits;

    StagedRead(Switchboard switchboard, String flagKey, Stores<A, R> stores) {
        this.switchboard = switchboard;
        this.flagKey = flagKey;
        this.stores = stores;
    }

    @Override
    public Migration.ReadBuilder<A, R> failedWhen(Predicate<? super R> failed) {
        failedWhen = Objects.requireNonNull(failed, "failed");
        return this;
    }

    @Override
    public Migration.ReadBuilder<A, R> shadowing(Shadowing<R> terms) {
        shadowing = Objects.requireNonNull(terms, "terms");
        return this;
    }

    @Override
    public Migration.ReadBuilder<A, R> candidateLimits(CandidateLimits most) {
        limits = Objects.requireNonNull(most, "most");
        return this;
    }

    @Override
    public Migration.Operation<A, R> build() {
        LimitedStore<A, R> limited = limits == null ? null : limited(limits);
        Map<MigrationStage, StagedRun.Work<A, R>> works = new EnumMap<>(MigrationStage.class);
        for (MigrationStage stage : MigrationStage.values()) {
            works.put(stage, work(stage, stage.isOldAuthoritative() ? null : limited));
        }
        return new StagedRun<>(switchboard, flagKey, works, (stage, partitions) -> {});
    }

    private LimitedStore<A, R> limited(CandidateLimits most) {
        return new LimitedStore<>(CandidateLane.of(flagKey, most, switchboard::nanoTime), stores.newStore());
    }

    /// @param limited the store whose word counts, within its limits; null when it has none
    private StagedRun.Work<A, R> work(MigrationStage stage, @Nullable LimitedStore<A, R> limited) {
        var runner = new CallRunner<A, R>(switchboard, Readings.none(), failedWhen, shadow(stage));
        CallKind plain = Stores.plain(flagKey, stage);
        Function<? super A, ? extends R> store = stores.authoritative(stage);
        return (split, evaluation, partition, argument) -> {
            CallKind kind = CallRunner.kind(split, evaluation, plain, partition);
            Function<? super A, ? extends R> code =
                    limited == null ? store : limited.of(kind.key(), switchboard::limited);
            return runner.run(kind, kind.unit(partition), code, partition, argument);
        };
    }

    private @Nullable ShadowRun<A, R> shadow(MigrationStage stage) {
        return shadowing == null || !stage.comparesReads()
                ? null
                : switchboard.shadowRun(
                        flagKey,
                        shadowing,
                        new ShadowRun.Paths<>(stores.authoritative(stage), stores.other(stage), failedWhen));
    }
}
