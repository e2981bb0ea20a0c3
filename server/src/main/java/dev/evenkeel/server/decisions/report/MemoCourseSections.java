// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.ReportNumberFormatter.formatDecimal;
import static dev.evenkeel.files.report.ReportNumberFormatter.formatMoney;
import static dev.evenkeel.files.report.ReportNumberFormatter.formatPercent;

import dev.evenkeel.engine.decision.CauseProbabilityContribution;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
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
import tools.jackson.databind.JsonNode;

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
                                + formatDecimal(inputs.risk().weeks()) + " weeks. Ranges contain 90% of the draws.")));
    }

    private List<LinkedText> row(Course course) {
        JsonNode result = inputs.course(course.name());
        JsonNode means = result.path("atMeans");
        boolean migrates = course.migrates();
        return List.of(
                new LinkedText(course.name(), inputs.link()),
                LinkedText.of(course.start().toString()),
                LinkedText.of(migrates ? range(result.path("chance")) : "-"),
                LinkedText.of(
                        migrates
                                ? formatMoney(result.at("/lossIfMajor/middle").asDouble()) + ", "
                                        + formatMoney(
                                                result.at("/lossIfMajor/high").asDouble())
                                : "-"),
                LinkedText.of(formatMoney(means.path("expectedLoss").asDouble())),
                LinkedText.of(
                        migrates ? formatPercent(result.path("landsInFreeze").asDouble()) : "-"),
                LinkedText.of(
                        migrates ? formatDecimal(means.path("doneAfterWeeks").asDouble()) + " weeks" : "never"),
                LinkedText.of(formatMoney(means.path("delay").asDouble())),
                LinkedText.of(formatMoney(result.at("/total/middle").asDouble())),
                LinkedText.of(reversible(course)));
    }

    private String reversible(Course course) {
        if (!course.migrates()) {
            return "yes";
        }
        String until = inputs.rollback() == null ? "" : inputs.rollback().plan().pointOfNoReturn();
        return inputs.rollback() == null ? "unknown" : until.isEmpty() ? "yes" : "point of no return: " + until;
    }

    private static String range(JsonNode chance) {
        return formatPercent(
                chance.path("middle").asDouble(),
                chance.path("low").asDouble(),
                chance.path("high").asDouble());
    }

    Section lossCurve() {
        List<Curve> curves = inputs.risk().courses().stream()
                .filter(Course::migrates)
                .map(course -> new Curve(
                        course.name(),
                        inputs.course(course.name())
                                .path("exceedance")
                                .valueStream()
                                .map(point -> new Point(
                                        point.path("loss").asDouble(),
                                        point.path("probability").asDouble()))
                                .toList()))
                .toList();
        String none = inputs.risk().courses().stream()
                .filter(Course::migrates)
                .map(course -> "no loss in "
                        + formatPercent(1
                                - inputs.course(course.name())
                                        .at("/chance/middle")
                                        .asDouble()) + " of cases with \""
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
                .filter(course ->
                        course.migrates() && inputs.course(course.name()).has("lossParts"))
                .map(course -> parts(course, inputs.course(course.name()).path("lossParts")))
                .toList();
        return rows.isEmpty()
                ? List.of()
                : List.of(new Table(
                        List.of("Major incident cost", "Revenue", "Credits", "Churn", "Labor", "Penalties"), rows));
    }

    private List<LinkedText> parts(Course course, JsonNode parts) {
        return List.of(
                new LinkedText(course.name(), inputs.link()),
                LinkedText.of(formatMoney(parts.path("revenue").asDouble())),
                LinkedText.of(formatMoney(parts.path("credits").asDouble())),
                LinkedText.of(formatMoney(parts.path("churn").asDouble())),
                LinkedText.of(formatMoney(parts.path("labour").asDouble())),
                LinkedText.of(formatMoney(parts.path("penalties").asDouble())));
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
        JsonNode promised = inputs.course(course.name()).path("commitments").path(place);
        return (course.migrates() ? formatPercent(promised.path("met").asDouble()) : "never")
                + (promised.has("missCost")
                        ? " (" + formatMoney(promised.path("missCost").asDouble()) + ")"
                        : "");
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
                                LinkedText.of(formatPercent(share.before())),
                                LinkedText.of(formatPercent(share.after()))))
                        .toList()));
        inputs.result().path("plans").forEach(plan -> {
            boolean recommended = plan.path("course").asString().equals(best.name());
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
    private Optional<Block> otherWork(JsonNode plan, Course best) {
        Set<String> worthIt = plan.path("worthIt")
                .valueStream()
                .map(step -> step.path("item").asString())
                .collect(Collectors.toSet());
        if (worthIt.equals(Set.copyOf(best.work()))) {
            return Optional.empty();
        }
        return Optional.of(Paragraph.of("\"" + best.name() + "\" is recommended with the work in its case ("
                + (best.work().isEmpty() ? "none" : String.join(", ", best.work())) + "), at a total cost of "
                + formatMoney(inputs.cost(best).total())
                + ". With the work that is worth its time, it would cost "
                + formatMoney(plan.path("total").asDouble()) + ": change the course and create a new assessment."));
    }

    private List<Block> plan(JsonNode plan, List<String> ofCourse) {
        List<List<LinkedText>> rows = new ArrayList<>();
        plan.path("worthIt").forEach(step -> rows.add(step(step, "worth its time")));
        plan.path("notWorthIt")
                .forEach(step -> rows.add(step(
                        step,
                        ofCourse.contains(step.path("item").asString())
                                ? "part of the course, not worth its time"
                                : "not worth its time")));
        return List.of(
                Paragraph.of(why(plan)),
                new Table(List.of("Work", "Verdict", "Weeks", "Risk reduction", "Per week", "Total savings"), rows));
    }

    private String why(JsonNode plan) {
        String course = "\"" + plan.path("course").asString() + "\"";
        String total = "total cost " + formatMoney(plan.path("total").asDouble());
        if (plan.path("worthIt").isEmpty()) {
            return "No work is worth its time before " + course + ": " + ofAll(plan, "none") + ", " + total + ".";
        }
        return formatDecimal(plan.path("weeks").asDouble()) + " weeks of work before " + course + ": "
                + ofAll(plan, "this one") + ", " + total + " instead of "
                + formatMoney(plan.path("withoutWork").asDouble()) + " without work.";
    }

    /* Plans of older assessments are exact. */
    private String ofAll(JsonNode plan, String choice) {
        return plan.path("exact").asBoolean(true)
                ? "of all combinations of work, " + choice + " costs least"
                : "the search was not exhaustive; " + choice + " is within "
                        + formatMoney(plan.path("total").asDouble()
                                - plan.path("totalAtLeast").asDouble())
                        + " " + inputs.currency() + " of the optimum";
    }

    private static List<LinkedText> step(JsonNode step, String verdict) {
        return List.of(
                LinkedText.of(Objects.requireNonNull(step.path("item").asString())),
                LinkedText.of(verdict),
                LinkedText.of(formatDecimal(step.path("weeks").asDouble())),
                LinkedText.of(bought(step.path("riskBought").asDouble())),
                LinkedText.of(
                        step.path("riskBought").asDouble() < 0
                                ? "-"
                                : formatMoney(step.path("riskBoughtPerWeek").asDouble())),
                LinkedText.of(formatMoney(step.path("saved").asDouble())));
    }

    /* Work that delays the change to a worse period increases the risk. */
    private static String bought(double risk) {
        return risk < 0 ? "none, adds " + formatMoney(-risk) : formatMoney(risk);
    }
}
