// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.Migration.RepairLog;
import dev.evenkeel.sdk.ShadowOptions;
import dev.evenkeel.sdk.WriteBlockedByRepairException;
import dev.evenkeel.sdk.internal.call.CandidateExecutor;
import dev.evenkeel.sdk.internal.call.CustomCallMetricsReader;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.call.LimitedStoreOperation;
import dev.evenkeel.sdk.internal.call.MeasuredCallRunner;
import dev.evenkeel.sdk.internal.shadow.ShadowCallRunner;
import dev.evenkeel.sdk.internal.shadow.ShadowDispatcher;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The builder of writes: first the authoritative store, then the other one, in the caller's thread. A write
/// that failed on the other store goes to the repair log; if that is the new store, the write counts as
/// failed for a rollout, although the caller gets its result. A failure of the old store as the secondary one
/// does not count against the new store.
final class MigrationWriteBuilder<A extends @Nullable Object, R extends @Nullable Object>
        implements Migration.WriteBuilder<A, R> {
    private final EvaluationAndRecordingCore core;
    private final String flagKey;
    private final StoreOperationPair<A, R> stores;
    private Predicate<? super R> failedWhen = result -> false;
    private @Nullable RepairLog<? super A> repairLog;
    private @Nullable ReadBackComparisonSettings<A, ?> readBackComparisonSettings;
    private @Nullable CandidateLimits secondLimits;

    MigrationWriteBuilder(EvaluationAndRecordingCore core, String flagKey, StoreOperationPair<A, R> stores) {
        this.core = core;
        this.flagKey = flagKey;
        this.stores = stores;
    }

    @Override
    public Migration.WriteBuilder<A, R> failedWhen(Predicate<? super R> failed) {
        failedWhen = Objects.requireNonNull(failed, "failed");
        return this;
    }

    @Override
    public Migration.WriteBuilder<A, R> repairLog(RepairLog<? super A> log) {
        repairLog = Objects.requireNonNull(log, "log");
        return this;
    }

    @Override
    public <V extends @Nullable Object> Migration.WriteBuilder<A, R> readingBack(
            Function<? super A, ? extends V> oldStore,
            Function<? super A, ? extends V> newStore,
            ShadowOptions<V> options) {
        readBackComparisonSettings = new ReadBackComparisonSettings<>(
                new StoreOperationPair<>(oldStore, newStore), Objects.requireNonNull(options, "terms"));
        return this;
    }

    @Override
    public Migration.WriteBuilder<A, R> secondWriteLimits(CandidateLimits most) {
        secondLimits = Objects.requireNonNull(most, "most");
        return this;
    }

    /* The operations that read back a write. */
    private record ReadBackComparisonSettings<A extends @Nullable Object, V extends @Nullable Object>(
            StoreOperationPair<A, V> stores, ShadowOptions<V> terms) {
        ShadowCallRunner<A, V> createShadowRunner(
                MigrationStage migrationStage, EvaluationAndRecordingCore core, String flagKey) {
            return core.createShadowRunner(
                    flagKey,
                    terms,
                    new ShadowCallRunner.Paths<>(
                            stores.authoritative(migrationStage), stores.secondary(migrationStage), read -> false));
        }
    }

    @Override
    public Migration.Operation<A, R> build() {
        if (repairLog == null) {
            throw new IllegalStateException("a write of \"" + flagKey
                    + "\" requires a repair log: call repairLog(log), which stores writes that reached only one store");
        }
        Map<MigrationStage, MigrationOperation.StageAction<A, R>> works = new EnumMap<>(MigrationStage.class);
        CandidateExecutor executor =
                secondLimits == null ? null : CandidateExecutor.of(flagKey, secondLimits, core::nanoTime);
        for (MigrationStage migrationStage : MigrationStage.values()) {
            works.put(
                    migrationStage,
                    createAction(migrationStage, repairLog, createSecondaryWrite(migrationStage, executor)));
        }
        return new MigrationOperation<>(core, flagKey, works, new NoPendingRepairsPrecondition(flagKey, repairLog));
    }

    /// The check of the repair log before a write: rejects a write while the authoritative old store is
    /// behind, and informs the log before the first write with the new store authoritative.
    private static final class NoPendingRepairsPrecondition implements MigrationOperation.StagePrecondition {
        private final String flagKey;
        private final RepairLog<?> log;
        private volatile boolean newStoreCounts;

        NoPendingRepairsPrecondition(String flagKey, RepairLog<?> log) {
            this.flagKey = flagKey;
            this.log = log;
        }

        @Override
        public void checkAllowed(MigrationStage migrationStage, List<EvaluationContext> partitions) {
            if (!migrationStage.writesBoth()) {
                return;
            }
            if (!migrationStage.isOldAuthoritative()) {
                notifyNewStoreAuthoritative();
            } else if (partitions.stream().anyMatch(log::isOldStoreBehind)) {
                throw new WriteBlockedByRepairException(flagKey, migrationStage);
            }
        }

        private void notifyNewStoreAuthoritative() {
            if (!newStoreCounts) {
                log.newStoreBecomesAuthoritative();
                newStoreCounts = true;
            }
        }
    }

    /// The write to the secondary store.
    @FunctionalInterface
    private interface SecondaryWrite<A extends @Nullable Object, R extends @Nullable Object> {
        Function<? super A, ? extends R> toFunction(CallAttribution attribution);
    }

    /* A write that exceeds a limit goes to the repair log and fails for a rollout; it is counted nowhere else. */
    private SecondaryWrite<A, R> createSecondaryWrite(
            MigrationStage migrationStage, @Nullable CandidateExecutor executor) {
        Function<? super A, ? extends R> other = stores.secondary(migrationStage);
        if (executor == null) {
            return attribution -> other;
        }
        LimitedStoreOperation<A, R> limited = new LimitedStoreOperation<>(executor, other);
        return attribution -> limited.toFunction(attribution.key(), (key, event) -> {});
    }

    private MigrationOperation.StageAction<A, R> createAction(
            MigrationStage migrationStage, RepairLog<? super A> log, SecondaryWrite<A, R> second) {
        CallAttribution plain = StoreOperationPair.attributionOutsideRollout(flagKey, migrationStage);
        Predicate<? super R> failed = failedWhen;
        ShadowCallRunner<A, ?> back = readBackComparisonSettings == null || !migrationStage.writesBoth()
                ? null
                : readBackComparisonSettings.createShadowRunner(migrationStage, core, flagKey);
        return (split, evaluation, partition, argument) -> {
            CallAttribution attribution = MeasuredCallRunner.attribute(split, evaluation, plain, partition);
            var write = new DualWrite(migrationStage, failed, log, second.toFunction(attribution));
            var runner = new MeasuredCallRunner<A, R>(
                    core,
                    CustomCallMetricsReader.none(),
                    write::hasFailed,
                    back == null ? null : write.toReadBackDispatcher(back));
            return runner.run(attribution, attribution.unit(partition), write, partition, argument);
        };
    }

    /// One write to both stores.
    private final class DualWrite implements Function<A, R> {
        private final MigrationStage migrationStage;
        private final Predicate<? super R> failed;
        private final RepairLog<? super A> log;
        private final Function<? super A, ? extends R> second;
        private boolean inOneStoreOnly;
        private boolean inBothStores;

        DualWrite(
                MigrationStage migrationStage,
                Predicate<? super R> failed,
                RepairLog<? super A> log,
                Function<? super A, ? extends R> second) {
            this.migrationStage = migrationStage;
            this.failed = failed;
            this.log = log;
            this.second = second;
        }

        ShadowDispatcher<A, R> toReadBackDispatcher(ShadowCallRunner<A, ?> back) {
            return (split, startNanos, nanos, argument, result) -> {
                if (inBothStores) {
                    back.dispatchReadBack(split, startNanos, nanos, argument);
                }
            };
        }

        boolean hasFailed(R result) {
            return (inOneStoreOnly && migrationStage.isOldAuthoritative()) || failed.test(result);
        }

        @Override
        public R apply(A argument) {
            R result = stores.authoritative(migrationStage).apply(argument);
            if (migrationStage.writesBoth() && !ShadowCallRunner.isFailure(failed, result)) {
                writeSecondary(argument);
            }
            return result;
        }

        private void writeSecondary(A argument) {
            Throwable cause = null;
            try {
                R result = second.apply(argument);
                inOneStoreOnly = ShadowCallRunner.isFailure(failed, result);
            } catch (Throwable thrown) {
                inOneStoreOnly = true;
                cause = thrown;
            }
            inBothStores = !inOneStoreOnly;
            if (inOneStoreOnly) {
                log.append(migrationStage, argument, cause);
            }
        }
    }
}
