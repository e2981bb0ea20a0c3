// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.server.operations.detection.AlertReplayCoverageService;
import dev.evenkeel.server.operations.detection.DetectionDrillService;
import dev.evenkeel.server.operations.incident.report.IncidentQuarterReportService;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the incident analytics page. Computes the page on each request, because it evaluates past
/// incidents again.
@Controller
final class IncidentAnalyticsPageController {
    private static final int DAYS = 365;
    private static final int DRILLS = 50;

    private static final int QUARTERS = 4;

    private final IncidentQuarterReportService quarters;
    private final AlertReplayCoverageService coverages;
    private final DetectionDrillService detections;

    IncidentAnalyticsPageController(
            IncidentQuarterReportService quarters,
            AlertReplayCoverageService coverages,
            DetectionDrillService detections) {
        this.quarters = quarters;
        this.coverages = coverages;
        this.detections = detections;
    }

    @GetMapping("/incidents/detection")
    String show(Model model) {
        model.addAttribute(
                "page",
                IncidentAnalyticsPageModel.of(
                        quarters.report("", QUARTERS, null),
                        coverages.getReport("", DAYS),
                        detections.listNewest("", "", DRILLS)));
        return "incident/analytics";
    }
}
