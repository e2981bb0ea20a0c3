// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.capacity.WorkWindow;
import dev.evenkeel.engine.detection.CauseRow;
import dev.evenkeel.server.decisions.capacity.Capacities;
import dev.evenkeel.server.decisions.capacity.CapacityReport;
import dev.evenkeel.server.operations.detection.Detections;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Records of what was done and whether it helps. Thread-safe.
@Component
class EvidenceRecords {
    private static final int MOST_DRILLS = 200;

    private final Capacities capacities;
    private final Detections detections;

    EvidenceRecords(Capacities capacities, Detections detections) {
        this.capacities = capacities;
        this.detections = detections;
    }

    /// Where a team's time went from an instant to another.
    StarFacts.Split split(String team, Instant from, Instant to) {
        CapacityReport report = capacities.report(team, new WorkWindow(from, to));
        return new StarFacts.Split(team, report.work(), report.inForce());
    }

    /// What noticed faults that were injected into a service on purpose, by cause.
    List<CauseRow> detections(String service) {
        return detections.summary(service, MOST_DRILLS);
    }
}
