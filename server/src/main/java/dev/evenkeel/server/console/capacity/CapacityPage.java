// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.capacity;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.Ladder;
import dev.evenkeel.engine.capacity.Overrun;
import dev.evenkeel.engine.capacity.RequiredCapacity;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkSum;
import dev.evenkeel.engine.gate.GateAnswer.Evidence;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.decisions.capacity.CapacityPlan;
import dev.evenkeel.server.decisions.capacity.CapacityReport;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The page of capacity. Its question: where does our time go, and should it?
///
/// @param lead the answer, in a sentence
/// @param why the rule that gave it, and how far the plan goes now
/// @param teams links to the page of each, everybody first
/// @param quarters links to the last four quarters, newest first
/// @param rows one for each kind of work
/// @param notes what is not known, and whose plan is in force
/// @param asked the rungs of the ladder
/// @param over who is over what
/// @param items work over its plan
/// @param required rules in force
/// @param assumptions what holds of every report
record CapacityPage(
        String lead,
        String why,
        List<Choice.Link> teams,
        List<Choice.Link> quarters,
        List<Row> rows,
        List<String> notes,
        List<Asked> asked,
        List<Over> over,
        List<Over> items,
        List<RequiredCapacity> required,
        List<String> assumptions) {
    private static final int QUARTERS = 4;
    private static final int MOST_ITEMS = 20;

    /// What can be looked at.
    ///
    /// @param teams all that there are
    record Choice(List<String> teams, Quarter shown, Quarter present) {
        /// A link.
        record Link(String name, String path, boolean current) {}

        List<Link> byTeam(String current) {
            return Stream.concat(Stream.of(""), teams.stream())
                    .map(team -> new Link(team.isEmpty() ? "everybody" : team, path(team, shown), team.equals(current)))
                    .toList();
        }

        List<Link> byQuarter(String team) {
            return Stream.iterate(present, quarter -> quarter.before(1))
                    .limit(QUARTERS)
                    .map(quarter -> new Link(quarter.toString(), path(team, quarter), quarter.equals(shown)))
                    .toList();
        }

        private static String path(String team, Quarter quarter) {
            return "/capacity?team=" + URLEncoder.encode(team, StandardCharsets.UTF_8) + "&quarter=" + quarter;
        }
    }

    /// A kind of work.
    ///
    /// @param next share by the next step, of limited size, towards the target
    /// @param target share that the rule derives
    /// @param actualShare 0 to 1; 0 also while it is not known
    /// @param planShare share by the plan in force
    /// @param isOver whether it is above its plan by more than the margin
    /// @param label what the bar shows, for those who do not see it
    record Row(
            String kind,
            String items,
            String planned,
            String actual,
            String inForce,
            String next,
            String target,
            double actualShare,
            double planShare,
            boolean isOver,
            String label) {}

    /// A rung of the ladder.
    record Asked(String number, String rung, Mark holds, String reason, List<Evidence> evidence) {}

    /// Something above its plan.
    record Over(String who, String what, String by, String of) {}

    static CapacityPage of(CapacityReport report, Choice choice) {
        return new CapacityPage(
                lead(report),
                why(report),
                choice.byTeam(report.team()),
                choice.byQuarter(report.team()),
                report.work().rows().stream().map(row -> row(row, report)).toList(),
                notes(report),
                report.ladder().asked().stream().map(CapacityPage::asked).toList(),
                report.over().stream().map(CapacityPage::over).toList(),
                report.work().over().stream()
                        .limit(MOST_ITEMS)
                        .map(CapacityPage::over)
                        .toList(),
                report.required(),
                CapacityReport.ASSUMPTIONS.stream().map(Numbers::sentence).toList());
    }

    private static String lead(CapacityReport report) {
        String who = report.team().isEmpty() ? "Everybody together" : report.team();
        return Numbers.prose(who + ": " + report.ladder().decided().rung().advice() + ".");
    }

    private static String why(CapacityReport report) {
        Ladder.Answer decided = report.ladder().decided();
        return Numbers.sentence("rung " + decided.rung().number() + " of the ladder, because " + decided.reason()) + " "
                + Numbers.sentence("the plan " + report.move().outcome().words());
    }

    private static List<String> notes(CapacityReport report) {
        CapacityPlan plan = report.plan();
        String force = plan == null
                ? "In force is the usual split of the policy."
                : "In force since " + plan.since().toString().substring(0, 10) + " by " + plan.person() + ": "
                        + Numbers.sentence(plan.reason());
        String gap = report.work().gap();
        return gap.isEmpty() ? List.of(force) : List.of(Numbers.sentence(gap), force);
    }

    private static Row row(WorkSum.Row row, CapacityReport report) {
        WorkKind kind = row.kind();
        Optional<Double> actual = report.work().actual().map(split -> split.share(kind));
        return new Row(
                kind.words(),
                Numbers.count(row.items()),
                share(report.work().planned(), kind) + ", " + days(row.planned()),
                share(report.work().actual(), kind) + ", " + days(row.actual()),
                percent(report.inForce().share(kind)),
                percent(report.move().next().share(kind)),
                percent(report.move().target().share(kind)),
                actual.orElse(0.0),
                report.inForce().share(kind),
                actual.filter(share -> share - report.inForce().share(kind) >= Overrun.MARGIN)
                        .isPresent(),
                kind.words() + ": " + share(report.work().actual(), kind) + " of the time, "
                        + percent(report.inForce().share(kind)) + " by the plan");
    }

    private static String share(Optional<CapacitySplit> split, WorkKind kind) {
        return split.map(known -> percent(known.share(kind))).orElse("unknown");
    }

    private static String percent(double share) {
        return Numbers.prose(String.format(Locale.ROOT, "%.0f %%", 100 * share));
    }

    private static String days(double days) {
        return String.format(Locale.ROOT, "%,.1f d", days).replace(' ', '\u00a0');
    }

    private static Asked asked(Ladder.Answer answer) {
        return new Asked(
                answer.rung().number(),
                answer.rung().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Mark.of(answer.holds()),
                Numbers.sentence(answer.reason()),
                answer.evidence());
    }

    private static Over over(Overrun over) {
        return new Over(
                over.team(),
                over.kind().words(),
                days(over.days()),
                percent(over.actual()) + " of the time for " + percent(over.planned()));
    }

    private static Over over(WorkItem item) {
        double over = item.daysOver();
        double actual = item.actual() == null ? over : item.actual();
        return new Over(
                item.team().isEmpty() ? "nobody said" : item.team(),
                item.key() + " " + item.title(),
                days(over),
                days(actual) + " for " + days(actual - over));
    }
}
