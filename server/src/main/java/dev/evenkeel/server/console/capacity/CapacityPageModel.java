// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.capacity;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.capacity.CapacityOverrun;
import dev.evenkeel.engine.capacity.CapacitySplit;
import dev.evenkeel.engine.capacity.MinimumCapacityRule;
import dev.evenkeel.engine.capacity.SplitRecommendation;
import dev.evenkeel.engine.capacity.WorkItem;
import dev.evenkeel.engine.capacity.WorkKind;
import dev.evenkeel.engine.capacity.WorkSummary;
import dev.evenkeel.engine.gate.GateResult.Evidence;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
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
record CapacityPageModel(
        String lead,
        String why,
        List<CapacitySelection.CapacityTabLink> teams,
        List<CapacitySelection.CapacityTabLink> quarters,
        List<Row> rows,
        List<String> notes,
        List<SplitRuleRow> asked,
        List<OverPlanRow> over,
        List<OverPlanRow> items,
        List<MinimumCapacityRule> required,
        List<String> assumptions) {
    private static final int QUARTERS = 4;
    private static final int MOST_ITEMS = 20;

    /// What can be looked at.
    ///
    /// @param teams all that there are
    record CapacitySelection(List<String> teams, Quarter shown, Quarter present) {
        /// A link.
        record CapacityTabLink(String name, String path, boolean current) {}

        List<CapacityTabLink> byTeam(String current) {
            return Stream.concat(Stream.of(""), teams.stream())
                    .map(team -> new CapacityTabLink(
                            team.isEmpty() ? "everybody" : team, path(team, shown), team.equals(current)))
                    .toList();
        }

        List<CapacityTabLink> byQuarter(String team) {
            return Stream.iterate(present, quarter -> quarter.before(1))
                    .limit(QUARTERS)
                    .map(quarter -> new CapacityTabLink(quarter.toString(), path(team, quarter), quarter.equals(shown)))
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
    record SplitRuleRow(String number, String rung, StatusBadge holds, String reason, List<Evidence> evidence) {}

    /// Something above its plan.
    record OverPlanRow(String who, String what, String by, String of) {}

    static CapacityPageModel of(CapacityReport report, CapacitySelection choice) {
        return new CapacityPageModel(
                lead(report),
                why(report),
                choice.byTeam(report.team()),
                choice.byQuarter(report.team()),
                report.work().rows().stream().map(row -> row(row, report)).toList(),
                notes(report),
                report.ladder().asked().stream().map(CapacityPageModel::asked).toList(),
                report.over().stream().map(CapacityPageModel::over).toList(),
                report.work().over().stream()
                        .limit(MOST_ITEMS)
                        .map(CapacityPageModel::over)
                        .toList(),
                report.required(),
                CapacityReport.ASSUMPTIONS.stream()
                        .map(DisplayFormatter::sentence)
                        .toList());
    }

    private static String lead(CapacityReport report) {
        String who = report.team().isEmpty() ? "Everybody together" : report.team();
        return DisplayFormatter.prose(
                who + ": " + report.ladder().decided().rung().advice() + ".");
    }

    private static String why(CapacityReport report) {
        SplitRecommendation.RuleEvaluation decided = report.ladder().decided();
        return DisplayFormatter.sentence(
                        "rung " + decided.rung().number() + " of the ladder, because " + decided.reason())
                + " "
                + DisplayFormatter.sentence(
                        "the plan " + report.move().outcome().words());
    }

    private static List<String> notes(CapacityReport report) {
        CapacityPlan plan = report.plan();
        String force = plan == null
                ? "In force is the usual split of the policy."
                : "In force since " + plan.since().toString().substring(0, 10) + " by " + plan.person() + ": "
                        + DisplayFormatter.sentence(plan.reason());
        String gap = report.work().gap();
        return gap.isEmpty() ? List.of(force) : List.of(DisplayFormatter.sentence(gap), force);
    }

    private static Row row(WorkSummary.Row row, CapacityReport report) {
        WorkKind kind = row.kind();
        Optional<Double> actual = report.work().actual().map(split -> split.share(kind));
        return new Row(
                kind.words(),
                DisplayFormatter.count(row.items()),
                share(report.work().planned(), kind) + ", " + days(row.planned()),
                share(report.work().actual(), kind) + ", " + days(row.actual()),
                percent(report.inForce().share(kind)),
                percent(report.move().next().share(kind)),
                percent(report.move().target().share(kind)),
                actual.orElse(0.0),
                report.inForce().share(kind),
                actual.filter(share -> share - report.inForce().share(kind) >= CapacityOverrun.MARGIN)
                        .isPresent(),
                kind.words() + ": " + share(report.work().actual(), kind) + " of the time, "
                        + percent(report.inForce().share(kind)) + " by the plan");
    }

    private static String share(Optional<CapacitySplit> split, WorkKind kind) {
        return split.map(known -> percent(known.share(kind))).orElse("unknown");
    }

    private static String percent(double share) {
        return DisplayFormatter.prose(String.format(Locale.ROOT, "%.0f %%", 100 * share));
    }

    private static String days(double days) {
        return String.format(Locale.ROOT, "%,.1f d", days).replace(' ', '\u00a0');
    }

    private static SplitRuleRow asked(SplitRecommendation.RuleEvaluation answer) {
        return new SplitRuleRow(
                answer.rung().number(),
                answer.rung().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                StatusBadge.of(answer.holds()),
                DisplayFormatter.sentence(answer.reason()),
                answer.evidence());
    }

    private static OverPlanRow over(CapacityOverrun over) {
        return new OverPlanRow(
                over.team(),
                over.kind().words(),
                days(over.days()),
                percent(over.actual()) + " of the time for " + percent(over.planned()));
    }

    private static OverPlanRow over(WorkItem item) {
        double over = item.daysOver();
        double actual = item.actual() == null ? over : item.actual();
        return new OverPlanRow(
                item.team().isEmpty() ? "nobody said" : item.team(),
                item.key() + " " + item.title(),
                days(over),
                days(actual) + " for " + days(actual - over));
    }
}
