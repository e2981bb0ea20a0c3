// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal;

import dev.evenkeel.flag.EvaluationContext;
import dev.evenkeel.flag.MigrationStage;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.Migration.RepairLog;
import dev.evenkeel.sdk.RepairPendingException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Collects the parts of a write: first the store whose word counts, then the other one, in the
/// caller's thread. A write that did not reach the other one goes to the repair log, and counts as
/// failed for a rollout, though the caller gets its result.
final class StagedWrite<A extends @Nullable Object, R extends @Nullable Object>
        implements Migration.WriteBuilder<A, R> {
    private final Switchboard switchboard;
    private final String flagKey;
    private final Stores<A, R> stores;
    private Predicate<? super R> failedWhen = result -> false;
    private @Nullable RepairLog<? super A> repairLog;

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
    public Migration.Operation<A, R> build() {
        if (repairLog == null) {
            throw new IllegalStateException("a write of \"" + flagKey
                    + "\" needs a repair log: call repairLog(log), which keeps writes that reached one store only");
        }
        Map<MigrationStage, StagedRun.Work<A, R>> works = new EnumMap<>(MigrationStage.class);
        for (MigrationStage stage : MigrationStage.values()) {
            works.put(stage, work(stage, repairLog));
        }
        RepairLog<? super A> log = repairLog;
        return new StagedRun<>(
                switchboard, flagKey, works, (stage, partitions) -> requireRepaired(log, stage, partitions));
    }

    /* Nobody steps back to a stage without second writes once the new store's word counted. */
    private void requireRepaired(RepairLog<? super A> log, MigrationStage stage, List<EvaluationContext> partitions) {
        if (stage.isOldAuthoritative()
                && stage.writesBoth()
                && partitions.stream().anyMatch(log::isOldBehind)) {
            throw new RepairPendingException(flagKey, stage);
        }
    }

    private StagedRun.Work<A, R> work(MigrationStage stage, RepairLog<? super A> log) {
        CallKind plain = Stores.plain(flagKey, stage);
        Predicate<? super R> failed = failedWhen;
        return (split, evaluation, partition, argument) -> {
            var write = new Write(stage, failed, log);
            var runner = new CallRunner<A, R>(switchboard, Readings.none(), write::hasFailed, null);
            CallKind kind = CallRunner.kind(split, evaluation, plain, partition);
            return runner.run(kind, kind.unit(partition), write, partition, argument);
        };
    }

    /// One write.
    private final class Write implements Function<A, R> {
        private final MigrationStage stage;
        private final Predicate<? super R> failed;
        private final RepairLog<? super A> log;
        private boolean inOneStoreOnly;

        Write(MigrationStage stage, Predicate<? super R> failed, RepairLog<? super A> log) {
            this.stage = stage;
            this.failed = failed;
            this.log = log;
        }

        boolean hasFailed(R result) {
            return inOneStoreOnly || failed.test(result);
        }

        @Override
        public R apply(A argument) {
            R result = stores.authoritative(stage).apply(argument);
            if (stage.writesBoth() && !CallRunner.isFailure(failed, result)) {
                alsoTo(stores.other(stage), argument);
            }
            return result;
        }

        private void alsoTo(Function<? super A, ? extends R> other, A argument) {
            Throwable cause = null;
            try {
                R result = other.apply(argument);
                inOneStoreOnly = CallRunner.isFailure(failed, result);
            } catch (Throwable thrown) {
                inOneStoreOnly = true;
                cause = thrown;
            }
            if (inOneStoreOnly) {
                log.keep(stage, argument, cause);
            }
        }
    }
}
