// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.util.ArrayList;
import java.util.List;

/// Check that healthy candidates complete and faulty ones are rolled back, despite all other faults.
final class RolloutOutcomeCheck implements InvariantCheck {
    @Override
    public InvariantResult check(CollectedState collected) {
        List<String> violations = new ArrayList<>();
        for (RolloutRecord rollout : collected.rollouts()) {
            String due = rollout.bad() ? "ROLLED_BACK" : "COMPLETED";
            if (!rollout.status().equals(due)) {
                violations.add(rollout.name() + ", a " + (rollout.bad() ? "bad" : "good") + " candidate, is "
                        + rollout.status() + "; " + rollout.ending());
            }
        }
        long good = ended(collected, "COMPLETED");
        long bad = ended(collected, "ROLLED_BACK");
        if (good == 0 || bad == 0) {
            violations.add("too few rollouts: " + good + " complete, " + bad + " rolled back");
        }
        return new InvariantResult(
                "good candidates complete, bad ones are rolled back",
                good + " complete and " + bad + " rolled back of "
                        + collected.rollouts().size(),
                violations);
    }

    private static long ended(CollectedState collected, String status) {
        return collected.rollouts().stream()
                .filter(rollout -> rollout.status().equals(status))
                .count();
    }
}
