// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.core.flag.MigrationStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The plans of the campaign's rollouts.
final class CampaignPlans {
    private CampaignPlans() {}

    /// Creates a plan with an error guardrail with wide margins: the campaign tests not how well a step is
    /// proven but what a rollout does to the stores. Latency is not guarded.
    ///
    /// @param exposures in percent; each except 100 requires an approval
    static Map<String, Object> withApprovals(MigrationStage to, List<Integer> exposures) {
        return plan(to, exposures, true);
    }

    /// Creates a plan without approvals.
    static Map<String, Object> withoutApprovals(MigrationStage to) {
        return plan(to, List.of(50, 100), false);
    }

    private static Map<String, Object> plan(MigrationStage to, List<Integer> exposures, boolean waits) {
        Map<String, Object> guardrails = new HashMap<>();
        guardrails.put("errors", Map.of("weight", 1, "toleratedExtra", 10));
        guardrails.put("latency", List.of());
        guardrails.put("rank", null);
        Map<String, Object> plan = new HashMap<>(Map.of(
                "template",
                "fast",
                "name",
                "to " + to.variant(),
                "seedSamples",
                200,
                "warmUp",
                "PT1S",
                "steps",
                steps(exposures, waits),
                "guardrails",
                guardrails));
        if (to == MigrationStage.COMPLETE) {
            /* From there on the old ledger has gaps. */
            plan.put(
                    "pointOfNoReturn",
                    Map.of("from", exposures.getFirst(), "instead", "repair the new ledger: the old one has gaps"));
        }
        return plan;
    }

    private static List<Map<String, Object>> steps(List<Integer> exposures, boolean waits) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int exposure : exposures) {
            steps.add(Map.of("exposure", exposure, "dwell", "PT2S", "approval", waits && exposure < 100));
        }
        return steps;
    }
}
