// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.server.operations.detection.DetectionCoverageService;
import dev.evenkeel.server.operations.detection.DetectionDrillService;
import dev.evenkeel.server.operations.incident.report.IncidentQuarterReportService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The page of what incidents taught. It is made anew only when somebody asks: it judges the past again.
@Controller
final class IncidentAnalyticsPageController {
    private static final int DAYS = 365;
    private static final int DRILLS = 50;

    private static final int QUARTERS = 4;

    private final IncidentQuarterReportService quarters;
    private final DetectionCoverageService coverages;
    private final DetectionDrillService detections;

    IncidentAnalyticsPageController(
            IncidentQuarterReportService quarters,
            DetectionCoverageService coverages,
            DetectionDrillService detections) {
        this.quarters = quarters;
        this.coverages = coverages;
        this.detections = detections;
    }

    @GetMapping("/incidents/learning")
    String learning(Model model) {
        model.addAttribute(
                "page",
                IncidentAnalyticsPageModel.of(
                        quarters.of("", QUARTERS, null),
                        coverages.report("", DAYS),
                        detections.newest("", "", DRILLS)));
        return "incident/analytics";
    }
}
