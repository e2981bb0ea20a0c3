// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import dev.evenkeel.server.console.flag.FlagDetails;
import dev.evenkeel.server.console.flag.FlagDetailsQueries;
import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.foundation.security.access.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the page that plans and starts a rollout, and of the page that selects its flag.
@Controller
final class PlanPageController {
    private final FlagDetailsQueries flags;
    private final PlanPageQueries planPageQueries;
    private final ManifestService manifests;
    private final Clock clock;

    PlanPageController(
            FlagDetailsQueries flags, PlanPageQueries planPageQueries, ManifestService manifests, Clock clock) {
        this.flags = flags;
        this.planPageQueries = planPageQueries;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GetMapping("/rollouts/plan")
    String selectFlag(@RequestParam(defaultValue = "") String q, Model model) {
        List<FlagDetails> all = flags.listEnvironments().stream()
                .flatMap(environment -> flags.listFlags(environment).flags().stream())
                .toList();
        model.addAttribute("page", FlagSelectionPageModel.of(q.strip(), all, clock.instant()));
        return "plan/flagSelection";
    }

    /// Shows the plan page of a flag.
    ///
    /// @param path environment and key of the flag
    /// @param asked query parameters
    @GetMapping("/flags/{environment}/{key}/rollout")
    String show(
            @PathVariable Map<String, String> path,
            @RequestParam Map<String, String> asked,
            Caller.Actor caller,
            Model model)
            throws PageNotFoundException {
        String environment = path.getOrDefault("environment", "");
        String key = path.getOrDefault("key", "");
        Instant now = clock.instant();
        FlagDetails flag = flags.findFlag(environment, key)
                .map(FlagDetailsQueries.EnvironmentFlag::details)
                .orElseThrow(() -> new PageNotFoundException("flag", key, "/flags"));
        PlanPageModel page = planPageQueries.loadPage(flag, asked, caller, now);
        model.addAttribute("page", page);
        manifests
                .findOrigin(
                        "RolloutPlan",
                        ManifestObjectName.of(page.form().template().name()))
                .ifPresent(from -> model.addAttribute("from", from));
        return "plan/detail";
    }
}
