// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout;

/// Where a rollout stands. The last three are for ever.
public enum RolloutStatus {
    /// Everybody is on control, until the latency reference has enough samples.
    SEEDING,
    /// The guard decides.
    RUNNING,
    /// The plan ended well: its last exposure stays.
    COMPLETED,
    /// The guard put everybody back on control.
    ROLLED_BACK,
    /// A person put everybody back on control.
    ABORTED;

    /// Whether nothing more will be decided.
    public boolean ended() {
        return this != SEEDING && this != RUNNING;
    }
}
