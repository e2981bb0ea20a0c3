// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.console.change.ChangePageModel.ChangeNextAction;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.decisions.report.ChangeTimeline;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import java.util.List;
import java.util.Optional;

/// Determines the next action for a flag change.
final class ChangeNextActionFinder {
    private ChangeNextActionFinder() {}

    static ChangeNextAction find(FlagChangeTimelinePageBuilder.FlagChangePageData flagChangePageData) {
        Rollout rollout = flagChangePageData.timeline().rollout();
        if (rollout == null) {
            return beforeRollout(flagChangePageData);
        }
        return rollout.status().isEnded()
                ? afterRollout(flagChangePageData.timeline(), rollout)
                : duringRollout(flagChangePageData, rollout);
    }

    private static ChangeNextAction beforeRollout(FlagChangeTimelinePageBuilder.FlagChangePageData flagChangePageData) {
        ChangeTimeline timeline = flagChangePageData.timeline();
        Assessment assessment = timeline.assessment();
        if (assessment != null && assessment.decision() == null) {
            return new ChangeNextAction(
                    "Somebody has to decide: now, or stabilise first?",
                    "/assessments/" + assessment.id(),
                    "Read the memo",
                    "",
                    "./evenkeel assessment decide " + assessment.id() + " --course COURSE --reason TEXT");
        }
        List<GateRow> closed = flagChangePageData.closedGates();
        if (!closed.isEmpty()) {
            return ChangeNextAction.onPage(
                    "A rollout would be refused now by gate "
                            + closed.getFirst().gate() + ": "
                            + closed.getFirst().reason(),
                    "/gates",
                    "See the gates");
        }
        return ChangeNextAction.withCommand(
                "Every gate is open: the rollout can be started.",
                "./evenkeel rollout start " + timeline.flag() + " --candidate VARIANT --plan standard --reason TEXT");
    }

    private static ChangeNextAction duringRollout(
            FlagChangeTimelinePageBuilder.FlagChangePageData flagChangePageData, Rollout rollout) {
        String page = "/rollouts/" + rollout.id();
        if (rollout.requiresConfirmation()) {
            return new ChangeNextAction(
                    "It is held because the database was restored from a backup: continue it or stop it.",
                    page,
                    "Open the rollout",
                    "",
                    "./evenkeel rollout resume " + rollout.id() + " --reason TEXT");
        }
        if (rollout.requiresApproval() && !rollout.position().approved()) {
            return canApprove(flagChangePageData)
                    ? new ChangeNextAction(
                            "It goes on from here only when a person lets it.",
                            page,
                            "Look at the evidence",
                            "/api/v1/rollouts/" + rollout.id() + "/approve",
                            "")
                    : ChangeNextAction.onPage(
                            "It goes on from here only when an approver lets it.", page, "Look at the evidence");
        }
        String error = rollout.evaluationError();
        if (error != null) {
            return ChangeNextAction.onPage(
                    DisplayFormatter.toSentence("The guard cannot judge: " + error), page, "Look at the rollout");
        }
        List<GateRow> closed = flagChangePageData.closedGates();
        if (!closed.isEmpty()) {
            GateRow first = closed.getFirst();
            return ChangeNextAction.onPage(
                    "Gate " + first.gate() + " holds it up: " + first.reason(), "/gates", "See the gates");
        }
        return ChangeNextAction.onPage(
                rollout.status() == RolloutStatus.COLLECTING_BASELINE
                        ? "Nothing to do: control is measured first, then the guard begins."
                        : "Nothing to do: the guard goes on when the evidence is there, and back on harm.",
                page,
                "Watch the rollout");
    }

    private static boolean canApprove(FlagChangeTimelinePageBuilder.FlagChangePageData flagChangePageData) {
        String service = flagChangePageData.timeline().service();
        return flagChangePageData.grants().hasRight(Right.APPROVE, service == null ? List.of() : List.of(service));
    }

    private static ChangeNextAction afterRollout(ChangeTimeline timeline, Rollout rollout) {
        Optional<Incident> open = timeline.incidents().stream()
                .filter(incident -> incident.state() != IncidentState.REVIEWED)
                .findFirst();
        if (open.isPresent()) {
            return ChangeNextAction.onPage(
                    DisplayFormatter.toSentence("The incident \"" + open.get().title() + "\" is not reviewed"),
                    "/incidents/" + open.get().id(),
                    "Open the incident");
        }
        if (timeline.assessment() != null && timeline.lessons().isEmpty()) {
            return ChangeNextAction.withCommand(
                    "Nobody has written down what was learned.",
                    "./evenkeel report lesson " + timeline.flag() + " --related-to FORECAST_OR_INCIDENT TEXT");
        }
        return rollout.status() == RolloutStatus.COMPLETED
                ? ChangeNextAction.withCommand(
                        rollout.candidate() + " serves everybody. Once that is the code, the flag can go.",
                        "./evenkeel flag stale")
                : ChangeNextAction.withCommand(
                        "Everybody is on " + rollout.control() + ". To try again, start another rollout.",
                        "./evenkeel rollout start " + timeline.flag() + " --candidate " + rollout.candidate()
                                + " --reason TEXT");
    }
}
