// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// A rollout whose outcomes arrive but are not being evaluated.
///
/// @param rollout id of the rollout, 1..256 characters
/// @param seconds age of the oldest unevaluated outcome, 0 or more
public record UnevaluatedRollout(String rollout, long seconds) {
    public UnevaluatedRollout {
        var rules = new MessageValidator();
        rules.validateName("rollout", rollout);
        rules.validateMin("seconds", seconds, 0);
        rules.throwIfAny();
    }
}
