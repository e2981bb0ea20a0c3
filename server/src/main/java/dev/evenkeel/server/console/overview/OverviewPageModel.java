// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.slo.ObjectiveStatus;
import dev.evenkeel.server.console.gate.GatesPageModel;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.foundation.security.access.GrantedRights;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.pause.ReleasePause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The first page. Its question: is the keel even?
///
/// @param now when this was true
/// @param answer the answer in a word
/// @param lead the answer, in a sentence
/// @param lines a switch for each environment
/// @param stops services whose line is stopped
/// @param mayStop whether the caller may stop a line
/// @param stoppable keys of the services whose lines can be stopped
/// @param errands what needs a person now
/// @param bands one for each service; those with trouble first, then those with changes
record OverviewPageModel(
        Instant now,
        StatusBadge answer,
        String lead,
        List<ReleaseSwitch> lines,
        List<ReleaseSwitch> stops,
        boolean mayStop,
        List<String> stoppable,
        List<PendingAction> errands,
        List<ServiceRow> bands) {

    /// The line of an environment, or of a service in it.
    ///
    /// @param service null for the whole environment
    /// @param stopped null while it goes
    /// @param mayGo whether the caller may let it go again
    record ReleaseSwitch(
            String environment,
            @Nullable String service,
            @Nullable ReleasePause stopped,
            boolean mayGo) {
        String name() {
            return service == null ? "all of " + environment : service + " in " + environment;
        }
    }

    static OverviewPageModel of(OverviewPageData facts, GrantedRights grants) {
        return new OverviewPageModel(
                facts.now(),
                answer(facts),
                lead(facts),
                facts.environments().stream()
                        .map(environment -> line(facts, environment, grants))
                        .toList(),
                facts.stopped().stream()
                        .filter(line -> line.service() != null)
                        .map(line -> new ReleaseSwitch(
                                line.environment(),
                                line.service(),
                                line,
                                grants.allow(Right.OPERATE, List.of(Objects.requireNonNull(line.service())))))
                        .toList(),
                grants.allowSomewhere(Right.STOP),
                ServiceRowBuilder.keys(facts),
                PendingAction.of(facts),
                ServiceRowBuilder.of(facts));
    }

    private static ReleaseSwitch line(OverviewPageData facts, String environment, GrantedRights grants) {
        ReleasePause stopped = facts.stopped().stream()
                .filter(line -> line.service() == null && line.environment().equals(environment))
                .findFirst()
                .orElse(null);
        return new ReleaseSwitch(environment, null, stopped, grants.allowEverywhere(Right.OPERATE));
    }

    private static StatusBadge answer(OverviewPageData facts) {
        if (uneven(facts).isEmpty()) {
            return even(facts);
        }
        boolean hurts = facts.count(ObjectiveStatus.State.SPENT, ObjectiveStatus.State.BURNING) > 0
                || facts.hurting().stream()
                        .anyMatch(incident -> incident.severity().severity().isAtLeast(IncidentSeverity.SERIOUS));
        return hurts
                ? new StatusBadge(StatusBadge.Tone.BAD, "alert", "Not even")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "alert", "Not even");
    }

    private static StatusBadge even(OverviewPageData facts) {
        if (!unknown(facts).isEmpty()) {
            return new StatusBadge(StatusBadge.Tone.CAUTION, "silent", "Even, as far as is known");
        }
        return facts.activeFreezes().isEmpty()
                ? new StatusBadge(StatusBadge.Tone.GOOD, "check", "Even")
                : new StatusBadge(StatusBadge.Tone.CAUTION, "pause", "Even, and frozen");
    }

    private static String lead(OverviewPageData facts) {
        List<String> wrong = new ArrayList<>(uneven(facts));
        wrong.addAll(unknown(facts));
        wrong.addAll(frozen(facts));
        String changes = number(facts.running(), "change") + " running";
        if (facts.services().services().isEmpty() && facts.running() == 0 && wrong.isEmpty()) {
            return "Even: nothing is known that could be uneven.";
        }
        return wrong.isEmpty()
                ? "Even: no incident, no gate closed, " + changes + "."
                : answer(facts).word() + ": " + String.join(", ", wrong) + ". " + DisplayFormatter.sentence(changes);
    }

    /* What stands against "even". */
    private static List<String> uneven(OverviewPageData facts) {
        int hurting = facts.hurting().size();
        int held = facts.heldUp().size();
        int blind = (int) facts.led().stream()
                .filter(one -> one.rollout().trouble() != null)
                .count();
        return Stream.of(
                        hurting == 0 ? "" : number(hurting, "incident") + " open (" + worst(facts) + ")",
                        budgets(facts.count(ObjectiveStatus.State.SPENT), "spent"),
                        budgets(facts.count(ObjectiveStatus.State.BURNING), "burning"),
                        lines(facts.stopped()),
                        held == 0 ? "" : "closed gates hold up " + number(held, "change"),
                        blind == 0 ? "" : "the guard cannot judge " + number(blind, "change"))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    /* What nobody can see is not called even without saying so. */
    private static List<String> unknown(OverviewPageData facts) {
        int silent = facts.count(ObjectiveStatus.State.NO_DATA, ObjectiveStatus.State.SOURCE_FAILED);
        return silent == 0 ? List.of() : List.of("no data of " + number(silent, "objective"));
    }

    private static List<String> frozen(OverviewPageData facts) {
        List<String> active = facts.activeFreezes();
        return active.isEmpty() ? List.of() : List.of(GatesPageModel.freezes(active));
    }

    private static String worst(OverviewPageData facts) {
        return facts.hurting().stream()
                .map(incident -> incident.severity().severity())
                .min(IncidentSeverity::compareTo)
                .map(Enum::name)
                .orElse("");
    }

    private static String budgets(int number, String state) {
        return number == 0 ? "" : number(number, "error budget") + " " + state;
    }

    private static String lines(List<ReleasePause> stopped) {
        if (stopped.isEmpty()) {
            return "";
        }
        ReleasePause first = stopped.getFirst();
        String name = first.service() == null ? "all of " + first.environment() : first.service();
        return stopped.size() == 1
                ? "the line of " + name + " is stopped"
                : number(stopped.size(), "line") + " stopped";
    }

    /// A number and what it is of: `no incident`, `1 incident`, `2 incidents`.
    static String number(int number, String of) {
        return (number == 0 ? "no" : DisplayFormatter.count(number)) + " " + of + (number < 2 ? "" : "s");
    }
}
