// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.server.rollouts.evidence.RolloutEvidenceEntry;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mutable accumulator of the evidence of one batch about one window.
final class ExposureEvidenceAccumulator {
    private final VariantCountsAccumulator control = new VariantCountsAccumulator();
    private final VariantCountsAccumulator candidate = new VariantCountsAccumulator();
    private @Nullable Instant failedFrom;
    private long overflow;

    VariantCountsAccumulator countsFor(SplitSide side) {
        return side == SplitSide.CONTROL ? control : candidate;
    }

    void addOverflow() {
        overflow++;
    }

    void addFirstEvent(SingleUnitCountClaim.FirstEvent first) {
        if (first.isFailure()) {
            countsFor(first.role()).addFailedUnit();
        }
        if (!first.isFailure() || first.isLate()) {
            countsFor(first.role()).addMetricUnit(first.metric());
        }
        if (first.role() == SplitSide.CANDIDATE
                && (failedFrom == null || first.endedAt().isBefore(failedFrom))) {
            failedFrom = first.endedAt();
        }
    }

    RolloutEvidenceEntry toEvidence(RolloutExposureWindow exposure, Instant receivedAt) {
        return new RolloutEvidenceEntry(
                0,
                exposure.rollout(),
                exposure.revision(),
                receivedAt,
                failedFrom,
                overflow,
                control.toCounts(),
                candidate.toCounts());
    }
}
