// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentAnalysis;
import dev.evenkeel.engine.experiment.ExperimentPlan;
import dev.evenkeel.engine.experiment.ExperimentResults;
import dev.evenkeel.engine.experiment.ExperimentVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An experiment as it is stored.
///
/// @param environment where the flag is
/// @param flag key of the flag
/// @param plan what is asked and how it will be read; it never changes
/// @param hypothesis what its people expect, in their words
/// @param reason why it was started
/// @param revision flag revision that began it
/// @param ending null while it runs
/// @param state all that its analysed units add up to
/// @param lookedAt when something new was last read
/// @param decided what was concluded by the rule, for ever; null before
/// @param changes grows with every change
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
        ExperimentAnalysis.State state,
        Instant lookedAt,
        @Nullable Decision decided,
        long changes) {

    /// How a person ended it.
    public record Ending(Instant at, String reason) {}

    /// What was concluded.
    ///
    /// @param treatment the treatment's place in the plan; 0 when it is about none alone
    /// @param words the conclusion as it was said then
    public record Decision(ExperimentVerdict verdict, int treatment, Instant at, String words) {}

    /// Whether units are still exposed.
    public boolean runs() {
        return ending == null;
    }

    /// What is known now.
    public ExperimentResults reading() {
        return analysis().read();
    }

    ExperimentAnalysis analysis() {
        var analysis = new ExperimentAnalysis(plan);
        analysis.restore(state);
        return analysis;
    }

    Experiment under(long newRevision) {
        return new Experiment(
                id,
                environment,
                flag,
                plan,
                hypothesis,
                reason,
                newRevision,
                startedAt,
                ending,
                state,
                lookedAt,
                decided,
                changes);
    }

    Experiment ended(Ending how) {
        return new Experiment(
                id,
                environment,
                flag,
                plan,
                hypothesis,
                reason,
                revision,
                startedAt,
                how,
                state,
                lookedAt,
                decided,
                changes);
    }

    Experiment looked(ExperimentAnalysis.State newState, Instant at, @Nullable Decision newlyDecided) {
        return new Experiment(
                id,
                environment,
                flag,
                plan,
                hypothesis,
                reason,
                revision,
                startedAt,
                ending,
                newState,
                at,
                newlyDecided,
                changes);
    }
}
