// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.Role;
import dev.evenkeel.server.rollouts.evidence.Evidence;
import dev.evenkeel.server.rollouts.evidence.EvidenceWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one batch says about one window, in the making. Confined to one thread.
final class WindowEvidence {
    private final Tally control = new Tally();
    private final Tally candidate = new Tally();
    private @Nullable Instant failedFrom;
    private long overflow;

    Tally tally(Role role) {
        return role == Role.CONTROL ? control : candidate;
    }

    void overflow() {
        overflow++;
    }

    void first(UnitClaim.First first) {
        if (first.isFailure()) {
            tally(first.role()).failedUnit();
        }
        if (!first.isFailure() || first.isLate()) {
            tally(first.role()).unit(first.metric());
        }
        if (first.role() == Role.CANDIDATE
                && (failedFrom == null || first.endedAt().isBefore(failedFrom))) {
            failedFrom = first.endedAt();
        }
    }

    Evidence evidence(EvidenceWindow window, Instant receivedAt) {
        return new Evidence(
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
