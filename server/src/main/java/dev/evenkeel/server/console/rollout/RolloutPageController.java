// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.server.console.kit.PageNotFoundException;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Controller of the rollout list and of the rollout page.
@Controller
public final class RolloutPageController {
    private final RolloutPageSource rollouts;
    private final Clock clock;

    RolloutPageController(RolloutPageSource rollouts, Clock clock) {
        this.rollouts = rollouts;
        this.clock = clock;
    }

    @GetMapping("/rollouts")
    String list(Model model) {
        model.addAttribute("page", RolloutListPageModel.of(rollouts.listNewest()));
        return "rollout/list";
    }

    @GetMapping("/rollouts/{id}")
    String show(@PathVariable String id, Model model) throws PageNotFoundException {
        RolloutPageData rollout =
                rollouts.find(id).orElseThrow(() -> new PageNotFoundException("rollout", id, "/rollouts"));
        model.addAttribute("page", RolloutPageModel.of(rollout, clock.instant()));
        return "rollout/detail";
    }
}
