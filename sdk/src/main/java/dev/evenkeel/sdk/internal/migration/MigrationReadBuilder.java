// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.internal.call.CandidateExecutor;
import dev.evenkeel.sdk.internal.call.CustomCallMetricsReader;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.call.LimitedStoreOperation;
import dev.evenkeel.sdk.internal.call.MeasuredCallRunner;
import dev.evenkeel.sdk.internal.shadow.ShadowCallRunner;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The builder of reads: one store returns the result, the other is read for comparison.
final class MigrationReadBuilder<A extends @Nullable Object, R extends @Nullable Object>
        implements Migration.ReadBuilder<A, R> {
    private final EvaluationAndRecordingCore core;
    private final String flagKey;
    private final StoreOperationPair<A, R> stores;
    private Predicate<? super R> failedWhen = result -> false;
    private @Nullable ShadowOptions<R> shadowing;
    private @Nullable CandidateLimits limits;

    MigrationReadBuilder(EvaluationAndRecordingCore core, String flagKey, StoreOperationPair<A, R> stores) {
        this.core = core;
        this.flagKey = flagKey;
        this.stores = stores;
    }

    @Override
    public Migration.ReadBuilder<A, R> failedWhen(Predicate<? super R> failed) {
        failedWhen = Objects.requireNonNull(failed, "failed");
        return this;
    }

    @Override
    public Migration.ReadBuilder<A, R> shadowing(ShadowOptions<R> options) {
        shadowing = Objects.requireNonNull(options, "terms");
        return this;
    }

    @Override
    public Migration.ReadBuilder<A, R> candidateLimits(CandidateLimits most) {
        limits = Objects.requireNonNull(most, "most");
        return this;
    }

    @Override
    public Migration.Operation<A, R> build() {
        LimitedStoreOperation<A, R> limited = limits == null ? null : limit(limits);
        Map<MigrationStage, MigrationOperation.StageAction<A, R>> works = new EnumMap<>(MigrationStage.class);
        for (MigrationStage migrationStage : MigrationStage.values()) {
            works.put(
                    migrationStage, createAction(migrationStage, migrationStage.isOldAuthoritative() ? null : limited));
        }
        return new MigrationOperation<>(core, flagKey, works, (migrationStage, partitions) -> {});
    }

    private LimitedStoreOperation<A, R> limit(CandidateLimits most) {
        return new LimitedStoreOperation<>(CandidateExecutor.of(flagKey, most, core::nanoTime), stores.newStore());
    }

    /// @param limited authoritative store with its limits; null when it has none
    private MigrationOperation.StageAction<A, R> createAction(
            MigrationStage migrationStage, @Nullable LimitedStoreOperation<A, R> limited) {
        var runner = new MeasuredCallRunner<A, R>(
                core, CustomCallMetricsReader.none(), failedWhen, createShadowRunner(migrationStage));
        CallAttribution plain = StoreOperationPair.attributionOutsideRollout(flagKey, migrationStage);
        Function<? super A, ? extends R> store = stores.authoritative(migrationStage);
        return (split, evaluation, partition, argument) -> {
            CallAttribution attribution = MeasuredCallRunner.attribute(split, evaluation, plain, partition);
            Function<? super A, ? extends R> code =
                    limited == null ? store : limited.toFunction(attribution.key(), core::recordLimit);
            return runner.run(attribution, attribution.unit(partition), code, partition, argument);
        };
    }

    private @Nullable ShadowCallRunner<A, R> createShadowRunner(MigrationStage migrationStage) {
        return shadowing == null || !migrationStage.comparesReads()
                ? null
                : core.createShadowRunner(
                        flagKey,
                        shadowing,
                        new ShadowCallRunner.Paths<>(
                                stores.authoritative(migrationStage), stores.secondary(migrationStage), failedWhen));
    }
}
