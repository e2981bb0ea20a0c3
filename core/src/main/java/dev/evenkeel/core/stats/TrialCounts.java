// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Counts of trials with binary outcomes in both variants, in one tick.
///
/// @param control trials in control, zero or more
/// @param controlFailed those that failed, 0..control
/// @param candidate trials in the candidate, zero or more
/// @param candidateFailed those that failed, 0..candidate
public record TrialCounts(long control, long controlFailed, long candidate, long candidateFailed) {
    /// No trials.
    public static final TrialCounts NONE = new TrialCounts(0, 0, 0, 0);

    public TrialCounts {
        if (controlFailed < 0 || controlFailed > control || candidateFailed < 0 || candidateFailed > candidate) {
            throw new IllegalArgumentException("failures must be 0..trials, got control " + controlFailed + " of "
                    + control + ", candidate " + candidateFailed + " of " + candidate);
        }
    }

    /// Creates counts of failures only: sufficient for a margin that is a ratio, where successes carry no
    /// information.
    public static TrialCounts ofFailures(long control, long candidate) {
        return new TrialCounts(control, control, candidate, candidate);
    }

    /// Whether a variant has no trials.
    public boolean isOneSided() {
        return control == 0 || candidate == 0;
    }

    /// Returns the sum of both.
    public TrialCounts plus(TrialCounts more) {
        return new TrialCounts(
                control + more.control,
                controlFailed + more.controlFailed,
                candidate + more.candidate,
                candidateFailed + more.candidateFailed);
    }

    /// Returns the counts with control and candidate exchanged.
    TrialCounts swap() {
        return new TrialCounts(candidate, candidateFailed, control, controlFailed);
    }

    double successCount() {
        return (double) (control - controlFailed) + (candidate - candidateFailed);
    }
}
