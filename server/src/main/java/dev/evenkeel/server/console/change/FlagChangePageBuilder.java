// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.ConsolePageLink;
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

/// Builds the page of a flag change from its timeline.
final class FlagChangePageBuilder {
    private FlagChangePageBuilder() {}

    /// Data from which the page is built.
    ///
    /// @param gates current result of each gate; empty if the change has ended
    /// @param grants rights of the caller
    record FlagChangePageData(ChangeTimeline timeline, List<GateRow> gates, GrantedRights grants, Instant now) {
        /// Returns the gates that block the change now.
        List<GateRow> closedGates() {
            return gates.stream()
                    .filter(gate ->
                            List.of("Closed", "Unknown").contains(gate.state().label()))
                    .toList();
        }
    }

    static ChangePageModel build(FlagChangePageData facts) {
        ChangeTimeline story = facts.timeline();
        var phases = new ChangeTimelineBuilder(facts);
        return new ChangePageModel(
                id(story),
                formatTitle(story),
                facts.now(),
                toBadge(story),
                formatSubtitle(story),
                ChangeNextActionFinder.find(facts),
                List.of(phases.assessPhase(), phases.preparePhase(), phases.rollOutPhase(), phases.resultPhase()),
                links(story));
    }

    private static String id(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        Assessment made = story.assessment();
        return rollout != null ? rollout.id() : made == null ? story.flag() : made.id();
    }

    private static String formatTitle(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        Assessment made = story.assessment();
        if (rollout != null) {
            return RolloutFormatter.formatTitle(rollout);
        }
        return made == null ? story.flag() : story.flag() + ": " + made.name();
    }

    private static StatusBadge toBadge(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        return rollout == null
                ? new StatusBadge(StatusBadge.Tone.CALM, "hourglass", ChangeState.ASSESSED.label())
                : StatusBadge.of(rollout.status());
    }

    private static String formatSubtitle(ChangeTimeline story) {
        Rollout rollout = story.rollout();
        Assessment made = story.assessment();
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

    private static List<ConsolePageLink> links(ChangeTimeline story) {
        List<ConsolePageLink> links = new ArrayList<>();
        Rollout rollout = story.rollout();
        Assessment made = story.assessment();
        if (rollout != null) {
            links.add(new ConsolePageLink("The rollout, live", "/rollouts/" + rollout.id()));
        }
        if (made != null) {
            links.add(new ConsolePageLink("The decision's memo", "/assessments/" + made.id()));
            links.add(new ConsolePageLink(
                    "The report of the result", "/changes/" + story.environment() + "/" + story.flag()));
        }
        links.add(new ConsolePageLink("Who did what", "/audit?subject=" + story.environment() + "/" + story.flag()));
        return links;
    }
}
