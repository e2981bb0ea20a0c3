// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// The share of trials in the candidate, stored together with control's share, because 1 - x loses digits
/// near 1.
///
/// There are two kinds, and the choice decides validity. *Assigned*: the probability with which a unit's hash
/// assigned it to the candidate; exact when units are sticky. *Realised*: the observed share of a tick's
/// trials in the candidate; tolerates a wrong split, but is valid only when each trial is assigned
/// independently.
///
/// @param candidate share of the candidate, above 0 and below 1
/// @param control share of control, above 0 and below 1
public record CandidateShare(double candidate, double control) {
    public CandidateShare {
        if (!(candidate > 0 && candidate < 1 && control > 0 && control < 1)) {
            throw new IllegalArgumentException("the shares of candidate and control must be above 0 and below 1, got "
                    + candidate + " and " + control);
        }
    }

    /// Creates an assigned share.
    ///
    /// @param candidate probability of the candidate, above 0 and below 1
    public static CandidateShare assigned(double candidate) {
        return new CandidateShare(candidate, 1 - candidate);
    }

    /// Creates the realised share of a tick's trials.
    ///
    /// @throws IllegalArgumentException when a variant has no trials; skip such a tick
    public static CandidateShare observed(TrialCounts trials) {
        double all = (double) trials.control() + trials.candidate();
        return new CandidateShare(trials.candidate() / all, trials.control() / all);
    }

    /// Returns the share with control and candidate exchanged.
    public CandidateShare swap() {
        return new CandidateShare(control, candidate);
    }
}
