// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentAccumulator;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An experiment, as stored.
///
/// @param environment environment of the flag
/// @param flag key of the flag
/// @param plan immutable plan with goals and decision rule
/// @param hypothesis expected result, as stated by the user
/// @param reason why it was started
/// @param revision flag revision that started it
/// @param ending null while it runs
/// @param state aggregates of all analysed units
/// @param analyzedAt when new data was last analysed
/// @param decision final decision by the rule; null before
/// @param changes counter that grows with every change
public record Experiment(
        String id,
        String environment,
        String flag,
        ExperimentPlan plan,
        String hypothesis,
        String reason,
        long revision,
        Instant startedAt,
        @Nullable Ending ending,
        ExperimentAccumulator.AccumulatorSnapshot state,
        Instant analyzedAt,
        @Nullable Decision decision,
        long changes) {

    /// The end of an experiment by a user.
    public record Ending(Instant at, String reason) {}

    /// The decision of an experiment.
    ///
    /// @param treatment index of the treatment in the plan; 0 when it concerns no single one
    /// @param summary decision as a sentence, as stated at the time
    public record Decision(ExperimentVerdict verdict, int treatment, Instant at, String summary) {}

    /// Whether units are still exposed.
    public boolean isRunning() {
        return ending == null;
    }

    /// Returns the current results.
    public ExperimentResults results() {
        return analysis().results();
    }

    ExperimentAccumulator analysis() {
        var analysis = new ExperimentAccumulator(plan);
        analysis.restore(state);
        return analysis;
    }

    Experiment withRevision(long newRevision) {
        return with(newRevision, ending, state, analyzedAt, decision);
    }

    Experiment withEnding(Ending how) {
        return with(revision, how, state, analyzedAt, decision);
    }

    Experiment withAnalysis(
            ExperimentAccumulator.AccumulatorSnapshot newState, Instant at, @Nullable Decision newlyDecided) {
        return with(revision, ending, newState, at, newlyDecided);
    }

    private Experiment with(
            long newRevision,
            @Nullable Ending newEnding,
            ExperimentAccumulator.AccumulatorSnapshot newState,
            Instant newAnalyzedAt,
            @Nullable Decision newDecision) {
        return new Experiment(
                id,
                environment,
                flag,
                plan,
                hypothesis,
                reason,
                newRevision,
                startedAt,
                newEnding,
                newState,
                newAnalyzedAt,
                newDecision,
                changes);
    }
}
