// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.server.console.kit.PageCursor;
import dev.evenkeel.server.console.kit.PageNotFoundException;
import dev.evenkeel.server.decisions.report.ChangeTimeline;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Controller of the change list and of the change pages.
@Controller
final class ChangePageController {
    private final ChangeListPageQueries changeListPageQueries;
    private final ChangePageQueries recordings;
    private final Clock clock;

    ChangePageController(ChangeListPageQueries changeListPageQueries, ChangePageQueries recordings, Clock clock) {
        this.changeListPageQueries = changeListPageQueries;
        this.recordings = recordings;
        this.clock = clock;
    }

    @GetMapping("/changes")
    String list(@RequestParam Map<String, String> asked, Model model) {
        var search = ChangeListPageModel.Search.of(asked);
        var before = PageCursor.parse(asked.getOrDefault("before", ""));
        ServiceGraph graph = changeListPageQueries.getCatalog();
        model.addAttribute(
                "page",
                ChangeListPageModel.of(
                        search,
                        before,
                        graph.listServices().stream().map(Service::key).toList(),
                        changeListPageQueries.listRows(search, before, graph),
                        clock.instant()));
        return "change/list";
    }

    /// Shows a change by the id of its rollout, of its assessment if it has not begun, or of its report.
    @GetMapping("/changes/{id}")
    String show(@PathVariable String id, Model model, Caller.Actor me) throws PageNotFoundException {
        Instant now = clock.instant();
        Optional<ChangeTimeline> story = recordings.findTimeline(id);
        Rollout rollout = story.map(ChangeTimeline::rollout).orElse(null);
        if (rollout != null && !rollout.id().equals(id)) {
            return "redirect:/changes/" + rollout.id();
        }
        ChangePageModel page = story.map(found ->
                        FlagChangeTimelinePageBuilder.build(new FlagChangeTimelinePageBuilder.FlagChangePageData(
                                found, recordings.listGates(found), me.grants(), now)))
                .or(() -> recordings.findExternalChange(id).map(found -> ExternalChangePageBuilder.build(found, now)))
                .orElseThrow(() -> new PageNotFoundException("change", id, "/changes"));
        model.addAttribute("page", page);
        return "change/detail";
    }
}
