// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.List;

/// Every decision follows from the stored ticks, bit for bit.
final class ReplayCheck implements Check {
    @Override
    public Finding of(Gathered gathered) {
        List<String> violations = gathered.rollouts().stream()
                .filter(rollout -> !rollout.replay().isEmpty())
                .map(rollout -> rollout.name() + ": " + String.join("; ", rollout.replay()))
                .toList();
        return new Finding(
                "every decision follows from its stored ticks, bit for bit",
                gathered.rollouts().size() - violations.size() + " of "
                        + gathered.rollouts().size() + " rollouts replayed alike",
                violations);
    }
}
