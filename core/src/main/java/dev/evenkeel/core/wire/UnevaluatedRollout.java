// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

/// A rollout whose outcomes arrive and are not judged.
///
/// @param rollout its id, 1..256 characters
/// @param seconds how long the oldest of them has waited, 0 or more
public record UnevaluatedRollout(String rollout, long seconds) {
    public UnevaluatedRollout {
        var rules = new MessageValidator();
        rules.name("rollout", rollout);
        rules.atLeast("seconds", seconds, 0);
        rules.check();
    }
}
