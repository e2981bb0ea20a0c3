// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/// A cache of decoded plans by their stored text, with the least recently used evicted. A running rollout is
/// read many times a second while its plan stays the same. Thread-safe.
public final class PlanCache {
    private static final int MOST = 256;

    private final Map<String, RolloutPlan> byText = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RolloutPlan> eldest) {
            return size() > MOST;
        }
    };

    /// Returns the plan encoded in a text.
    public synchronized RolloutPlan decode(String text) {
        return byText.computeIfAbsent(text, RolloutPlanCodec::decode);
    }
}
