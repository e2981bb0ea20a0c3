// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;

/// Check that a replay of the stored ticks gives the same decisions, bit for bit.
final class DecisionReplayCheck implements InvariantCheck {
    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = collected.rollouts().stream()
                .filter(rollout -> !rollout.replay().isEmpty())
                .map(rollout -> rollout.name() + ": " + String.join("; ", rollout.replay()))
                .toList();
        return new InvariantResult(
                "every decision follows from its stored ticks, bit for bit",
                collected.rollouts().size() - violations.size() + " of "
                        + collected.rollouts().size() + " rollouts replayed identically",
                violations);
    }
}
