// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.server.console.change.ChangePageModel.ChangeNextAction;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.decisions.report.ChangeTimeline;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.util.List;
import java.util.Optional;

/// The one thing that is next for a change that a flag leads.
final class ChangeNextActionFinder {
    private ChangeNextActionFinder() {}

    static ChangeNextAction of(FlagChangePageBuilder.FlagChangePageData facts) {
        Rollout rollout = facts.story().rollout();
        if (rollout == null) {
            return beforeIt(facts);
        }
        return rollout.status().ended() ? afterIt(facts.story(), rollout) : during(facts, rollout);
    }

    private static ChangeNextAction beforeIt(FlagChangePageBuilder.FlagChangePageData facts) {
        ChangeTimeline story = facts.story();
        Assessment made = story.made();
        if (made != null && made.decision() == null) {
            return new ChangeNextAction(
                    "Somebody has to decide: now, or stabilise first?",
                    "/assessments/" + made.id(),
                    "Read the memo",
                    "",
                    "./evenkeel risk decide " + made.id() + " --course COURSE --reason TEXT");
        }
        List<GateRow> closed = facts.closed();
        if (!closed.isEmpty()) {
            return ChangeNextAction.at(
                    "A rollout would be refused now by gate "
                            + closed.getFirst().gate() + ": "
                            + closed.getFirst().reason(),
                    "/gates",
                    "See the gates");
        }
        return ChangeNextAction.by(
                "Every gate is open: the rollout can be started.",
                "./evenkeel rollout start " + story.flag() + " --candidate VARIANT --plan standard --reason TEXT");
    }

    private static ChangeNextAction during(FlagChangePageBuilder.FlagChangePageData facts, Rollout rollout) {
        String page = "/rollouts/" + rollout.id();
        if (rollout.awaitsConfirmation()) {
            return new ChangeNextAction(
                    "It is held because the database was restored from a backup: continue it or stop it.",
                    page,
                    "Open the rollout",
                    "",
                    "./evenkeel rollout confirm " + rollout.id() + " --reason TEXT");
        }
        if (rollout.asksForAPerson() && !rollout.position().approved()) {
            return mayApprove(facts)
                    ? new ChangeNextAction(
                            "It goes on from here only when a person lets it.",
                            page,
                            "Look at the evidence",
                            "/api/v1/rollouts/" + rollout.id() + "/approve",
                            "")
                    : ChangeNextAction.at(
                            "It goes on from here only when an approver lets it.", page, "Look at the evidence");
        }
        String trouble = rollout.trouble();
        if (trouble != null) {
            return ChangeNextAction.at(
                    DisplayFormatter.sentence("The guard cannot judge: " + trouble), page, "Look at the rollout");
        }
        List<GateRow> closed = facts.closed();
        if (!closed.isEmpty()) {
            GateRow first = closed.getFirst();
            return ChangeNextAction.at(
                    "Gate " + first.gate() + " holds it up: " + first.reason(), "/gates", "See the gates");
        }
        return ChangeNextAction.at(
                rollout.status() == RolloutStatus.SEEDING
                        ? "Nothing to do: control is measured first, then the guard begins."
                        : "Nothing to do: the guard goes on when the evidence is there, and back on harm.",
                page,
                "Watch the rollout");
    }

    private static boolean mayApprove(FlagChangePageBuilder.FlagChangePageData facts) {
        String service = facts.story().service();
        return facts.grants().allow(Right.APPROVE, service == null ? List.of() : List.of(service));
    }

    private static ChangeNextAction afterIt(ChangeTimeline story, Rollout rollout) {
        Optional<Incident> open = story.incidents().stream()
                .filter(incident -> incident.state() != IncidentState.REVIEWED)
                .findFirst();
        if (open.isPresent()) {
            return ChangeNextAction.at(
                    DisplayFormatter.sentence("The incident \"" + open.get().title() + "\" is not reviewed"),
                    "/incidents/" + open.get().id(),
                    "Open the incident");
        }
        if (story.made() != null && story.lessons().isEmpty()) {
            return ChangeNextAction.by(
                    "Nobody has written down what was learned.",
                    "./evenkeel report lesson " + story.flag() + " --about FORECAST_OR_INCIDENT TEXT");
        }
        return rollout.status() == RolloutStatus.COMPLETED
                ? ChangeNextAction.by(
                        rollout.candidate() + " serves everybody. Once that is the code, the flag can go.",
                        "./evenkeel flag stale")
                : ChangeNextAction.by(
                        "Everybody is on " + rollout.control() + ". To try again, start another rollout.",
                        "./evenkeel rollout start " + story.flag() + " --candidate " + rollout.candidate()
                                + " --reason TEXT");
    }
}
