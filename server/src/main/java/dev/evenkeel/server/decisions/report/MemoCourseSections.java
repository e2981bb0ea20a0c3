// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.engine.decision.CauseProbabilityContribution;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.CourseRisk.EstimateWithBounds;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.IncidentLossBreakdown;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CommitmentResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.decision.result.WorkPlanResult;
import dev.evenkeel.engine.decision.workplan.WorkPlan.WorkItemContribution;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.Curve;
import dev.evenkeel.files.report.ReportDocument.CurveChart;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Point;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sections of a memo that compare the courses and their possible losses, and list the contributions of
/// causes and work.
final class MemoCourseSections {
    private final MemoInputs inputs;

    MemoCourseSections(MemoInputs inputs) {
        this.inputs = inputs;
    }

    Section courseTable() {
        List<List<LinkedText>> rows =
                inputs.risk().courses().stream().map(this::row).toList();
        return new Section(
                "Courses",
                false,
                List.of(
                        new Table(
                                List.of(
                                        "Course",
                                        "Start",
                                        "Major incident",
                                        "Loss (median, 1 in 20)",
                                        "Expected loss",
                                        "In a freeze",
                                        "Complete after",
                                        "Delay cost",
                                        "Total cost",
                                        "Reversible"),
                                rows),
                        Paragraph.of("Amounts in " + inputs.currency() + " over "
                                + formatNumber(inputs.risk().weeks()) + " weeks. Ranges contain 90% of the draws.")));
    }

    private List<LinkedText> row(Course course) {
        CourseResult result = inputs.course(course.name());
        CourseCost means = result.atMeans();
        boolean migrates = course.migrates();
        return List.of(
                new LinkedText(course.name(), inputs.link()),
                LinkedText.of(course.start().toString()),
                LinkedText.of(migrates ? range(result.chance()) : "-"),
                LinkedText.of(
                        migrates
                                ? formatMoney(result.lossIfMajor().middle()) + ", "
                                        + formatMoney(result.lossIfMajor().high())
                                : "-"),
                LinkedText.of(formatMoney(means.expectedLoss())),
                LinkedText.of(migrates ? formatProbability(result.landsInFreeze()) : "-"),
                LinkedText.of(migrates ? formatNumber(means.doneAfterWeeks()) + " weeks" : "never"),
                LinkedText.of(formatMoney(means.delay())),
                LinkedText.of(formatMoney(result.total().middle())),
                LinkedText.of(reversible(course)));
    }

    private String reversible(Course course) {
        if (!course.migrates()) {
            return "yes";
        }
        String until = inputs.rollback() == null ? "" : inputs.rollback().plan().pointOfNoReturn();
        return inputs.rollback() == null ? "unknown" : until.isEmpty() ? "yes" : "point of no return: " + until;
    }

    private static String range(EstimateWithBounds chance) {
        return formatProbability(chance.middle(), chance.low(), chance.high());
    }

    Section lossCurve() {
        List<Curve> curves = inputs.risk().courses().stream()
                .filter(Course::migrates)
                .map(course -> new Curve(
                        course.name(),
                        inputs.course(course.name()).exceedance().stream()
                                .map(point -> new Point(point.loss(), point.probability()))
                                .toList()))
                .toList();
        String none = inputs.risk().courses().stream()
                .filter(Course::migrates)
                .map(course -> "no loss in "
                        + formatProbability(
                                1 - inputs.course(course.name()).chance().middle()) + " of cases with \""
                        + course.name() + "\"")
                .reduce((left, right) -> left + "; " + right)
                .orElse("");
        List<Block> blocks = new ArrayList<>();
        blocks.add(new CurveChart("Probability of losing more than an amount", inputs.currency(), curves));
        boolean promised = !inputs.risk().commitments().isEmpty();
        blocks.add(Paragraph.of(capital(none) + (promised ? "." : ". No promised dates.")));
        if (promised) {
            blocks.add(promised());
            boolean costs = inputs.risk().commitments().stream().anyMatch(DeliveryDateCommitment::hasCost);
            blocks.add(Paragraph.of("Probability of meeting the date, including overruns and freezes"
                    + (costs
                            ? "; in parentheses, the average cost of missing it in " + inputs.currency()
                                    + ", which is part of the total cost."
                            : ".")));
        }
        blocks.addAll(parts());
        return new Section("Potential loss", false, blocks);
    }

    /* The parts of the loss, for losses that include more than revenue. */
    private List<Block> parts() {
        List<List<LinkedText>> rows = inputs.risk().courses().stream()
                .filter(Course::migrates)
                .flatMap(
                        course -> Stream.ofNullable(inputs.course(course.name()).lossParts())
                                .map(parts -> parts(course, parts)))
                .toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(new Table(
                        List.of("Major incident cost", "Revenue", "Credits", "Churn", "Labor", "Penalties"), rows));
    }

    private List<LinkedText> parts(Course course, IncidentLossBreakdown parts) {
        return List.of(
                new LinkedText(course.name(), inputs.link()),
                LinkedText.of(formatMoney(parts.revenue())),
                LinkedText.of(formatMoney(parts.credits())),
                LinkedText.of(formatMoney(parts.churn())),
                LinkedText.of(formatMoney(parts.labour())),
                LinkedText.of(formatMoney(parts.penalties())));
    }

    private Table promised() {
        List<Course> courses = inputs.risk().courses();
        List<String> head = new ArrayList<>(List.of("Promised date"));
        courses.forEach(course -> head.add(course.name()));
        List<List<LinkedText>> rows = new ArrayList<>();
        for (DeliveryDateCommitment one : inputs.risk().commitments()) {
            List<LinkedText> row = new ArrayList<>();
            row.add(new LinkedText(
                    one.name() + " by " + one.date() + (one.promisedTo() == null ? "" : ", to " + one.promisedTo()),
                    inputs.link()));
            courses.forEach(course -> row.add(LinkedText.of(promised(course, rows.size()))));
            rows.add(row);
        }
        return new Table(head, rows);
    }

    private String promised(Course course, int place) {
        CommitmentResult promised = inputs.course(course.name()).commitments().get(place);
        return (course.migrates() ? formatProbability(promised.met()) : "never")
                + (promised.missCost() == null ? "" : " (" + formatMoney(promised.missCost()) + ")");
    }

    private static String capital(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    Section causes() {
        Course best = inputs.best();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Table(
                List.of("Cause", "Probability now", "With \"" + best.name() + "\""),
                CauseProbabilityContribution.listContributions(inputs.risk(), best).stream()
                        .map(share -> List.of(
                                new LinkedText(share.cause(), "/causes"),
                                LinkedText.of(formatProbability(share.before())),
                                LinkedText.of(formatProbability(share.after()))))
                        .toList()));
        Objects.requireNonNull(inputs.result().plans()).forEach(plan -> {
            boolean recommended = plan.course().equals(best.name());
            blocks.addAll(plan(plan, recommended ? best.work() : List.of()));
            if (recommended) {
                otherWork(plan, best).ifPresent(blocks::add);
            }
        });
        return new Section("Causes and work", false, blocks);
    }

    /*
     * The work with the lowest cost can differ from that of the recommended course, which was compared with the
     * work that the case specifies.
     */
    private Optional<Block> otherWork(WorkPlanResult plan, Course best) {
        Set<String> worthIt = plan.worthIt().stream().map(step -> step.item()).collect(Collectors.toSet());
        if (worthIt.equals(Set.copyOf(best.work()))) {
            return Optional.empty();
        }
        return Optional.of(Paragraph.of("\"" + best.name() + "\" is recommended with the work in its case ("
                + (best.work().isEmpty() ? "none" : String.join(", ", best.work())) + "), at a total cost of "
                + formatMoney(inputs.cost(best).total(), inputs.currency())
                + ". With the work that is worth its time, it would cost "
                + formatMoney(plan.total(), inputs.currency()) + ": change the course and create a new assessment."));
    }

    private List<Block> plan(WorkPlanResult plan, List<String> ofCourse) {
        List<List<LinkedText>> rows = new ArrayList<>();
        plan.worthIt().forEach(step -> rows.add(step(step, "worth its time")));
        plan.notWorthIt()
                .forEach(step -> rows.add(step(
                        step,
                        ofCourse.contains(step.item())
                                ? "part of the course, not worth its time"
                                : "not worth its time")));
        return List.of(
                Paragraph.of(why(plan)),
                new Table(List.of("Work", "Verdict", "Weeks", "Risk reduction", "Per week", "Total savings"), rows));
    }

    private String why(WorkPlanResult plan) {
        String course = "\"" + plan.course() + "\"";
        String total = "total cost " + formatMoney(plan.total(), inputs.currency());
        if (plan.worthIt().isEmpty()) {
            return "No work is worth its time before " + course + ": " + ofAll(plan, "none") + ", " + total + ".";
        }
        return formatNumber(plan.weeks()) + " weeks of work before " + course + ": "
                + ofAll(plan, "this one") + ", " + total + " instead of "
                + formatMoney(plan.withoutWork(), inputs.currency()) + " without work.";
    }

    private String ofAll(WorkPlanResult plan, String choice) {
        return plan.exact()
                ? "of all combinations of work, " + choice + " costs least"
                : "the search was not exhaustive; " + choice + " is within "
                        + formatMoney(plan.total() - plan.totalAtLeast(), inputs.currency())
                        + " of the optimum";
    }

    private static List<LinkedText> step(WorkItemContribution step, String verdict) {
        return List.of(
                LinkedText.of(step.item()),
                LinkedText.of(verdict),
                LinkedText.of(formatNumber(step.weeks())),
                LinkedText.of(bought(step.riskBought())),
                LinkedText.of(step.riskBought() < 0 ? "-" : formatMoney(step.riskBoughtPerWeek())),
                LinkedText.of(formatMoney(step.saved())));
    }

    /* Work that delays the change to a worse period increases the risk. */
    private static String bought(double risk) {
        return risk < 0 ? "none, adds " + formatMoney(-risk) : formatMoney(risk);
    }
}
