// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.RolloutPlan;
import java.util.LinkedHashMap;
import java.util.Map;

/// Previews by plan and traffic, the most recently used kept. Thread-safe; one is computed at a time.
public final class PreviewCache {
    private static final int MOST = 100;

    private final Map<Question, PlanPreview> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Question(RolloutPlan plan, Traffic traffic) {}

    /// An empty one.
    public PreviewCache() {}

    /// The preview, computed unless it is kept.
    public synchronized PlanPreview of(RolloutPlan plan, Traffic traffic) {
        PlanPreview preview = kept.computeIfAbsent(
                new Question(plan, traffic), question -> PlanPreview.of(question.plan(), question.traffic()));
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        return preview;
    }
}
