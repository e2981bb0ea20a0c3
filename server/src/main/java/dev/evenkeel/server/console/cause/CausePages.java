// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.cause;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.cause.Measure;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.operations.incident.report.Causes;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page of causes. It is made anew only when somebody asks: it draws from the posterior again.
@Controller
final class CausePages {
    private static final int USUAL_DAYS = 365;

    private final Causes causes;
    private final Services services;

    CausePages(Causes causes, Services services) {
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
        var question = new Causes.Question(measure(by), asked == 0 ? USUAL_DAYS : asked, service.strip(), null);
        String problem = asked > 0 || days.isBlank()
                ? ""
                : "Days must be 1 to " + Numbers.count(Causes.MOST_DAYS) + ": these are the last " + USUAL_DAYS + ".";
        var choice = new CausesPage.Choice(
                Stream.concat(services.list().stream().map(Service::key), causes.services(question.days()).stream())
                        .toList(),
                question,
                problem);
        model.addAttribute("page", CausesPage.of(choice, causes.report(question)));
        return "cause/page";
    }

    /* 0 for what is no number of days. */
    private static int days(String text) {
        if (!text.strip().matches("[0-9]{1,4}")) {
            return 0;
        }
        int days = Integer.parseInt(text.strip());
        return days > Causes.MOST_DAYS ? 0 : days;
    }

    private static Measure measure(String text) {
        for (Measure measure : Measure.values()) {
            if (measure.name().toLowerCase(Locale.ROOT).equals(text)) {
                return measure;
            }
        }
        return Measure.MONEY;
    }
}
