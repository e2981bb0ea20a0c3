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

    /// Errors are guarded, with wide margins: what is asked here is
    /// not how well a step is proven but what a rollout does to the stores. Latency is not asked.
    ///
    /// @param exposures in percent; a person is needed at each but 100
    static Map<String, Object> waitingAtEachStep(MigrationStage to, List<Integer> exposures) {
        return plan(to, exposures, true);
    }

    /// The same without anybody.
    static Map<String, Object> straight(MigrationStage to) {
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
                    Map.of("from", exposures.getFirst(), "instead", "mend the new ledger: the old one has gaps"));
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
