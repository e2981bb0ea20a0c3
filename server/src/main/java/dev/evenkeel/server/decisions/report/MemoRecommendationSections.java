// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatFrequency;
import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;
import static dev.evenkeel.engine.format.QuantityFormatter.formatNumber;
import static dev.evenkeel.engine.format.QuantityFormatter.formatProbability;

import dev.evenkeel.api.AssessmentApi;
import dev.evenkeel.api.SloApi.ObjectiveStatusResponse;
import dev.evenkeel.api.SloApi.SloStatusResponse;
import dev.evenkeel.engine.decision.CostAssumptions;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.decision.CourseRisk.EstimateWithBounds;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The sections of a memo on the question, the recommendation, current harm, and what would change the
/// recommendation.
final class MemoRecommendationSections {
    private static final int MATTER_MOST = 2;
    private static final int FEW = 3;

    private final MemoInputs inputs;

    MemoRecommendationSections(MemoInputs inputs) {
        this.inputs = inputs;
    }

    Section question() {
        AssessmentApi.Decision decision = inputs.assessment().decision();
        return decision == null ? decisionPending() : decisionMade(decision);
    }

    private Section decisionMade(AssessmentApi.Decision decision) {
        return new Section(
                "Decision",
                false,
                List.of(new Paragraph(List.of(
                        new LinkedText(
                                inputs.assessment().author() + " requested a decision between these courses: "
                                        + courses() + ".",
                                inputs.link()),
                        LinkedText.of(decision.decidedBy() + " decided on \"" + decision.course() + "\" at "
                                + ReportTimeFormatter.format(decision.at()) + ".")))));
    }

    private Section decisionPending() {
        LocalDate by = inputs.risk().courses().stream()
                .filter(Course::migrates)
                .map(Course::start)
                .min(Comparator.naturalOrder())
                .orElse(inputs.risk().asOf());
        CostAssumptions costs = inputs.risk().costs();
        double week = costs.errorsPerWeek().distribution().mean()
                + costs.gainPerWeek().distribution().mean();
        return new Section(
                "Decision needed",
                false,
                List.of(new Paragraph(List.of(
                        new LinkedText(
                                inputs.assessment().author() + " requests a decision between these courses: "
                                        + courses() + ".",
                                inputs.link()),
                        LinkedText.of("Decide by " + by + ". After that, each week of delay costs "
                                + formatMoney(week, inputs.currency()) + " in errors and missed gain.")))));
    }

    private String courses() {
        return inputs.risk().courses().stream().map(Course::name).collect(Collectors.joining(", "));
    }

    Section recommendation() {
        String best = inputs.best().name();
        List<LinkedText> texts = new ArrayList<>();
        if (!inputs.result().decides()) {
            texts.add(LinkedText.of("The data is not decisive: the result depends on " + decisiveInputs() + "."
                    + cheapestWay() + " On average, \"" + best + "\" costs least:"));
        }
        Course baseline = inputs.risk().baselineCourse();
        texts.add(new LinkedText(
                inputs.best().migrates() && !best.equals(baseline.name())
                        ? "\"" + best + "\": the probability of a major incident is " + chance(best) + " instead of "
                                + chance(baseline.name()) + " with \"" + baseline.name() + "\". The total cost is "
                                + total(best) + " instead of " + total(baseline.name()) + "."
                        : "\"" + best + "\": the probability of a major incident is " + chance(best)
                                + " and the total cost is " + total(best) + ".",
                inputs.link()));
        return new Section("Recommendation", false, List.of(new Paragraph(texts)));
    }

    /* The first few numbers, which have the largest influence. */
    private String decisiveInputs() {
        List<String> names = inputs.result().hangsOn();
        int more = names.size() - FEW;
        return String.join(", ", names.subList(0, Math.min(FEW, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private String cheapestWay() {
        return inputs.result().swings().stream()
                .filter(swing -> swing.turns() && swing.learnBy() != null)
                .findFirst()
                .map(swing -> " To measure " + swing.quantity() + ": " + swing.learnBy() + ".")
                .orElse("");
    }

    private String chance(String course) {
        EstimateWithBounds chance = inputs.course(course).chance();
        double middle = chance.middle();
        return formatProbability(middle, chance.low(), chance.high()) + ", " + formatFrequency(middle) + ",";
    }

    private String total(String course) {
        EstimateWithBounds total = inputs.course(course).total();
        return formatMoney(total.middle(), inputs.currency()) + " ("
                + formatMoney(total.low()) + " to "
                + formatMoney(total.high()) + ")";
    }

    Section context() {
        CostAssumptions costs = inputs.risk().costs();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(List.of(new LinkedText(
                "Errors currently cost "
                        + formatMoney(costs.errorsPerWeek().distribution().mean(), inputs.currency())
                        + " per week. The expected gain of the change is "
                        + formatMoney(costs.gainPerWeek().distribution().mean(), inputs.currency())
                        + " per week.",
                inputs.link()))));
        blocks.add(incidents());
        blocks.add(objectives());
        return new Section("Context", false, blocks);
    }

    private Block incidents() {
        if (inputs.service() == null) {
            return new DataGap(
                    "service of this change, with its incidents and SLOs",
                    "add the flag to a service: ./evenkeel service apply FILE");
        }
        if (inputs.incidents().isEmpty()) {
            return new DataGap(
                    "SEV1 or SEV2 incidents of " + inputs.service() + " in the half year before the assessment",
                    "if there were any, import them: ./evenkeel incident import");
        }
        List<LinkedText> texts = new ArrayList<>();
        texts.add(LinkedText.of("SEV1 and SEV2 incidents of " + inputs.service() + " in the half year before:"));
        inputs.incidents()
                .forEach(incident -> texts.add(new LinkedText(format(incident) + ";", "/incidents/" + incident.id())));
        return new Paragraph(texts);
    }

    private static String format(Incident incident) {
        var loss = incident.account().impact().financialLoss();
        return incident.severity().severity() + " " + incident.title() + " ("
                + incident.openedAt().toString().substring(0, 10)
                + (loss == null ? "" : ", " + formatMoney(loss.amount(), loss.currency())) + ")";
    }

    private Block objectives() {
        List<List<LinkedText>> rows = new ArrayList<>();
        for (SloStatusResponse slo : inputs.objectives()) {
            for (ObjectiveStatusResponse objective : slo.objectives()) {
                Double remaining = objective.remaining();
                rows.add(List.of(
                        new LinkedText(slo.name() + " " + objective.name(), "/slos/" + slo.name()),
                        LinkedText.of(QuantityFormatter.formatTarget(objective.target())),
                        LinkedText.of(objective.state().name()),
                        LinkedText.of(QuantityFormatter.formatPercentOrUnknown(remaining))));
            }
        }
        return rows.isEmpty()
                ? new DataGap("SLOs of the service", "./evenkeel slo apply FILE")
                : new Table(List.of("SLO", "Target", "State", "Error budget left"), rows);
    }

    Section sensitivity() {
        List<Block> blocks = new ArrayList<>();
        List<List<LinkedText>> rows = inputs.result().swings().stream()
                .limit(MATTER_MOST)
                .map(swing -> List.of(
                        LinkedText.of(swing.quantity()),
                        LinkedText.of(formatNumber(swing.low().value()) + ": "
                                + swing.low().best()),
                        LinkedText.of(formatNumber(swing.high().value()) + ": "
                                + swing.high().best())))
                .toList();
        if (!rows.isEmpty()) {
            blocks.add(new Table(
                    List.of("Most influential number", "Best course at its low end", "At its high end"), rows));
        }
        blocks.add(Paragraph.of(breakEven() + "Perfect information would be worth "
                + formatMoney(inputs.result().perfectInformation(), inputs.currency())
                + " on average. Not included: unlisted causes, and other changes in the meantime."));
        return new Section("What would change the recommendation", false, blocks);
    }

    /* Compares the best course with the immediate change. */
    private String breakEven() {
        CourseCost best = inputs.cost(inputs.best());
        CourseCost now = inputs.cost(inputs.risk().baselineCourse());
        if (!inputs.best().migrates() || best.doneAfterWeeks() <= now.doneAfterWeeks()) {
            return "";
        }
        double chance = best.chance() + (now.total() - best.total()) / best.loss();
        return "Waiting is cheaper while a week of delay costs less than "
                + formatMoney(best.breakEvenDelay(now), inputs.currency())
                + (chance < 1
                        ? ", and while the remaining probability is below " + formatProbability(Math.max(0, chance))
                        : "")
                + ". ";
    }
}
