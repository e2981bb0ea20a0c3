// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import dev.evenkeel.engine.capacity.WorkWindow;
import dev.evenkeel.engine.detection.BeforeAfterDetectionComparison;
import dev.evenkeel.server.decisions.capacity.TeamTimeReport;
import dev.evenkeel.server.decisions.capacity.TeamTimeReportService;
import dev.evenkeel.server.operations.detection.DetectionDrillService;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Queries for how a team spent its time and what detected the faults of a service.
@Component
class TeamTimeAndDetectionQueries {
    private static final int MOST_DRILLS = 200;

    private final TeamTimeReportService capacities;
    private final DetectionDrillService detections;

    TeamTimeAndDetectionQueries(TeamTimeReportService capacities, DetectionDrillService detections) {
        this.capacities = capacities;
        this.detections = detections;
    }

    /// Computes where a team's time went in a period.
    ChangeOutcomeReportInputs.TeamTimeSplit getSplit(String team, Instant from, Instant to) {
        TeamTimeReport report = capacities.getReport(team, new WorkWindow(from, to));
        return new ChangeOutcomeReportInputs.TeamTimeSplit(team, report.work(), report.inForce());
    }

    /// Returns what detected the injected faults of a service, by cause.
    List<BeforeAfterDetectionComparison> listDetections(String service) {
        return detections.summarize(service, MOST_DRILLS);
    }
}
