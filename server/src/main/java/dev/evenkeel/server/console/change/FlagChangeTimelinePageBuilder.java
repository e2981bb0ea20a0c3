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
final class FlagChangeTimelinePageBuilder {
    private FlagChangeTimelinePageBuilder() {}

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

    static ChangePageModel build(FlagChangePageData flagChangePageData) {
        ChangeTimeline timeline = flagChangePageData.timeline();
        var phases = new FlagChangePhasesBuilder(flagChangePageData);
        return new ChangePageModel(
                id(timeline),
                formatTitle(timeline),
                flagChangePageData.now(),
                toBadge(timeline),
                formatSubtitle(timeline),
                ChangeNextActionFinder.find(flagChangePageData),
                List.of(phases.assessPhase(), phases.preparePhase(), phases.rollOutPhase(), phases.resultPhase()),
                links(timeline));
    }

    private static String id(ChangeTimeline timeline) {
        Rollout rollout = timeline.rollout();
        Assessment assessment = timeline.assessment();
        return rollout != null ? rollout.id() : assessment == null ? timeline.flag() : assessment.id();
    }

    private static String formatTitle(ChangeTimeline timeline) {
        Rollout rollout = timeline.rollout();
        Assessment assessment = timeline.assessment();
        if (rollout != null) {
            return RolloutFormatter.formatTitle(rollout);
        }
        return assessment == null ? timeline.flag() : timeline.flag() + ": " + assessment.name();
    }

    private static StatusBadge toBadge(ChangeTimeline timeline) {
        Rollout rollout = timeline.rollout();
        return rollout == null
                ? new StatusBadge(StatusBadge.Tone.CALM, "hourglass", ChangeState.ASSESSED.label())
                : StatusBadge.of(rollout.status());
    }

    private static String formatSubtitle(ChangeTimeline timeline) {
        Rollout rollout = timeline.rollout();
        Assessment assessment = timeline.assessment();
        return Stream.of(
                        timeline.service() == null ? "no service" : "service " + timeline.service(),
                        "environment " + timeline.environment(),
                        rollout == null ? "" : "class " + rollout.change().changeClass(),
                        rollout != null && !rollout.change().author().isEmpty()
                                ? "ordered by " + rollout.change().author()
                                : "",
                        rollout == null && assessment != null ? "assessed by " + assessment.author() : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static List<ConsolePageLink> links(ChangeTimeline timeline) {
        List<ConsolePageLink> links = new ArrayList<>();
        Rollout rollout = timeline.rollout();
        Assessment assessment = timeline.assessment();
        if (rollout != null) {
            links.add(new ConsolePageLink("The rollout, live", "/rollouts/" + rollout.id()));
        }
        if (assessment != null) {
            links.add(new ConsolePageLink("The decision's memo", "/assessments/" + assessment.id()));
            links.add(new ConsolePageLink(
                    "The report of the result", "/changes/" + timeline.environment() + "/" + timeline.flag()));
        }
        links.add(new ConsolePageLink(
                "Who did what", "/audit?subject=" + timeline.environment() + "/" + timeline.flag()));
        return links;
    }
}
