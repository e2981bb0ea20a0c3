// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.ReportNumberFormatter.formatFrequency;
import static dev.evenkeel.files.report.ReportNumberFormatter.formatMoney;
import static dev.evenkeel.files.report.ReportNumberFormatter.formatNumber;
import static dev.evenkeel.files.report.ReportNumberFormatter.formatPercent;

import dev.evenkeel.engine.decision.CostAssumptions;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.engine.decision.CourseCost;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.DataGap;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportDocument.Section;
import dev.evenkeel.files.report.ReportDocument.Table;
import dev.evenkeel.server.decisions.risk.Assessment;
import dev.evenkeel.server.operations.slo.SloStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The sections of a memo on the question, the recommendation, current harm, and what would change the
/// recommendation.
final class MemoAnswerSections {
    private static final int MATTER_MOST = 2;
    private static final int FEW = 3;

    private final MemoInputs facts;

    MemoAnswerSections(MemoInputs facts) {
        this.facts = facts;
    }

    Section question() {
        Assessment.Decision decision = facts.assessment().decision();
        return decision == null ? decisionPending() : decisionMade(decision);
    }

    private Section decisionMade(Assessment.Decision decision) {
        return new Section(
                "Decision",
                false,
                List.of(new Paragraph(List.of(
                        new LinkedText(
                                facts.assessment().author() + " asked which course to take: " + courses() + ".",
                                facts.link()),
                        LinkedText.of(decision.decidedBy() + " decided on \"" + decision.course() + "\" at "
                                + ReportTimeFormatter.format(decision.at()) + ".")))));
    }

    private Section decisionPending() {
        LocalDate by = facts.risk().courses().stream()
                .filter(Course::migrates)
                .map(Course::start)
                .min(Comparator.naturalOrder())
                .orElse(facts.risk().asOf());
        CostAssumptions money = facts.risk().costs();
        double week = money.errorsPerWeek().distribution().mean()
                + money.gainPerWeek().distribution().mean();
        return new Section(
                "Decision asked",
                false,
                List.of(new Paragraph(List.of(
                        new LinkedText(
                                facts.assessment().author() + " asks which course to take: " + courses() + ".",
                                facts.link()),
                        LinkedText.of("To be decided by " + by + ": from then on each week costs " + formatMoney(week)
                                + " " + facts.currency() + " in errors and in the gain not had.")))));
    }

    private String courses() {
        return facts.risk().courses().stream().map(Course::name).collect(Collectors.joining(", "));
    }

    Section recommendation() {
        String best = facts.best().name();
        List<LinkedText> texts = new ArrayList<>();
        if (!facts.result().path("decides").asBoolean()) {
            texts.add(LinkedText.of("The data do not decide; it hangs on " + decisiveInputs() + "." + cheapestWay()
                    + " On average \"" + best + "\" costs least:"));
        }
        Course baseline = facts.risk().baselineCourse();
        texts.add(new LinkedText(
                facts.best().migrates() && !best.equals(baseline.name())
                        ? "\"" + best + "\": " + chance(best) + " for a major incident instead of "
                                + chance(baseline.name()) + " for \"" + baseline.name() + "\"; in all " + total(best)
                                + " instead of " + total(baseline.name()) + "."
                        : "\"" + best + "\": " + chance(best) + " for a major incident; in all " + total(best) + ".",
                facts.link()));
        return new Section("Recommendation", false, List.of(new Paragraph(texts)));
    }

    /* The first few numbers, which have the largest influence. */
    private String decisiveInputs() {
        List<String> names = facts.result()
                .path("hangsOn")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        int more = names.size() - FEW;
        return String.join(", ", names.subList(0, Math.min(FEW, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private String cheapestWay() {
        return facts.result()
                .path("swings")
                .valueStream()
                .filter(swing -> swing.path("turns").asBoolean()
                        && !swing.path("learnBy").isNull())
                .findFirst()
                .map(swing -> " To learn " + swing.path("quantity").asString() + ": "
                        + swing.path("learnBy").asString() + ".")
                .orElse("");
    }

    private String chance(String course) {
        JsonNode chance = facts.course(course).path("chance");
        double middle = chance.path("middle").asDouble();
        return formatPercent(
                        middle,
                        chance.path("low").asDouble(),
                        chance.path("high").asDouble()) + ", " + formatFrequency(middle) + ",";
    }

    private String total(String course) {
        JsonNode total = facts.course(course).path("total");
        return formatMoney(total.path("middle").asDouble()) + " ("
                + formatMoney(total.path("low").asDouble()) + " to "
                + formatMoney(total.path("high").asDouble()) + ") " + facts.currency();
    }

    Section context() {
        CostAssumptions money = facts.risk().costs();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(List.of(new LinkedText(
                "Errors cost "
                        + formatMoney(money.errorsPerWeek().distribution().mean()) + " " + facts.currency()
                        + " a week now; the change is to gain "
                        + formatMoney(money.gainPerWeek().distribution().mean())
                        + " a week.",
                facts.link()))));
        blocks.add(incidents());
        blocks.add(objectives());
        return new Section("Context", false, blocks);
    }

    private Block incidents() {
        if (facts.service() == null) {
            return new DataGap(
                    "nobody has said which service this change is of, so its incidents and objectives are unknown",
                    "name the flag in ./evenkeel service apply");
        }
        if (facts.incidents().isEmpty()) {
            return new DataGap(
                    "no serious incident of " + facts.service() + " in the half year before is recorded",
                    "./evenkeel incident import brings a history along; without one this may well be true");
        }
        List<LinkedText> texts = new ArrayList<>();
        texts.add(LinkedText.of("Serious incidents of " + facts.service() + " in the half year before:"));
        facts.incidents()
                .forEach(incident -> texts.add(new LinkedText(format(incident) + ";", "/incidents/" + incident.id())));
        return new Paragraph(texts);
    }

    private static String format(Incident incident) {
        var loss = incident.account().impact().financialLoss();
        return incident.severity().severity() + " " + incident.title() + " ("
                + incident.openedAt().toString().substring(0, 10)
                + (loss == null ? "" : ", " + formatMoney(loss.amount().doubleValue()) + " " + loss.currency()) + ")";
    }

    private Block objectives() {
        List<List<LinkedText>> rows = new ArrayList<>();
        for (SloStatus slo : facts.objectives()) {
            for (SloStatus.Objective objective : slo.objectives()) {
                Double remaining = objective.remaining();
                rows.add(List.of(
                        new LinkedText(slo.name() + " " + objective.name(), "/slos/" + slo.name()),
                        LinkedText.of(percentOfTarget(objective.target())),
                        LinkedText.of(objective.state().name()),
                        LinkedText.of(remaining == null ? "unknown" : formatPercent(remaining))));
            }
        }
        return rows.isEmpty()
                ? new DataGap("no objective of the service is kept", "./evenkeel slo apply keeps one")
                : new Table(List.of("Objective", "Target", "State", "Error budget left"), rows);
    }

    private static String percentOfTarget(double target) {
        return formatNumber(100 * target) + " %";
    }

    Section sensitivity() {
        List<Block> blocks = new ArrayList<>();
        List<List<LinkedText>> rows = facts.result()
                .path("swings")
                .valueStream()
                .limit(MATTER_MOST)
                .map(swing -> List.of(
                        LinkedText.of(swing.path("quantity").asString()),
                        LinkedText.of(formatNumber(swing.at("/low/value").asDouble()) + ": "
                                + swing.at("/low/best").asString()),
                        LinkedText.of(formatNumber(swing.at("/high/value").asDouble()) + ": "
                                + swing.at("/high/best").asString())))
                .toList();
        if (!rows.isEmpty()) {
            blocks.add(new Table(List.of("What matters most", "Best course at its low end", "At its high end"), rows));
        }
        blocks.add(Paragraph.of(breakEven() + "To know all that can be learnt would be worth "
                + formatMoney(facts.result().path("perfectInformation").asDouble()) + " " + facts.currency()
                + " on average. What no number here knows: causes that nobody listed, and other changes meanwhile."));
        return new Section("What would change our mind", false, blocks);
    }

    /* Compares the best course with the immediate change. */
    private String breakEven() {
        CourseCost best = facts.cost(facts.best());
        CourseCost now = facts.cost(facts.risk().baselineCourse());
        if (!facts.best().migrates() || best.doneAfterWeeks() <= now.doneAfterWeeks()) {
            return "";
        }
        double chance = best.chance() + (now.total() - best.total()) / best.loss();
        return "Waiting pays while a week of delay costs less than " + formatMoney(best.breakEvenDelay(now)) + " "
                + facts.currency()
                + (chance < 1
                        ? ", and while the chance that is left is below " + formatPercent(Math.max(0, chance))
                        : "")
                + ". ";
    }
}
