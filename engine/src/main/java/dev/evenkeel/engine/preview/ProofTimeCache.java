// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.LinkedHashMap;
import java.util.Map;

/// Times of proofs, the most recently used 100 kept: whoever changes one step of a plan changes few of
/// them. Each takes up to about 100 kB. Confined to one thread at a time.
final class ProofTimeCache {
    private static final int MOST = 100;

    private final Map<Asked, ProofTimeDistribution> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Asked(ProofCriterion.Terms terms, double firstLook, double limit, ComputationBudget effort) {}

    /// As [ProofTimeDistribution#of], computed unless it is kept.
    ProofTimeDistribution of(ProofCriterion question, double firstLook, double limit, ComputationBudget effort) {
        Asked asked = new Asked(question.terms(), firstLook, limit, effort);
        ProofTimeDistribution known = kept.get(asked);
        if (known == null) {
            known = ProofTimeDistribution.of(question, firstLook, limit, effort);
            kept.put(asked, known);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known;
    }
}
