// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.server.manifest.Manifests;
import dev.evenkeel.server.manifest.ObjectName;
import dev.evenkeel.server.manifest.Origin;
import dev.evenkeel.server.rollout.Rollout;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The list of rollouts and the page of one.
@Controller
final class RolloutPages {
    private final RolloutSource rollouts;
    private final Manifests manifests;
    private final Clock clock;

    RolloutPages(RolloutSource rollouts, Manifests manifests, Clock clock) {
        this.rollouts = rollouts;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GetMapping("/rollouts")
    String list(Model model) {
        model.addAttribute("page", RolloutListPage.of(rollouts.newest()));
        return "rollouts";
    }

    @GetMapping("/rollouts/{id}")
    String one(@PathVariable String id, Model model, HttpServletResponse response) {
        Optional<RolloutFacts> rollout = rollouts.find(id);
        if (rollout.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("id", id);
            model.addAttribute("kind", "rollout");
            model.addAttribute("all", "/rollouts");
            return "missing";
        }
        model.addAttribute("page", RolloutPage.of(rollout.get(), clock.instant()));
        originOfPlan(rollout.get()).ifPresent(from -> model.addAttribute("from", from));
        return "rollout";
    }

    /* The rollback plan is the flag's, and may have changed since the start. */
    private Optional<Origin> originOfPlan(RolloutFacts facts) {
        Rollout rollout = facts.rollout();
        return facts.extras().plan() == null
                ? Optional.empty()
                : manifests.findOrigin("RollbackPlan", new ObjectName(rollout.environment(), rollout.flag()));
    }
}
