// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.Migration.RepairLog;
import dev.evenkeel.sdk.RepairPendingException;
import dev.evenkeel.sdk.Shadowing;
import dev.evenkeel.sdk.internal.call.CallRunner;
import dev.evenkeel.sdk.internal.call.CandidateLane;
import dev.evenkeel.sdk.internal.call.LimitedStore;
import dev.evenkeel.sdk.internal.call.Readings;
import dev.evenkeel.sdk.internal.call.Switchboard;
import dev.evenkeel.sdk.internal.shadow.SecondAnswers;
import dev.evenkeel.sdk.internal.shadow.ShadowRun;
import dev.evenkeel.sdk.internal.tracking.CallKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects the parts of a write: first the store whose word counts, then the other one, in the
/// caller's thread. A write that did not reach the other one goes to the repair log; if that is the
/// new store, the write counts as failed for a rollout, though the caller gets its result. That the old
/// store did not take what the new one has taken is not held against the new one.
final class StagedWrite<A extends @Nullable Object, R extends @Nullable Object>
        implements Migration.WriteBuilder<A, R> {
    private final Switchboard switchboard;
    private final String flagKey;
    private final Stores<A, R> stores;
    private Predicate<? super R> failedWhen = result -> false;
    private @Nullable RepairLog<? super A> repairLog;
    private @Nullable ReadBack<A, ?> readBack;
    private @Nullable CandidateLimits secondLimits;

    StagedWrite(Switchboard switchboard, String flagKey, Stores<A, R> stores) {
        this.switchboard = switchboard;
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
            Function<? super A, ? extends V> oldStore, Function<? super A, ? extends V> newStore, Shadowing<V> terms) {
        readBack = new ReadBack<>(new Stores<>(oldStore, newStore), Objects.requireNonNull(terms, "terms"));
        return this;
    }

    @Override
    public Migration.WriteBuilder<A, R> secondWriteLimits(CandidateLimits most) {
        secondLimits = Objects.requireNonNull(most, "most");
        return this;
    }

    /* How it is read what a write has left. */
    private record ReadBack<A extends @Nullable Object, V extends @Nullable Object>(
            Stores<A, V> stores, Shadowing<V> terms) {
        ShadowRun<A, V> at(MigrationStage stage, Switchboard switchboard, String flagKey) {
            return switchboard.shadowRun(
                    flagKey,
                    terms,
                    new ShadowRun.Paths<>(stores.authoritative(stage), stores.other(stage), read -> false));
        }
    }

    @Override
    public Migration.Operation<A, R> build() {
        if (repairLog == null) {
            throw new IllegalStateException("a write of \"" + flagKey
                    + "\" needs a repair log: call repairLog(log), which keeps writes that reached one store only");
        }
        Map<MigrationStage, StagedRun.Work<A, R>> works = new EnumMap<>(MigrationStage.class);
        CandidateLane lane =
                secondLimits == null ? null : CandidateLane.of(flagKey, secondLimits, switchboard::nanoTime);
        for (MigrationStage stage : MigrationStage.values()) {
            works.put(stage, work(stage, repairLog, second(stage, lane)));
        }
        return new StagedRun<>(switchboard, flagKey, works, new Repaired(flagKey, repairLog));
    }

    /// What a repair log has to say before a write: nobody steps back to a stage without second writes once the
    /// new store's word counted, and nobody lets it count before the log knows.
    private static final class Repaired implements StagedRun.Admission {
        private final String flagKey;
        private final RepairLog<?> log;
        private volatile boolean newStoreCounts;

        Repaired(String flagKey, RepairLog<?> log) {
            this.flagKey = flagKey;
            this.log = log;
        }

        @Override
        public void require(MigrationStage stage, List<EvaluationContext> partitions) {
            if (!stage.writesBoth()) {
                return;
            }
            if (!stage.isOldAuthoritative()) {
                requireTold();
            } else if (partitions.stream().anyMatch(log::isOldBehind)) {
                throw new RepairPendingException(flagKey, stage);
            }
        }

        private void requireTold() {
            if (!newStoreCounts) {
                log.newStoreCounts();
                newStoreCounts = true;
            }
        }
    }

    /// The write to the store whose word does not count.
    @FunctionalInterface
    private interface Second<A extends @Nullable Object, R extends @Nullable Object> {
        Function<? super A, ? extends R> of(CallKind kind);
    }

    /* What meets a limit is told by the repair log, and fails for a rollout: it is counted nowhere else. */
    private Second<A, R> second(MigrationStage stage, @Nullable CandidateLane lane) {
        Function<? super A, ? extends R> other = stores.other(stage);
        if (lane == null) {
            return kind -> other;
        }
        LimitedStore<A, R> limited = new LimitedStore<>(lane, other);
        return kind -> limited.of(kind.key(), (key, event) -> {});
    }

    private StagedRun.Work<A, R> work(MigrationStage stage, RepairLog<? super A> log, Second<A, R> second) {
        CallKind plain = Stores.plain(flagKey, stage);
        Predicate<? super R> failed = failedWhen;
        ShadowRun<A, ?> back =
                readBack == null || !stage.writesBoth() ? null : readBack.at(stage, switchboard, flagKey);
        return (split, evaluation, partition, argument) -> {
            CallKind kind = CallRunner.kind(split, evaluation, plain, partition);
            var write = new Write(stage, failed, log, second.of(kind));
            var runner = new CallRunner<A, R>(
                    switchboard, Readings.none(), write::hasFailed, back == null ? null : write.readBackBy(back));
            return runner.run(kind, kind.unit(partition), write, partition, argument);
        };
    }

    /// One write.
    private final class Write implements Function<A, R> {
        private final MigrationStage stage;
        private final Predicate<? super R> failed;
        private final RepairLog<? super A> log;
        private final Function<? super A, ? extends R> second;
        private boolean inOneStoreOnly;
        private boolean inBothStores;

        Write(
                MigrationStage stage,
                Predicate<? super R> failed,
                RepairLog<? super A> log,
                Function<? super A, ? extends R> second) {
            this.stage = stage;
            this.failed = failed;
            this.log = log;
            this.second = second;
        }

        SecondAnswers<A, R> readBackBy(ShadowRun<A, ?> back) {
            return (split, startNanos, nanos, argument, result) -> {
                if (inBothStores) {
                    back.written(split, startNanos, nanos, argument);
                }
            };
        }

        boolean hasFailed(R result) {
            return (inOneStoreOnly && stage.isOldAuthoritative()) || failed.test(result);
        }

        @Override
        public R apply(A argument) {
            R result = stores.authoritative(stage).apply(argument);
            if (stage.writesBoth() && !ShadowRun.isFailure(failed, result)) {
                writeSecond(argument);
            }
            return result;
        }

        private void writeSecond(A argument) {
            Throwable cause = null;
            try {
                R result = second.apply(argument);
                inOneStoreOnly = ShadowRun.isFailure(failed, result);
            } catch (Throwable thrown) {
                inOneStoreOnly = true;
                cause = thrown;
            }
            inBothStores = !inOneStoreOnly;
            if (inOneStoreOnly) {
                log.keep(stage, argument, cause);
            }
        }
    }
}
