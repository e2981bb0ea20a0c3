// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuditHeadPublicationStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void warnsWhenNewAuditEntriesHaveNoPublishedHead() {
        assertThat(new AuditHeadPublicationStatus(null, 12).diagnose(NOW).verdict())
                .isEqualTo(Status.WARN);
        Instant old = NOW.minus(Duration.ofDays(2));
        assertThat(new AuditHeadPublicationStatus(old, 12).diagnose(NOW).verdict())
                .isEqualTo(Status.WARN);
        assertThat(new AuditHeadPublicationStatus(old, 0).diagnose(NOW).verdict())
                .as("no entries since the last publication")
                .isEqualTo(Status.OK);
        assertThat(new AuditHeadPublicationStatus(NOW, 12).diagnose(NOW).verdict())
                .isEqualTo(Status.OK);
    }
}
