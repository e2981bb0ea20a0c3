// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.LinkedHashMap;
import java.util.Map;

/// An LRU cache of 100 proof times, which makes edits of single steps of a plan cheap. An entry takes up to
/// about 100 kB. Confined to one thread at a time.
final class ProofTimeCache {
    private static final int MOST = 100;

    private final Map<Asked, ProofTimeDistribution> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Asked(ProofCriterion.Terms terms, double firstLook, double limit, ComputationBudget effort) {}

    /// As [ProofTimeDistribution#compute], computed unless cached.
    ProofTimeDistribution get(ProofCriterion criterion, double firstLook, double limit, ComputationBudget budget) {
        Asked asked = new Asked(criterion.terms(), firstLook, limit, budget);
        ProofTimeDistribution known = kept.get(asked);
        if (known == null) {
            known = ProofTimeDistribution.compute(criterion, firstLook, limit, budget);
            kept.put(asked, known);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known;
    }
}
