// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import static dev.evenkeel.files.report.ReportNumberFormatter.decimal;
import static dev.evenkeel.files.report.ReportNumberFormatter.money;
import static dev.evenkeel.files.report.ReportNumberFormatter.number;
import static dev.evenkeel.files.report.ReportNumberFormatter.percent;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.decision.BaseRateCalibration;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.CourseRisk;
import dev.evenkeel.engine.decision.LossBreakdown;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.Sensitivity;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.RiskCaseFile;
import dev.evenkeel.files.risk.RiskComparisonJsonRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answers to a case, for a terminal: ranges beside means, money to two digits.
final class RiskComparisonTextFormatter {
    private static final int SWINGS = 5;
    private static final double WAITED = 0.05;
    /* The largest deviation of one draw of an event. */
    private static final double HALF = 0.5;

    private RiskComparisonTextFormatter() {}

    /// @param courses of the same as JSON, which is also what an assessment keeps of them
    static String of(RiskCaseFile file, RiskCase risk, CourseComparison comparison, JsonNode courses) {
        List<String> lines = new ArrayList<>();
        lines.add(risk.name() + ", as of " + risk.asOf() + ", over " + decimal(risk.weeks()) + " weeks, in "
                + file.currency());
        lines.add("");
        lines.add(sentence(comparison));
        lines.add("");
        lines.add(courses(comparison));
        lines.addAll(parts(risk));
        lines.addAll(CommitmentTextFormatter.of(courses));
        lines.addAll(reconciliation(comparison.reconciliation()));
        if (!file.losses().isEmpty()) {
            lines.add("Chance of a loss above (by simulation, one standard error at most "
                    + percent(HALF / Math.sqrt(comparison.draws())) + ")");
            lines.add(exceedance(file, comparison));
        }
        lines.add(
                "What the answer hangs on (each at its tenth part from below and from above, the others at their means)");
        lines.add(swings(comparison));
        lines.addAll(breakEven(comparison));
        lines.add("To know all that can be learnt would be worth " + money(comparison.perfectInformation())
                + " on average.");
        lines.add("");
        lines.add("Model " + RiskComparisonJsonRenderer.MODEL + ", seed " + comparison.seed() + ", "
                + comparison.draws() + " draws, data " + file.hash());
        return String.join(System.lineSeparator(), lines);
    }

    private static String sentence(CourseComparison comparison) {
        CourseRisk best = comparison.risk(comparison.best());
        String favourite = "\"" + comparison.best() + "\" costs least on average: " + tenths(best.chance())
                + " for a major incident";
        if (comparison.decides()) {
            return favourite + ".";
        }
        Sensitivity first = comparison.hangsOn().getFirst();
        String learn = first.quantity().learnBy();
        return "The data do not decide; it hangs on "
                + comparison.hangsOn().stream()
                        .map(swing -> swing.quantity().name())
                        .collect(Collectors.joining(", "))
                + (learn == null ? "" : " (to learn it: " + learn + ")") + ". " + favourite + ".";
    }

    private static String tenths(CourseRisk.Range chance) {
        return percent(chance.middle(), chance.low(), chance.high());
    }

    private static String courses(CourseComparison comparison) {
        var table = new TextTable(
                "COURSE",
                "MAJOR INCIDENT",
                "LOSS THEN (1 in 2, 1 in 20)",
                "EXPECTED",
                "ERRORS",
                "DELAY",
                "LABOUR",
                "TOTAL",
                "CHEAPEST IN",
                "IN FREEZE");
        for (CourseRisk risk : comparison.courses()) {
            boolean migrates = risk.course().migrates();
            table.row(
                    risk.course().name(),
                    migrates ? tenths(risk.chance()) : "-",
                    migrates
                            ? money(risk.loss().middle()) + ", "
                                    + money(risk.loss().high())
                            : "-",
                    money(risk.atMeans().expectedLoss()),
                    money(risk.atMeans().errors()),
                    money(risk.atMeans().delay()),
                    money(risk.atMeans().labour()),
                    money(risk.total().middle()),
                    percent(risk.cheapest()),
                    migrates ? percent(risk.inFreeze()) : "-");
        }
        return table.toString();
    }

    private static List<String> parts(RiskCase risk) {
        if (risk.money().incident().isNone()) {
            return List.of();
        }
        var table = new TextTable("COURSE", "REVENUE", "CREDITS", "CHURN", "LABOUR", "PENALTIES", "LOSS");
        risk.courses().stream().filter(Course::migrates).forEach(course -> {
            LossBreakdown parts = LossBreakdown.of(risk, course);
            table.row(
                    course.name(),
                    money(parts.revenue()),
                    money(parts.credits()),
                    money(parts.churn()),
                    money(parts.labour()),
                    money(parts.penalties()),
                    money(parts.total()));
        });
        return List.of("What a major incident costs on average", table.toString());
    }

    private static List<String> reconciliation(@Nullable BaseRateCalibration known) {
        if (known == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        String scale = number(known.scale());
        lines.add("The causes make " + percent(known.causes()) + " together, changes of this kind "
                + tenths(known.base())
                + (known.applied()
                        ? ": each cause's rate is multiplied by " + scale
                        : "; nothing is scaled (reconcile: true would multiply each cause's rate by " + scale + ")")
                + ".");
        known.extrapolated()
                .forEach(one -> lines.add("Extrapolated: " + one.factor() + " is " + number(one.value())
                        + ", outside all values that its effect was learnt from; no data support that."));
        lines.add("");
        return lines;
    }

    private static String exceedance(RiskCaseFile file, CourseComparison comparison) {
        List<String> heads = new ArrayList<>(List.of("COURSE"));
        file.losses().forEach(loss -> heads.add(money(loss)));
        var table = new TextTable(heads.toArray(String[]::new));
        for (CourseRisk risk : comparison.courses()) {
            List<String> cells = new ArrayList<>(List.of(risk.course().name()));
            risk.exceedance().forEach(point -> cells.add(percent(point.probability())));
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String swings(CourseComparison comparison) {
        var table = new TextTable("NUMBER", "LOW", "BEST THERE", "HIGH", "BEST THERE", "FROM");
        comparison.swings().stream()
                .filter(swing -> swing.turns() || comparison.swings().indexOf(swing) < SWINGS)
                .forEach(swing -> table.row(
                        swing.quantity().name(),
                        number(swing.low().value()),
                        swing.low().best(),
                        number(swing.high().value()),
                        swing.high().best(),
                        swing.quantity()
                                .origin()
                                .kind()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' ')));
        return table.toString();
    }

    /* Of the best course against each that is done sooner. */
    private static List<String> breakEven(CourseComparison comparison) {
        CourseRisk best = comparison.risk(comparison.best());
        List<String> lines = new ArrayList<>();
        for (CourseRisk other : comparison.courses()) {
            double waited = best.atMeans().doneAfterWeeks() - other.atMeans().doneAfterWeeks();
            if (waited > WAITED) {
                lines.add("Waiting for \"" + comparison.best() + "\" pays against \""
                        + other.course().name()
                        + "\" while a week of delay costs less than "
                        + money(best.atMeans().breakEvenDelay(other.atMeans())) + ".");
            }
        }
        return lines;
    }

    static String of(RiskCaseFile file, String course, WorkPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(
                plan.steps().isEmpty()
                        ? "No work is worth its weeks before \"" + course + "\"."
                        : decimal(plan.weeks()) + " weeks of work are worth it before \"" + course
                                + "\": it then costs "
                                + money(plan.total()) + " " + file.currency() + " in all instead of "
                                + money(plan.without())
                                + ".");
        if (!plan.exact()) {
            lines.add("Not exact: " + (plan.steps().size() + plan.left().size()) + " items are more than the "
                    + WorkPlan.MOST_ITEMS + " of which every choice can be looked at. This one is within "
                    + money(plan.within()) + " " + file.currency() + " of the best.");
        }
        lines.add("");
        var table = new TextTable("WORK", "", "WEEKS", "RISK BOUGHT", "PER WEEK", "SAVED IN ALL");
        plan.steps().forEach(step -> row(table, step, "worth it"));
        plan.left().forEach(step -> row(table, step, "not worth it"));
        lines.add(table.toString());
        lines.add(
                "Each line is on top of those before it, or of all that are worth it. Weeks are late as work is on average.");
        lines.add("Model " + RiskComparisonJsonRenderer.MODEL + ", data " + file.hash());
        return String.join(System.lineSeparator(), lines);
    }

    private static void row(TextTable table, WorkPlan.Step step, String verdict) {
        table.row(
                step.item(),
                verdict,
                decimal(step.weeks()),
                step.riskBought() < 0 ? "none, adds " + money(-step.riskBought()) : money(step.riskBought()),
                step.riskBought() < 0 ? "-" : money(step.perWeek()),
                money(step.saved()));
    }
}
