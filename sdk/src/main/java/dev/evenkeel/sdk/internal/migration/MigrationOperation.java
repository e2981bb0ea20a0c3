// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.migration;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.sdk.CandidateBreakerOpenException;
import dev.evenkeel.sdk.Migration;
import dev.evenkeel.sdk.internal.call.EvaluationAndRecordingCore;
import dev.evenkeel.sdk.internal.delivery.ActiveFlags;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The implementation of an operation of a migration, which runs at the earliest stage of its partitions.
final class MigrationOperation<A extends @Nullable Object, R extends @Nullable Object>
        implements Migration.Operation<A, R> {
    private final EvaluationAndRecordingCore core;
    private final String flagKey;
    private final Map<MigrationStage, StageAction<A, R>> works;
    private final StagePrecondition admission;

    /// @param works one action for each stage
    MigrationOperation(
            EvaluationAndRecordingCore core,
            String flagKey,
            Map<MigrationStage, StageAction<A, R>> works,
            StagePrecondition admission) {
        this.core = core;
        this.flagKey = flagKey;
        this.works = works;
        this.admission = admission;
    }

    /// A check of whether an operation may run at a stage.
    @FunctionalInterface
    interface StagePrecondition {
        /// Throws when it may not.
        void checkAllowed(MigrationStage migrationStage, List<EvaluationContext> partitions);
    }

    /// The action of an operation at one stage.
    interface StageAction<A extends @Nullable Object, R extends @Nullable Object> {
        /// @param split null when the call is not evidence for a rollout
        R run(@Nullable TrackedSplit split, Evaluation evaluation, EvaluationContext partition, A argument);
    }

    private record PartitionStage(EvaluationContext partition, Evaluation evaluation, MigrationStage stage) {}

    @Override
    public R run(List<EvaluationContext> partitions, A argument) {
        ActiveFlags flags = core.flags();
        PartitionStage earliest = findEarliestStage(flags, partitions);
        TrackedSplit split = earliest.evaluation().bySplit() ? flags.rollouts().get(flagKey) : null;
        if (split != null && split.isCandidateDisabled()) {
            MigrationStage migrationStage = stageWithoutCandidate(split, earliest.stage());
            admission.checkAllowed(migrationStage, partitions);
            return runAtStage(migrationStage, null, earliest, argument);
        }
        admission.checkAllowed(earliest.stage(), partitions);
        return runAtStage(earliest.stage(), split, earliest, argument);
    }

    private R runAtStage(
            MigrationStage migrationStage, @Nullable TrackedSplit split, PartitionStage staged, A argument) {
        StageAction<A, R> work = works.get(migrationStage);
        if (work == null) {
            throw new IllegalStateException("no work for " + migrationStage);
        }
        return work.run(split, staged.evaluation(), staged.partition(), argument);
    }

    private PartitionStage findEarliestStage(ActiveFlags flags, List<EvaluationContext> partitions) {
        PartitionStage earliest = null;
        for (EvaluationContext partition : partitions) {
            Evaluation evaluation = core.evaluate(flags, flagKey, partition);
            MigrationStage migrationStage = stage(evaluation);
            if (earliest == null || migrationStage.compareTo(earliest.stage()) < 0) {
                earliest = new PartitionStage(partition, evaluation, migrationStage);
            }
        }
        if (earliest == null) {
            throw new IllegalArgumentException(
                    "an operation of \"" + flagKey + "\" must touch at least one partition, got none");
        }
        return earliest;
    }

    /* A fallback is safe only while the old store is authoritative at both stages. */
    private MigrationStage stageWithoutCandidate(TrackedSplit split, MigrationStage migrationStage) {
        if (!migrationStage.variant().equals(split.candidate().variant())) {
            return migrationStage;
        }
        if (!migrationStage.isOldAuthoritative()) {
            throw new CandidateBreakerOpenException(flagKey, migrationStage);
        }
        return MigrationStage.findByVariant(split.control().variant()).orElse(MigrationStage.OFF);
    }

    static MigrationStage stage(Evaluation evaluation) {
        String variant = evaluation.variant();
        return variant == null
                ? MigrationStage.OFF
                : MigrationStage.findByVariant(variant).orElse(MigrationStage.OFF);
    }
}
