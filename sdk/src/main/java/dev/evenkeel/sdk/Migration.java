// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.store.Backfill;
import dev.evenkeel.sdk.store.KeyOrderedStore;
import dev.evenkeel.sdk.store.RangeCopier;
import dev.evenkeel.sdk.store.Reconciliation;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A migration from an old store to a new one, stage by stage ([MigrationStage]), led by a flag whose
/// variants are the stages. Data belongs to partitions: an account, a tenant. The flag is evaluated for
/// the partition's key, so all operations on a partition are at one stage.
///
/// A rollout between two stages guards the step like any other: calls at the later stage are the
/// candidate's. Thread-safe.
public interface Migration {
    /// The stage of a partition. [MigrationStage#OFF] when the flag cannot be evaluated or names no stage.
    ///
    /// @param partition its targeting key is the partition's key
    MigrationStage stage(EvaluationContext partition);

    /// Describes an operation that reads.
    ///
    /// @param <A> what it takes
    /// @param <R> what it gives
    <A extends @Nullable Object, R extends @Nullable Object> ReadBuilder<A, R> read(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore);

    /// Describes an operation that writes.
    ///
    /// @param <A> what it takes
    /// @param <R> what it gives
    <A extends @Nullable Object, R extends @Nullable Object> WriteBuilder<A, R> write(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore);

    /// Describes the copying of what the old store knew before both were written.
    ///
    /// @param <K> the key of a row, the same in both stores
    <K extends Comparable<? super K>> Backfill.Builder<K> backfill(KeyOrderedStore<K> oldStore, RangeCopier<K> copy);

    /// Describes the comparison of everything that both stores hold.
    ///
    /// @param <K> the key of a row, the same in both stores
    <K extends Comparable<? super K>> Reconciliation.Builder<K> reconciliation(
            KeyOrderedStore<K> oldStore, KeyOrderedStore<K> newStore);

    /// An operation on one or more partitions.
    ///
    /// @param <A> what it takes
    /// @param <R> what it gives
    @FunctionalInterface
    interface Operation<A extends @Nullable Object, R extends @Nullable Object> {
        /// Runs it at the earliest stage of the partitions that it touches.
        ///
        /// Exceptions of the store whose word counts come out unchanged, and the other store is then
        /// not asked. Those of the other store never come out.
        ///
        /// @param partitions at least one; the evidence of a rollout counts for the first that is at
        ///     that stage
        /// @throws IllegalArgumentException when there is no partition
        /// @throws CandidateBreakerOpenException when this process has taken the later stage out of use by
        ///     itself, and what the old store knows may be less than what the new one does
        /// @throws CallNotStartedException when it reads and the new store has no place for it
        ///     ([ReadBuilder#candidateLimits])
        /// @throws OutcomeUnknownException when it reads and the new store has not answered within its time
        ///     limit
        /// @throws RepairPendingException when it writes, the old store's word counts and that store lacks
        ///     what the new one has acknowledged
        R run(List<EvaluationContext> partitions, A argument);

        /// The same for one partition.
        default R run(EvaluationContext partition, A argument) {
            return run(List.of(partition), argument);
        }
    }

    /// Describes a read. Confined to one thread.
    interface ReadBuilder<A extends @Nullable Object, R extends @Nullable Object> {
        /// Says which results are failures; by default only exceptions are.
        ReadBuilder<A, R> failedWhen(Predicate<? super R> failed);

        /// Compares both stores' answers at the stages that read both, while a rollout asks for it.
        ReadBuilder<A, R> shadowing(ShadowOptions<R> terms);

        /// Limits the new store where it answers, from [MigrationStage#LIVE] on, so that both sides of a
        /// rollout between two such stages have the same limits; by default it has none. A call that finds no
        /// place does not begin, and its caller gets a [CallNotStartedException]; the caller of one that takes
        /// too long gets an [OutcomeUnknownException]. Both are failures of the stage.
        ///
        /// The old store never answers instead, though it is written at `live` and `rampdown`: it lacks
        /// what the repair log holds and what is on its way, so it could take back what somebody has read
        /// already. Where the new store is asked for comparison only, [ShadowOptions] has limits of its own.
        ReadBuilder<A, R> candidateLimits(CandidateLimits limits);

        /// The operation.
        Operation<A, R> build();
    }

    /// Describes a write. Confined to one thread.
    interface WriteBuilder<A extends @Nullable Object, R extends @Nullable Object> {
        /// Says which results are failures; by default only exceptions are. A write that failed where
        /// its word counts does not go to the other store.
        WriteBuilder<A, R> failedWhen(Predicate<? super R> failed);

        /// Where writes go that reached only the store whose word counts: a table in the same database.
        /// Needed.
        WriteBuilder<A, R> repairLog(RepairLog<? super A> log);

        /// Bounds what the store whose word does not count may take from callers, where both are written: a
        /// second write that finds no place, or takes too long, goes to the repair log like one that
        /// did not reach that store. So while the store is away or hangs it holds up only so many
        /// callers at once. With a time limit second writes run in other threads, and one that timed
        /// out may reach the store later: whoever repairs has to allow for a write that is there.
        WriteBuilder<A, R> secondWriteLimits(CandidateLimits limits);

        /// Reads back what a write has left in each store and compares, while a rollout asks for second
        /// answers: off the caller's way, after a write that both stores took. A write that the new store got
        /// wrong shows here though it did not fail.
        ///
        /// @param <V> what is read back
        /// @param terms how it is compared; a repeatable control is the old store read twice
        <V extends @Nullable Object> WriteBuilder<A, R> readingBack(
                Function<? super A, ? extends V> oldStore,
                Function<? super A, ? extends V> newStore,
                ShadowOptions<V> terms);

        /// The operation.
        ///
        /// @throws IllegalStateException without a repair log
        Operation<A, R> build();
    }

    /// Keeps writes that reached one store only, until somebody repaired the other store. One log for all
    /// processes.
    ///
    /// @param <A> what a write takes
    interface RepairLog<A extends @Nullable Object> {
        /// Keeps a write. What it throws comes out of the operation: then the write is in one store and
        /// nobody knows.
        ///
        /// @param stage at which it ran; [MigrationStage#isOldAuthoritative()] says which store has it
        /// @param cause why the other store has not; null when its result counts as a failure
        void keep(MigrationStage stage, A argument, @Nullable Throwable cause);

        /// From now on writes may count that only the new store has. Called before the first write of this
        /// process at a stage where both are written and the new store's word counts; what it throws
        /// comes out, and nothing is written.
        ///
        /// A log that is kept beside the new store notes here, where the old one is, that it has to be asked:
        /// until then [#isOldBehind] need not ask it, and an outage of the new store stops nobody at
        /// [MigrationStage#DUALWRITE]. Does nothing by default.
        default void newStoreCounts() {}

        /// Whether the old store still lacks a write of a partition that the new store has acknowledged.
        /// Asked before each write at [MigrationStage#DUALWRITE] and [MigrationStage#SHADOW], so that after
        /// a step back the old store's word counts only where it knows everything. What it throws comes
        /// out, and nothing is written.
        boolean isOldBehind(EvaluationContext partition);
    }
}
