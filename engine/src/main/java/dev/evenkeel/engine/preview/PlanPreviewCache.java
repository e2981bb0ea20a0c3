// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// An LRU cache of previews by plan and traffic. Thread-safe: one preview is computed at a time, without
/// blocking reads of cached ones. A preview that shares steps with an earlier one takes a fraction of the
/// time.
public final class PlanPreviewCache {
    private static final int MOST = 100;

    private final Map<Question, PlanPreview> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Object computing = new Object();
    private final ProofTimeCache proofs = new ProofTimeCache();

    private record Question(RolloutPlan plan, TrafficAssumptions traffic) {}

    /// Creates an empty cache.
    public PlanPreviewCache() {}

    /// Returns the preview if it is cached; never blocks.
    public Optional<PlanPreview> find(RolloutPlan plan, TrafficAssumptions traffic) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(new Question(plan, traffic)));
        }
    }

    /// Returns the preview, computing it unless it is cached.
    public PlanPreview get(RolloutPlan plan, TrafficAssumptions traffic) {
        return find(plan, traffic).orElseGet(() -> compute(plan, traffic));
    }

    private PlanPreview compute(RolloutPlan plan, TrafficAssumptions traffic) {
        synchronized (computing) {
            return find(plan, traffic)
                    .orElseGet(() -> store(plan, traffic, PlanPreview.compute(plan, traffic, proofs)));
        }
    }

    private PlanPreview store(RolloutPlan plan, TrafficAssumptions traffic, PlanPreview preview) {
        synchronized (kept) {
            kept.put(new Question(plan, traffic), preview);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return preview;
    }
}
