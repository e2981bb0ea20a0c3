// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.overview;

import dev.evenkeel.engine.incident.Severity;
import dev.evenkeel.engine.slo.Standing;
import dev.evenkeel.server.console.gate.GatesPage;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.foundation.security.access.Grants;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.pause.StoppedLine;
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
record OverviewPage(
        Instant now,
        Mark answer,
        String lead,
        List<Line> lines,
        List<Line> stops,
        boolean mayStop,
        List<String> stoppable,
        List<Errand> errands,
        List<Band> bands) {

    /// The line of an environment, or of a service in it.
    ///
    /// @param service null for the whole environment
    /// @param stopped null while it goes
    /// @param mayGo whether the caller may let it go again
    record Line(
            String environment,
            @Nullable String service,
            @Nullable StoppedLine stopped,
            boolean mayGo) {
        String name() {
            return service == null ? "all of " + environment : service + " in " + environment;
        }
    }

    static OverviewPage of(OverviewFacts facts, Grants grants) {
        return new OverviewPage(
                facts.now(),
                answer(facts),
                lead(facts),
                facts.environments().stream()
                        .map(environment -> line(facts, environment, grants))
                        .toList(),
                facts.stopped().stream()
                        .filter(line -> line.service() != null)
                        .map(line -> new Line(
                                line.environment(),
                                line.service(),
                                line,
                                grants.allow(Right.OPERATE, List.of(Objects.requireNonNull(line.service())))))
                        .toList(),
                grants.allowSomewhere(Right.STOP),
                Bands.keys(facts),
                Errand.of(facts),
                Bands.of(facts));
    }

    private static Line line(OverviewFacts facts, String environment, Grants grants) {
        StoppedLine stopped = facts.stopped().stream()
                .filter(line -> line.service() == null && line.environment().equals(environment))
                .findFirst()
                .orElse(null);
        return new Line(environment, null, stopped, grants.allowEverywhere(Right.OPERATE));
    }

    private static Mark answer(OverviewFacts facts) {
        if (uneven(facts).isEmpty()) {
            return even(facts);
        }
        boolean hurts = facts.count(Standing.State.SPENT, Standing.State.BURNING) > 0
                || facts.hurting().stream()
                        .anyMatch(incident -> incident.severity().severity().isAtLeast(Severity.SERIOUS));
        return hurts ? new Mark(Mark.Tone.BAD, "alert", "Not even") : new Mark(Mark.Tone.CAUTION, "alert", "Not even");
    }

    private static Mark even(OverviewFacts facts) {
        if (!unknown(facts).isEmpty()) {
            return new Mark(Mark.Tone.CAUTION, "silent", "Even, as far as is known");
        }
        return facts.activeFreezes().isEmpty()
                ? new Mark(Mark.Tone.GOOD, "check", "Even")
                : new Mark(Mark.Tone.CAUTION, "pause", "Even, and frozen");
    }

    private static String lead(OverviewFacts facts) {
        List<String> wrong = new ArrayList<>(uneven(facts));
        wrong.addAll(unknown(facts));
        wrong.addAll(frozen(facts));
        String changes = number(facts.running(), "change") + " running";
        if (facts.services().services().isEmpty() && facts.running() == 0 && wrong.isEmpty()) {
            return "Even: nothing is known that could be uneven.";
        }
        return wrong.isEmpty()
                ? "Even: no incident, no gate closed, " + changes + "."
                : answer(facts).word() + ": " + String.join(", ", wrong) + ". " + Numbers.sentence(changes);
    }

    /* What stands against "even". */
    private static List<String> uneven(OverviewFacts facts) {
        int hurting = facts.hurting().size();
        int held = facts.heldUp().size();
        int blind = (int) facts.led().stream()
                .filter(one -> one.rollout().trouble() != null)
                .count();
        return Stream.of(
                        hurting == 0 ? "" : number(hurting, "incident") + " open (" + worst(facts) + ")",
                        budgets(facts.count(Standing.State.SPENT), "spent"),
                        budgets(facts.count(Standing.State.BURNING), "burning"),
                        lines(facts.stopped()),
                        held == 0 ? "" : "closed gates hold up " + number(held, "change"),
                        blind == 0 ? "" : "the guard cannot judge " + number(blind, "change"))
                .filter(words -> !words.isEmpty())
                .toList();
    }

    /* What nobody can see is not called even without saying so. */
    private static List<String> unknown(OverviewFacts facts) {
        int silent = facts.count(Standing.State.NO_DATA, Standing.State.SOURCE_FAILED);
        return silent == 0 ? List.of() : List.of("no data of " + number(silent, "objective"));
    }

    private static List<String> frozen(OverviewFacts facts) {
        List<String> active = facts.activeFreezes();
        return active.isEmpty() ? List.of() : List.of(GatesPage.freezes(active));
    }

    private static String worst(OverviewFacts facts) {
        return facts.hurting().stream()
                .map(incident -> incident.severity().severity())
                .min(Severity::compareTo)
                .map(Enum::name)
                .orElse("");
    }

    private static String budgets(int number, String state) {
        return number == 0 ? "" : number(number, "error budget") + " " + state;
    }

    private static String lines(List<StoppedLine> stopped) {
        if (stopped.isEmpty()) {
            return "";
        }
        StoppedLine first = stopped.getFirst();
        String name = first.service() == null ? "all of " + first.environment() : first.service();
        return stopped.size() == 1
                ? "the line of " + name + " is stopped"
                : number(stopped.size(), "line") + " stopped";
    }

    /// A number and what it is of: `no incident`, `1 incident`, `2 incidents`.
    static String number(int number, String of) {
        return (number == 0 ? "no" : Numbers.count(number)) + " " + of + (number < 2 ? "" : "s");
    }
}
