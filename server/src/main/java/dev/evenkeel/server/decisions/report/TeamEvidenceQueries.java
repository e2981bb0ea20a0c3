// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.capacity.WorkWindow;
import dev.evenkeel.engine.detection.CauseDetectionComparison;
import dev.evenkeel.server.decisions.capacity.CapacityReport;
import dev.evenkeel.server.decisions.capacity.CapacityService;
import dev.evenkeel.server.operations.detection.DetectionDrillService;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Records of what was done and whether it helps. Thread-safe.
@Component
class TeamEvidenceQueries {
    private static final int MOST_DRILLS = 200;

    private final CapacityService capacities;
    private final DetectionDrillService detections;

    TeamEvidenceQueries(CapacityService capacities, DetectionDrillService detections) {
        this.capacities = capacities;
        this.detections = detections;
    }

    /// Where a team's time went from an instant to another.
    ChangeOutcomeReportInputs.TeamSplit split(String team, Instant from, Instant to) {
        CapacityReport report = capacities.report(team, new WorkWindow(from, to));
        return new ChangeOutcomeReportInputs.TeamSplit(team, report.work(), report.inForce());
    }

    /// What noticed faults that were injected into a service on purpose, by cause.
    List<CauseDetectionComparison> detections(String service) {
        return detections.summary(service, MOST_DRILLS);
    }
}
