// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.stats;

/// Trials with two outcomes in both variants, as counted in one tick.
///
/// @param control trials in control, zero or more
/// @param controlFailed those that failed, 0..control
/// @param candidate trials in the candidate, zero or more
/// @param candidateFailed those that failed, 0..candidate
public record TrialCounts(long control, long controlFailed, long candidate, long candidateFailed) {
    /// No trial at all.
    public static final TrialCounts NONE = new TrialCounts(0, 0, 0, 0);

    public TrialCounts {
        if (controlFailed < 0 || controlFailed > control || candidateFailed < 0 || candidateFailed > candidate) {
            throw new IllegalArgumentException("failures must be 0..trials, got control " + controlFailed + " of "
                    + control + ", candidate " + candidateFailed + " of " + candidate);
        }
    }

    /// Only the failures: enough where the margin is a ratio, because successes then carry no information.
    public static TrialCounts failures(long control, long candidate) {
        return new TrialCounts(control, control, candidate, candidate);
    }

    /// Whether one variant has no trial.
    public boolean oneSided() {
        return control == 0 || candidate == 0;
    }

    /// Both tallies together.
    public TrialCounts plus(TrialCounts more) {
        return new TrialCounts(
                control + more.control,
                controlFailed + more.controlFailed,
                candidate + more.candidate,
                candidateFailed + more.candidateFailed);
    }

    /// Control and candidate exchanged.
    TrialCounts swapped() {
        return new TrialCounts(candidate, candidateFailed, control, controlFailed);
    }

    double succeeded() {
        return (double) (control - controlFailed) + (candidate - candidateFailed);
    }
}
