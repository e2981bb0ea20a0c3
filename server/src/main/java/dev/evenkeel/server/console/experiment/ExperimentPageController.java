// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Controller of the experiment list and of the experiment page.
@Controller
final class ExperimentPageController {
    private final ExperimentService experiments;
    private final Clock clock;

    ExperimentPageController(ExperimentService experiments, Clock clock) {
        this.experiments = experiments;
        this.clock = clock;
    }

    @GetMapping("/experiments")
    String list(Model model) {
        model.addAttribute("page", ExperimentListPageModel.of(experiments.list()));
        return "experiment/list";
    }

    @GetMapping("/experiments/{id}")
    String show(@PathVariable String id, Model model, HttpServletResponse response) {
        Optional<Experiment> experiment = experiments.find(id);
        if (experiment.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("id", id);
            model.addAttribute("kind", "experiment");
            model.addAttribute("all", "/experiments");
            return "kit/notFound";
        }
        model.addAttribute(
                "page",
                ExperimentPageModel.of(experiment.get(), experiments.listNotices(experiment.get()), clock.instant()));
        return "experiment/detail";
    }
}
