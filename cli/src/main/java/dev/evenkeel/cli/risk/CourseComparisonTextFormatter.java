// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.decision.CauseBaseRateScaling;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.CourseRisk;
import dev.evenkeel.engine.decision.IncidentLossBreakdown;
import dev.evenkeel.engine.decision.QuantitySensitivity;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.result.RiskComparisonResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.decision.workplan.WorkPlan;
import dev.evenkeel.files.risk.RiskCaseFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A formatter of course comparisons and work plans as text: means with ranges, money to two significant
/// digits.
final class CourseComparisonTextFormatter {
    private static final int SWINGS = 5;
    private static final double WAITED = 0.05;
    /* The maximum standard deviation of an event in one draw. */
    private static final double HALF = 0.5;

    private CourseComparisonTextFormatter() {}

    /// @param courses the same courses, as stored with an assessment
    static String formatComparison(
            RiskCaseFile file, RiskCase risk, CourseComparison comparison, List<CourseResult> courses) {
        List<String> lines = new ArrayList<>();
        lines.add(risk.name() + ", as of " + risk.asOf() + ", over " + formatNumber(risk.weeks()) + " weeks, in "
                + file.currency());
        lines.add("");
        lines.add(sentence(comparison));
        lines.add("");
        lines.add(courses(comparison));
        lines.addAll(parts(risk));
        lines.addAll(CommitmentRiskTextFormatter.format(courses));
        lines.addAll(reconciliation(comparison.calibration()));
        if (!file.losses().isEmpty()) {
            lines.add("Chance of a loss above each amount (simulated; standard error at most "
                    + formatProbability(HALF / Math.sqrt(comparison.draws())) + ")");
            lines.add(exceedance(file, comparison));
        }
        lines.add("Sensitivity: best course with one input at its 10th or 90th percentile, all others at their means");
        lines.add(swings(comparison));
        lines.addAll(breakEven(comparison));
        lines.add("Expected value of perfect information: "
                + formatMoney(comparison.perfectInformation(), file.currency()) + ".");
        lines.add("");
        lines.add("Model " + RiskComparisonResult.MODEL_VERSION + ", seed " + comparison.seed() + ", "
                + comparison.draws() + " draws, data " + file.hash());
        return String.join(System.lineSeparator(), lines);
    }

    private static String sentence(CourseComparison comparison) {
        CourseRisk best = comparison.getRisk(comparison.best());
        String favourite = "Lowest expected cost: \"" + comparison.best() + "\", with a chance of "
                + tenths(best.chance()) + " of a major incident.";
        if (comparison.isConclusive()) {
            return favourite;
        }
        QuantitySensitivity first = comparison.decisiveQuantities().getFirst();
        String learn = first.quantity().learnBy();
        return "The data is not decisive; the result depends on "
                + comparison.decisiveQuantities().stream()
                        .map(swing -> swing.quantity().name())
                        .collect(Collectors.joining(", "))
                + (learn == null ? "" : " (to find out: " + learn + ")") + ". " + favourite;
    }

    private static String tenths(CourseRisk.EstimateWithBounds chance) {
        return formatProbability(chance.middle(), chance.low(), chance.high());
    }

    private static String courses(CourseComparison comparison) {
        var textTable = new TextTable(
                "COURSE",
                "MAJOR INCIDENT",
                "LOSS (MEDIAN, 1 IN 20)",
                "EXPECTED LOSS",
                "ERRORS",
                "DELAY",
                "LABOR",
                "TOTAL",
                "CHEAPEST",
                "IN FREEZE");
        for (CourseRisk risk : comparison.courses()) {
            boolean migrates = risk.course().migrates();
            textTable.addRow(
                    risk.course().name(),
                    migrates ? tenths(risk.chance()) : "-",
                    migrates
                            ? formatMoney(risk.loss().middle()) + ", "
                                    + formatMoney(risk.loss().high())
                            : "-",
                    formatMoney(risk.atMeans().expectedLoss()),
                    formatMoney(risk.atMeans().errors()),
                    formatMoney(risk.atMeans().delay()),
                    formatMoney(risk.atMeans().labour()),
                    formatMoney(risk.total().middle()),
                    formatProbability(risk.cheapest()),
                    migrates ? formatProbability(risk.inFreeze()) : "-");
        }
        return textTable.toString();
    }

    private static List<String> parts(RiskCase risk) {
        if (risk.costs().incident().isNone()) {
            return List.of();
        }
        var textTable = new TextTable("COURSE", "REVENUE", "CREDITS", "CHURN", "LABOR", "PENALTIES", "TOTAL");
        risk.courses().stream().filter(Course::migrates).forEach(course -> {
            IncidentLossBreakdown parts = IncidentLossBreakdown.of(risk, course);
            textTable.addRow(
                    course.name(),
                    formatMoney(parts.revenue()),
                    formatMoney(parts.credits()),
                    formatMoney(parts.churn()),
                    formatMoney(parts.labour()),
                    formatMoney(parts.penalties()),
                    formatMoney(parts.total()));
        });
        return List.of("Expected cost of a major incident", textTable.toString());
    }

    private static List<String> reconciliation(@Nullable CauseBaseRateScaling known) {
        if (known == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        String scale = formatNumber(known.scale());
        lines.add("The causes add up to a chance of " + formatProbability(known.causes())
                + "; the base rate of similar changes is " + tenths(known.base()) + ". "
                + (known.applied()
                        ? "Each cause's rate is multiplied by " + scale + "."
                        : "Rates are unchanged; reconcile: true would multiply each cause's rate by " + scale + "."));
        known.extrapolated()
                .forEach(one -> lines.add("Extrapolated: " + one.factor() + " is " + formatNumber(one.value())
                        + ", outside the range of the data that its effect was estimated from."));
        lines.add("");
        return lines;
    }

    private static String exceedance(RiskCaseFile file, CourseComparison comparison) {
        List<String> heads = new ArrayList<>(List.of("COURSE"));
        file.losses().forEach(loss -> heads.add(formatMoney(loss)));
        var textTable = new TextTable(heads.toArray(String[]::new));
        for (CourseRisk risk : comparison.courses()) {
            List<String> cells = new ArrayList<>(List.of(risk.course().name()));
            risk.exceedance().forEach(point -> cells.add(formatProbability(point.probability())));
            textTable.addRow(cells.toArray(String[]::new));
        }
        return textTable.toString();
    }

    private static String swings(CourseComparison comparison) {
        var textTable = new TextTable("INPUT", "LOW", "BEST COURSE", "HIGH", "BEST COURSE", "SOURCE");
        comparison.sensitivities().stream()
                .filter(swing ->
                        swing.changesBest() || comparison.sensitivities().indexOf(swing) < SWINGS)
                .forEach(swing -> textTable.addRow(
                        swing.quantity().name(),
                        formatNumber(swing.low().value()),
                        swing.low().best(),
                        formatNumber(swing.high().value()),
                        swing.high().best(),
                        swing.quantity()
                                .origin()
                                .kind()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' ')));
        return textTable.toString();
    }

    /* Compares the best course with each course that is done sooner. */
    private static List<String> breakEven(CourseComparison comparison) {
        CourseRisk best = comparison.getRisk(comparison.best());
        List<String> lines = new ArrayList<>();
        for (CourseRisk other : comparison.courses()) {
            double waited = best.atMeans().doneAfterWeeks() - other.atMeans().doneAfterWeeks();
            if (waited > WAITED) {
                lines.add("Waiting for \"" + comparison.best() + "\" is cheaper than \""
                        + other.course().name()
                        + "\" as long as a week of delay costs less than "
                        + formatMoney(best.atMeans().breakEvenDelay(other.atMeans())) + ".");
            }
        }
        return lines;
    }

    static String formatWorkPlan(RiskCaseFile file, String course, WorkPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(
                plan.steps().isEmpty()
                        ? "No work item pays off before \"" + course + "\"."
                        : formatNumber(plan.weeks()) + " weeks of work pay off before \"" + course
                                + "\": the total cost is "
                                + formatMoney(plan.total(), file.currency()) + " instead of "
                                + formatMoney(plan.totalWithout(), file.currency())
                                + ".");
        if (!plan.exact()) {
            lines.add("Not exhaustive: with "
                    + (plan.steps().size() + plan.rejected().size())
                    + " work items (more than " + WorkPlan.MAX_ITEMS + "), not every combination was evaluated."
                    + " The total cost is within " + formatMoney(plan.optimalityGap(), file.currency())
                    + " of the optimum.");
        }
        lines.add("");
        var textTable = new TextTable("WORK ITEM", "RESULT", "WEEKS", "RISK REDUCTION", "PER WEEK", "NET SAVINGS");
        plan.steps().forEach(step -> row(textTable, step, "worth it"));
        plan.rejected().forEach(step -> row(textTable, step, "not worth it"));
        lines.add(textTable.toString());
        lines.add("Each item is evaluated in addition to the items above it that are worth it."
                + " Weeks include the average overrun.");
        lines.add("Model " + RiskComparisonResult.MODEL_VERSION + ", data " + file.hash());
        return String.join(System.lineSeparator(), lines);
    }

    private static void row(TextTable textTable, WorkPlan.WorkItemContribution step, String verdict) {
        textTable.addRow(
                step.item(),
                verdict,
                formatNumber(step.weeks()),
                step.riskBought() < 0
                        ? "none, adds " + formatMoney(-step.riskBought())
                        : formatMoney(step.riskBought()),
                step.riskBought() < 0 ? "-" : formatMoney(step.riskBoughtPerWeek()),
                formatMoney(step.saved()));
    }
}
