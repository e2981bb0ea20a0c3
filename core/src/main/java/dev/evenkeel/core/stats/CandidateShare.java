// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Which part of the trials goes to the candidate, with the rest named too, because 1 - x forgets
/// digits near 1.
///
/// Two kinds, and the choice decides validity. *Assigned*: the probability with which a unit's hash put
/// it into the candidate; exact when units are sticky. *Realised*: the part of a tick's trials that the
/// candidate got; forgives a wrong split, but only when each trial is assigned afresh.
///
/// @param candidate part of the candidate, above 0 and below 1
/// @param control part of control, above 0 and below 1
public record CandidateShare(double candidate, double control) {
    public CandidateShare {
        if (!(candidate > 0 && candidate < 1 && control > 0 && control < 1)) {
            throw new IllegalArgumentException("the candidate's share must be above 0 and below 1, got " + candidate
                    + " beside control's " + control + "; without both variants there is nothing to compare");
        }
    }

    /// The share that the split assigns.
    ///
    /// @param candidate probability of the candidate, above 0 and below 1
    public static CandidateShare assigned(double candidate) {
        return new CandidateShare(candidate, 1 - candidate);
    }

    /// The share that a tick's trials show.
    ///
    /// @throws IllegalArgumentException when a variant has no trial: such a tick is skipped
    public static CandidateShare realised(TrialCounts trials) {
        double all = (double) trials.control() + trials.candidate();
        return new CandidateShare(trials.candidate() / all, trials.control() / all);
    }

    /// Control and candidate exchanged.
    public CandidateShare swapped() {
        return new CandidateShare(control, candidate);
    }
}
