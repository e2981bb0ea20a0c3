// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Previews by plan and traffic, the most recently used kept. Thread-safe; one is computed at a time, and what
/// is kept can be read meanwhile. A preview that shares steps with one before takes a part of its time.
public final class PlanPreviewCache {
    private static final int MOST = 100;

    private final Map<Question, PlanPreview> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Object computing = new Object();
    private final ProofTimeCache proofs = new ProofTimeCache();

    private record Question(RolloutPlan plan, TrafficAssumptions traffic) {}

    /// An empty one.
    public PlanPreviewCache() {}

    /// The preview if it is kept; never waits.
    public Optional<PlanPreview> find(RolloutPlan plan, TrafficAssumptions traffic) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(new Question(plan, traffic)));
        }
    }

    /// The preview, computed unless it is kept.
    public PlanPreview of(RolloutPlan plan, TrafficAssumptions traffic) {
        return find(plan, traffic).orElseGet(() -> computed(plan, traffic));
    }

    private PlanPreview computed(RolloutPlan plan, TrafficAssumptions traffic) {
        synchronized (computing) {
            return find(plan, traffic).orElseGet(() -> keep(plan, traffic, PlanPreview.of(plan, traffic, proofs)));
        }
    }

    private PlanPreview keep(RolloutPlan plan, TrafficAssumptions traffic, PlanPreview preview) {
        synchronized (kept) {
            kept.put(new Question(plan, traffic), preview);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return preview;
    }
}
