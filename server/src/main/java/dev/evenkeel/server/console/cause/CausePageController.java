// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.detection.DetectionDrillService;
import dev.evenkeel.server.operations.incident.report.CauseReportService;
import dev.evenkeel.server.operations.incident.report.IncidentQuarterReportService;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the causes page. Computes the page on each request, because it draws new samples from the
/// posterior.
@Controller
final class CausePageController {
    private static final int USUAL_DAYS = 365;
    private static final int QUARTERS = 4;
    private static final int DRILLS = 50;

    private final CauseReportService causes;
    private final IncidentQuarterReportService quarters;
    private final DetectionDrillService detections;
    private final ServiceCatalogService services;

    CausePageController(
            CauseReportService causes,
            IncidentQuarterReportService quarters,
            DetectionDrillService detections,
            ServiceCatalogService services) {
        this.causes = causes;
        this.quarters = quarters;
        this.detections = detections;
        this.services = services;
    }

    /// Shows the ranking of causes, the incidents of the last quarters and the detection drills.
    ///
    /// @param days length of the period in days; the default if it is not a valid number
    /// @param by order of the causes: `money`, `minutes` or `count`
    @GetMapping("/causes")
    String show(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String by,
            Model model) {
        int asked = parseDays(days);
        var causeReportQuery = new CauseReportService.CauseReportQuery(
                parseMeasure(by), asked == 0 ? USUAL_DAYS : asked, service.strip(), null);
        String problem = asked > 0 || days.isBlank()
                ? ""
                : "Days must be 1 to " + QuantityFormatter.formatCount(CauseReportService.MOST_DAYS)
                        + ": these are the last " + USUAL_DAYS + ".";
        var choice = new CausesPageModel.CauseReportFilterOptions(
                Stream.concat(
                                services.list().stream().map(Service::key),
                                causes.listServices(causeReportQuery.days()).stream())
                        .toList(),
                causeReportQuery,
                problem);
        model.addAttribute(
                "page",
                CausesPageModel.of(
                        choice,
                        causes.report(causeReportQuery),
                        quarters.report(causeReportQuery.service(), QUARTERS, null),
                        detections.listNewest(causeReportQuery.service(), "", DRILLS)));
        return "cause/page";
    }

    /* Returns 0 for text that is not a valid number of days. */
    private static int parseDays(String text) {
        if (!text.strip().matches("[0-9]{1,4}")) {
            return 0;
        }
        int days = Integer.parseInt(text.strip());
        return days > CauseReportService.MOST_DAYS ? 0 : days;
    }

    private static HarmMeasure parseMeasure(String text) {
        for (HarmMeasure measure : HarmMeasure.values()) {
            if (measure.name().toLowerCase(Locale.ROOT).equals(text)) {
                return measure;
            }
        }
        return HarmMeasure.MONEY;
    }
}
