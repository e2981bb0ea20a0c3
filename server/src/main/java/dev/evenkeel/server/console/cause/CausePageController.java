// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.cause.HarmMeasure;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.incident.report.CauseReportService;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of causes. It is made anew only when somebody asks: it draws from the posterior again.
@Controller
final class CausePageController {
    private static final int USUAL_DAYS = 365;

    private final CauseReportService causes;
    private final ServiceCatalog services;

    CausePageController(CauseReportService causes, ServiceCatalog services) {
        this.causes = causes;
        this.services = services;
    }

    /// @param days of the past that count; the usual ones where they are none
    /// @param by what causes are ordered by: `money`, `minutes` or `count`
    @GetMapping("/causes")
    String show(
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String by,
            Model model) {
        int asked = days(days);
        var question = new CauseReportService.CauseReportQuery(
                measure(by), asked == 0 ? USUAL_DAYS : asked, service.strip(), null);
        String problem = asked > 0 || days.isBlank()
                ? ""
                : "Days must be 1 to " + DisplayFormatter.count(CauseReportService.MOST_DAYS) + ": these are the last "
                        + USUAL_DAYS + ".";
        var choice = new CausesPageModel.CauseSelection(
                Stream.concat(services.list().stream().map(Service::key), causes.services(question.days()).stream())
                        .toList(),
                question,
                problem);
        model.addAttribute("page", CausesPageModel.of(choice, causes.report(question)));
        return "cause/page";
    }

    /* 0 for what is no number of days. */
    private static int days(String text) {
        if (!text.strip().matches("[0-9]{1,4}")) {
            return 0;
        }
        int days = Integer.parseInt(text.strip());
        return days > CauseReportService.MOST_DAYS ? 0 : days;
    }

    private static HarmMeasure measure(String text) {
        for (HarmMeasure measure : HarmMeasure.values()) {
            if (measure.name().toLowerCase(Locale.ROOT).equals(text)) {
                return measure;
            }
        }
        return HarmMeasure.MONEY;
    }
}
