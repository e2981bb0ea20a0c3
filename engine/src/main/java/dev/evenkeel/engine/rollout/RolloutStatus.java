// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

/// The statuses of a rollout. The last three are final.
public enum RolloutStatus {
    /// All units are on control until the latency baseline has enough samples.
    COLLECTING_BASELINE,
    /// The guard evaluates the steps of the plan.
    RUNNING,
    /// All steps have passed; the last exposure is kept.
    COMPLETED,
    /// The guard has moved all units back to control.
    ROLLED_BACK,
    /// An operator has moved all units back to control.
    ABORTED;

    /// Whether the status is final.
    public boolean isEnded() {
        return this != COLLECTING_BASELINE && this != RUNNING;
    }
}
