// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.LinkedHashMap;
import java.util.Map;

/// Times of proofs, the most recently used 100 kept: whoever changes one step of a plan changes few of
/// them. Each takes up to about 100 kB. Confined to one thread at a time.
final class ProofTimes {
    private static final int MOST = 100;

    private final Map<Asked, ProofTime> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record Asked(ProofQuestion.Terms terms, double firstLook, double limit, Effort effort) {}

    /// As [ProofTime#of], computed unless it is kept.
    ProofTime of(ProofQuestion question, double firstLook, double limit, Effort effort) {
        Asked asked = new Asked(question.terms(), firstLook, limit, effort);
        ProofTime known = kept.get(asked);
        if (known == null) {
            known = ProofTime.of(question, firstLook, limit, effort);
            kept.put(asked, known);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known;
    }
}
