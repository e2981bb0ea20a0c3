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

/// A staged migration from an old store to a new one ([MigrationStage]), controlled by a flag whose variants
/// are the stages. Data belongs to partitions: an account, a tenant. The flag is evaluated for the
/// partition's key, so that all operations on a partition are at one stage.
///
/// A rollout between two stages guards the step like any other: calls at the later stage are the candidate's.
/// Thread-safe.
public interface Migration {
    /// Returns the stage of a partition. [MigrationStage#OFF] when the flag cannot be evaluated or its
    /// variant is not a stage.
    ///
    /// @param partition its targeting key is the partition's key
    MigrationStage stage(EvaluationContext partition);

    /// Creates a builder of a read operation.
    ///
    /// @param <A> argument
    /// @param <R> result
    <A extends @Nullable Object, R extends @Nullable Object> ReadBuilder<A, R> read(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore);

    /// Creates a builder of a write operation.
    ///
    /// @param <A> argument
    /// @param <R> result
    <A extends @Nullable Object, R extends @Nullable Object> WriteBuilder<A, R> write(
            Function<? super A, ? extends R> oldStore, Function<? super A, ? extends R> newStore);

    /// Creates a builder of a backfill, which copies data that the old store contained before both were
    /// written.
    ///
    /// @param <K> the key of a row, the same in both stores
    <K extends Comparable<? super K>> Backfill.Builder<K> backfill(KeyOrderedStore<K> oldStore, RangeCopier<K> copy);

    /// Creates a builder of a reconciliation, which compares the complete content of both stores.
    ///
    /// @param <K> the key of a row, the same in both stores
    <K extends Comparable<? super K>> Reconciliation.Builder<K> reconciliation(
            KeyOrderedStore<K> oldStore, KeyOrderedStore<K> newStore);

    /// An operation on one or more partitions.
    ///
    /// @param <A> argument
    /// @param <R> result
    @FunctionalInterface
    interface Operation<A extends @Nullable Object, R extends @Nullable Object> {
        /// Runs the operation at the earliest stage of its partitions.
        ///
        /// Exceptions of the authoritative store are rethrown unchanged, and the other store is not called
        /// then. Exceptions of the other store are never rethrown.
        ///
        /// @param partitions at least one; the evidence for a rollout counts for the first one at that stage
        /// @throws IllegalArgumentException when there is no partition
        /// @throws CandidateBreakerOpenException when the breaker of this process has disabled the later
        ///     stage, and the old store may have less data than the new one
        /// @throws FallBackToControlException when it is a read above the concurrency limit of the new
        ///     store ([ReadBuilder#candidateLimits])
        /// @throws OutcomeUnknownException when it is a read that exceeds the time limit of the new store
        /// @throws WriteBlockedByRepairException when it is a write, the old store is authoritative and lacks
        ///     writes that the new one has acknowledged
        R run(List<EvaluationContext> partitions, A argument);

        /// Runs the operation for one partition.
        default R run(EvaluationContext partition, A argument) {
            return run(List.of(partition), argument);
        }
    }

    /// A builder of a read. Confined to one thread.
    interface ReadBuilder<A extends @Nullable Object, R extends @Nullable Object> {
        /// Sets which results are failures; by default only exceptions are.
        ReadBuilder<A, R> failedWhen(Predicate<? super R> failed);

        /// Compares the results of both stores at the stages that read both, while a rollout configures it.
        ReadBuilder<A, R> shadowing(ShadowOptions<R> options);

        /// Limits the new store where it is authoritative, from [MigrationStage#LIVE] on, so that both sides of
        /// a rollout between two such stages have the same limits; by default it has none. A call above the
        /// concurrency limit is not started, and its caller gets a [FallBackToControlException]; the caller
        /// of one that exceeds the time limit gets an [OutcomeUnknownException]. Both are failures of the
        /// stage.
        ///
        /// There is no fallback to the old store, although it is written at `live` and `rampdown`: it lacks
        /// writes in the repair log and in flight, so it could return data older than already read. Where the
        /// new store is read for comparison only, the limits of [ShadowOptions] apply.
        ReadBuilder<A, R> candidateLimits(CandidateLimits limits);

        /// Creates the operation.
        Operation<A, R> build();
    }

    /// A builder of a write. Confined to one thread.
    interface WriteBuilder<A extends @Nullable Object, R extends @Nullable Object> {
        /// Sets which results are failures; by default only exceptions are. A write that failed in the
        /// authoritative store does not run on the other one.
        WriteBuilder<A, R> failedWhen(Predicate<? super R> failed);

        /// Sets the log of writes that reached only the authoritative store: a table in the same database.
        /// Required.
        WriteBuilder<A, R> repairLog(RepairLog<? super A> log);

        /// Limits the secondary store where both are written: a second write above the concurrency limit, or
        /// beyond the time limit, goes to the repair log like one that failed. While that store is down or
        /// hangs, it thus blocks at most that many callers. With a time limit second writes run in other
        /// threads, and one that timed out may still reach the store later: repairs must handle a write that
        /// already exists.
        WriteBuilder<A, R> secondWriteLimits(CandidateLimits limits);

        /// Reads back each write from both stores and compares, while a rollout configures shadow traffic:
        /// outside the caller's path, after a write that both stores accepted. Detects writes that the new
        /// store executed wrongly without failing.
        ///
        /// @param <V> the value that is read back
        /// @param options options of the comparison; a repeatable control is the old store read twice
        <V extends @Nullable Object> WriteBuilder<A, R> readingBack(
                Function<? super A, ? extends V> oldStore,
                Function<? super A, ? extends V> newStore,
                ShadowOptions<V> options);

        /// Creates the operation.
        ///
        /// @throws IllegalStateException without a repair log
        Operation<A, R> build();
    }

    /// A log of writes that reached only one store, until the other store is repaired. Shared by all
    /// processes.
    ///
    /// @param <A> argument of a write
    interface RepairLog<A extends @Nullable Object> {
        /// Stores a write. An exception is rethrown by the operation; the write is then in one store without
        /// an entry in the log.
        ///
        /// @param migrationStage stage at which it ran; [MigrationStage#isOldAuthoritative()] determines which
        ///     store has it
        /// @param cause why the other store lacks it; null when its result counts as a failure
        void append(MigrationStage migrationStage, A argument, @Nullable Throwable cause);

        /// Called before the first write of this process at a stage where both stores are written and the new
        /// one is authoritative: from now on it may contain writes that the old one lacks. An exception is
        /// rethrown, and nothing is written.
        ///
        /// A log in the new store's database records here, in the old store's database, that it must be
        /// queried: until then [#isOldStoreBehind] need not query it, and an outage of the new store has no
        /// effect at [MigrationStage#DUALWRITE]. Does nothing by default.
        default void newStoreBecomesAuthoritative() {}

        /// Whether the old store still lacks a write of a partition that the new store has acknowledged.
        /// Called before each write at [MigrationStage#DUALWRITE] and [MigrationStage#SHADOW], so that after
        /// a step back the old store is authoritative only where it is complete. An exception is rethrown,
        /// and nothing is written.
        boolean isOldStoreBehind(EvaluationContext partition);
    }
}
