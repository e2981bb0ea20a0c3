// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.server.rollouts.evidence.EvidenceWindow;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one batch says about one window, in the making. Confined to one thread.
final class WindowEvidenceAccumulator {
    private final CountsAccumulator control = new CountsAccumulator();
    private final CountsAccumulator candidate = new CountsAccumulator();
    private @Nullable Instant failedFrom;
    private long overflow;

    CountsAccumulator tally(SplitSide role) {
        return role == SplitSide.CONTROL ? control : candidate;
    }

    void overflow() {
        overflow++;
    }

    void first(UnitClaim.FirstEvent first) {
        if (first.isFailure()) {
            tally(first.role()).failedUnit();
        }
        if (!first.isFailure() || first.isLate()) {
            tally(first.role()).unit(first.metric());
        }
        if (first.role() == SplitSide.CANDIDATE
                && (failedFrom == null || first.endedAt().isBefore(failedFrom))) {
            failedFrom = first.endedAt();
        }
    }

    RolloutEvidence evidence(EvidenceWindow window, Instant receivedAt) {
        return new RolloutEvidence(
                0,
                window.rollout(),
                window.revision(),
                receivedAt,
                failedFrom,
                overflow,
                control.counts(),
                candidate.counts());
    }
}
