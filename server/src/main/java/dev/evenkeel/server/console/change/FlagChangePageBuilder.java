// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.PageLink;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.decisions.report.ChangeTimeline;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page of a change that a flag leads, from its story.
final class FlagChangePageBuilder {
    private FlagChangePageBuilder() {}

    /// What the page is made of.
    ///
    /// @param gates what each says now; none when the change has ended
    /// @param grants what the caller may do
    record FlagChangePageData(ChangeTimeline story, List<GateRow> gates, GrantedRights grants, Instant now) {
        /// Gates that stand against the change now.
        List<GateRow> closed() {
            return gates.stream()
                    .filter(gate ->
                            List.of("Closed", "Unknown").contains(gate.state().word()))
                    .toList();
        }
    }

    static ChangePageModel of(FlagChangePageData facts) {
        ChangeTimeline story = facts.story();
        var phases = new ChangeTimelineBuilder(facts);
        return new ChangePageModel(
                id(story),
                title(story),
                facts.now(),
                state(story),
                about(story),
                ChangeNextActionFinder.of(facts),
                List.of(phases.assess(), phases.prepare(), phases.rollOut(), phases.result()),
                links(story));
    }

    private static String id(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        Assessment made = story.made();
        return rollout != null ? rollout.id() : made == null ? story.flag() : made.id();
    }

    private static String title(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        Assessment made = story.made();
        if (rollout != null) {
            return RolloutFormatter.title(rollout);
        }
        return made == null ? story.flag() : story.flag() + ": " + made.name();
    }

    private static StatusBadge state(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        return rollout == null
                ? new StatusBadge(StatusBadge.Tone.CALM, "hourglass", ChangeState.ASSESSED.word())
                : StatusBadge.of(rollout.status());
    }

    private static String about(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        Assessment made = story.made();
        return Stream.of(
                        story.service() == null ? "no service" : "service " + story.service(),
                        "environment " + story.environment(),
                        rollout == null ? "" : "class " + rollout.change().changeClass(),
                        rollout != null && !rollout.change().author().isEmpty()
                                ? "ordered by " + rollout.change().author()
                                : "",
                        rollout == null && made != null ? "assessed by " + made.author() : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static List<PageLink> links(ChangeTimeline story) {
        List<PageLink> links = new ArrayList<>();
        Rollout rollout = story.rollout();
        Assessment made = story.made();
        if (rollout != null) {
            links.add(new PageLink("The rollout, live", "/rollouts/" + rollout.id()));
        }
        if (made != null) {
            links.add(new PageLink("The decision's memo", "/assessments/" + made.id()));
            links.add(new PageLink("The report of the result", "/changes/" + story.environment() + "/" + story.flag()));
        }
        links.add(new PageLink("Who did what", "/audit?subject=" + story.environment() + "/" + story.flag()));
        return links;
    }
}
