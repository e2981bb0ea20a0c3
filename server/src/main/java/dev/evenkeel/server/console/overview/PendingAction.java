// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.console.gate.GatePageQueries;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.util.ArrayList;
import java.util.List;

/// An action that a user has to take.
///
/// @param badge badge with the kind of action
/// @param text description of the action
/// @param link path of the page on which it can be done
record PendingAction(StatusBadge badge, String text, String link) {
    private static final String APPROVALS = "approvals";
    private static final int MOST_NAMED = 5;

    /// Returns all pending actions, most urgent first.
    static List<PendingAction> of(OverviewPageData data) {
        List<PendingAction> errands = new ArrayList<>();
        data.incidentsWithoutCommander().stream()
                .limit(MOST_NAMED)
                .map(incident -> new PendingAction(
                        new StatusBadge(StatusBadge.Tone.BAD, "alert", "Incident"),
                        "Nobody commands \"" + incident.title() + "\" of " + incident.service() + ".",
                        "/incidents/" + incident.id()))
                .forEach(errands::add);
        data.flagChanges().forEach(one -> addChange(errands, one));
        GatePageQueries.PendingCounts waiting = data.pendingCounts();
        addCount(
                errands,
                new PendingAction(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "hourglass", "Review overdue"),
                        "",
                        "/gates#reviews-title"),
                waiting.overdueReviews(),
                "override waits for its review, past the time|overrides wait for their reviews, past the time");
        addCount(
                errands,
                new PendingAction(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "question", "Proposal"),
                        "",
                        "/gates#proposals-title"),
                waiting.proposals(),
                "edit of flags waits for people|edits of flags wait for people");
        addRollbacks(errands, data.unreviewedRollbacks());
        addCount(
                errands,
                new PendingAction(new StatusBadge(StatusBadge.Tone.CALM, "question", "Forecast"), "", "/forecasts"),
                waiting.dueForecasts(),
                "forecast waits for somebody to say what came of it|forecasts wait for somebody to say what came of them");
        return errands;
    }

    /* The texts for one and for several, separated by a bar. */
    private static void addCount(List<PendingAction> errands, PendingAction kind, int number, String words) {
        if (number > 0) {
            String of = words.split("\\|")[number == 1 ? 0 : 1];
            errands.add(
                    new PendingAction(kind.badge, QuantityFormatter.formatCount(number) + " " + of + ".", kind.link));
        }
    }

    private static void addChange(List<PendingAction> errands, RunningChangeQueries.RunningFlagChange one) {
        String id = one.rollout().id();
        if (one.requiresAction()) {
            errands.add(new PendingAction(
                    new StatusBadge(StatusBadge.Tone.CAUTION, "question", "Approval"),
                    one.title()
                            + (one.rollout().requiresConfirmation()
                                    ? " is held because the database was restored: continue or stop it."
                                    : " goes on only when a person lets it."),
                    "/rollouts/" + id));
        }
        one.closedGates().stream()
                .filter(entry -> entry.result().gate().equals(APPROVALS))
                .map(entry -> new PendingAction(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "question", "Approval"),
                        one.title() + ": "
                                + DisplayFormatter.toSentence(entry.result().reason()),
                        "/changes/" + id))
                .forEach(errands::add);
    }

    private static void addRollbacks(List<PendingAction> errands, List<Incident> rolledBack) {
        rolledBack.stream()
                .limit(MOST_NAMED)
                .map(incident -> new PendingAction(
                        new StatusBadge(StatusBadge.Tone.CAUTION, "back", "Rollback"),
                        DisplayFormatter.toSentence(incident.title() + ": nobody has reviewed it yet"),
                        "/incidents/" + incident.id()))
                .forEach(errands::add);
        int more = rolledBack.size() - MOST_NAMED;
        if (more > 0) {
            errands.add(new PendingAction(
                    new StatusBadge(StatusBadge.Tone.CAUTION, "back", "Rollback"),
                    OverviewPageModel.formatCount(more, "rollback") + " more to review.",
                    "/incidents"));
        }
    }
}
