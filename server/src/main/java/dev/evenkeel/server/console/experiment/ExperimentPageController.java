// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import java.time.Clock;
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
    String show(@PathVariable String id, Model model) throws PageNotFoundException {
        Experiment experiment =
                experiments.find(id).orElseThrow(() -> new PageNotFoundException("experiment", id, "/experiments"));
        model.addAttribute(
                "page", ExperimentPageModel.of(experiment, experiments.listNotices(experiment), clock.instant()));
        return "experiment/detail";
    }
}
