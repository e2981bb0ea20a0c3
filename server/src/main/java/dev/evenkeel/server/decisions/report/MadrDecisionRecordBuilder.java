// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.engine.format.QuantityFormatter.formatMoney;

import dev.evenkeel.api.AssessmentApi.Decision;
import dev.evenkeel.engine.decision.CostAssumptions;
import dev.evenkeel.engine.decision.Course;
import dev.evenkeel.files.adr.DecisionRecord;
import dev.evenkeel.files.adr.DecisionRecord.FrontMatter;
import dev.evenkeel.files.adr.DecisionRecord.Section;
import dev.evenkeel.files.adr.DecisionRecordIdGenerator;
import dev.evenkeel.files.report.ReportDocument.Block;
import dev.evenkeel.files.report.ReportDocument.LinkedText;
import dev.evenkeel.files.report.ReportDocument.Paragraph;
import dev.evenkeel.files.report.ReportMarkdownRenderer;
import dev.evenkeel.server.decisions.forecast.StoredForecast;
import dev.evenkeel.server.decisions.risk.Assessment;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/// A builder of the decision record (MADR 4) of an assessment, from the records of its memo.
final class MadrDecisionRecordBuilder {
    private static final int PART = 2;
    private static final int SUB = 3;
    private static final int MATTER_MOST = 2;

    private final MemoInputs inputs;
    private final String server;
    private final MadrProsAndConsBuilder options;

    /// The header fields that are not part of the assessment.
    ///
    /// @param id of the record
    /// @param informed people who were informed
    record MadrHeaderFields(String id, String status, List<String> informed) {}

    /// @param server base address for links, without a trailing slash
    MadrDecisionRecordBuilder(MemoInputs inputs, String server) {
        this.inputs = inputs;
        this.server = server;
        this.options = new MadrProsAndConsBuilder(inputs);
    }

    DecisionRecord build(MadrHeaderFields madrHeaderFields) {
        Assessment assessment = inputs.assessment();
        Decision decision = assessment.decision();
        var at = decision == null ? assessment.createdAt() : decision.at();
        return new DecisionRecord(
                madrHeaderFields.id(),
                title(assessment),
                new FrontMatter(
                        madrHeaderFields.status(),
                        LocalDate.ofInstant(at, ZoneOffset.UTC).toString(),
                        decision == null ? List.of() : List.of(decision.decidedBy()),
                        decision == null ? List.of() : decision.consulted(),
                        madrHeaderFields.informed(),
                        Map.of(DecisionRecordIdGenerator.ASSESSMENT_FIELD, StringNode.valueOf(assessment.id()))),
                "",
                sections());
    }

    /// Formats problem and solution in one line.
    static String title(Assessment assessment) {
        Decision decision = assessment.decision();
        String title = decision == null ? assessment.name() : assessment.name() + ": " + decision.course();
        return line(title);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private List<Section> sections() {
        var memoAnswerSections = new MemoRecommendationSections(inputs);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                PART,
                "Context and Problem Statement",
                markdown(Stream.concat(
                                memoAnswerSections.question().blocks().stream(),
                                memoAnswerSections.context().blocks().stream())
                        .toList())));
        sections.add(new Section(PART, "Decision Drivers", toBulletList(drivers())));
        sections.add(new Section(
                PART,
                "Considered Options",
                toBulletList(inputs.risk().courses().stream()
                        .map(course -> LinkedText.of(course.name()))
                        .toList())));
        sections.add(new Section(
                PART,
                "Decision Outcome",
                toMarkdown(outcome()) + "\n\n"
                        + markdown(memoAnswerSections.recommendation().blocks())));
        sections.add(new Section(SUB, "Consequences", toBulletList(options.consequences(chosen()))));
        sections.add(new Section(SUB, "Confirmation", confirmation()));
        sections.add(new Section(PART, "Pros and Cons of the Options", ""));
        inputs.risk()
                .courses()
                .forEach(course ->
                        sections.add(new Section(SUB, line(course.name()), toBulletList(options.prosAndCons(course)))));
        sections.add(new Section(
                PART,
                "More Information",
                markdown(List.of(
                        new MemoSourceSections(inputs).grounds(),
                        new Paragraph(List.of(new LinkedText(
                                "The memo of assessment " + inputs.assessment().id()
                                        + " lists the source of each number.",
                                inputs.link())))))));
        return sections;
    }

    private Course chosen() {
        Decision decision = inputs.assessment().decision();
        return decision == null ? inputs.best() : inputs.risk().getCourse(decision.course());
    }

    private List<LinkedText> drivers() {
        CostAssumptions costs = inputs.risk().costs();
        List<LinkedText> drivers = new ArrayList<>();
        drivers.add(LinkedText.of("cost of today's errors: "
                + formatMoney(costs.errorsPerWeek().distribution().mean(), inputs.currency()) + " per week"));
        drivers.add(LinkedText.of("gain of the change: "
                + formatMoney(costs.gainPerWeek().distribution().mean(), inputs.currency()) + " per week"));
        inputs.risk()
                .commitments()
                .forEach(one -> drivers.add(LinkedText.of(one.date() + ", promised"
                        + (one.promisedTo() == null ? "" : " to " + one.promisedTo()) + " (" + one.name() + ")")));
        inputs.risk().seasons().stream()
                .filter(season -> season.frozen())
                .forEach(season -> drivers.add(LinkedText.of(
                        season.name() + ", a change freeze (" + season.from() + " to " + season.to() + ")")));
        inputs.result().swings().stream()
                .limit(MATTER_MOST)
                .forEach(swing -> drivers.add(
                        LinkedText.of(swing.quantity() + ", one of the " + MATTER_MOST + " most influential numbers")));
        return drivers;
    }

    private LinkedText outcome() {
        Decision decision = inputs.assessment().decision();
        return LinkedText.of(
                decision == null
                        ? "No decision yet."
                        : "Chosen option: \"" + decision.course() + "\", because " + decision.reason() + "."
                                + (decision.dissent().isEmpty()
                                        ? " No dissent."
                                        : " Dissent: " + decision.dissent() + ".")
                                + " " + CourseRecommendationFormatter.describeDecision(inputs.assessment(), decision));
    }

    private String confirmation() {
        if (inputs.forecasts().isEmpty()) {
            return inputs.assessment().decision() == null
                    ? "The server creates forecasts after a decision to make the change."
                    : chosen().migrates()
                            ? "No forecasts yet; the server creates them within seconds of a decision."
                            : "No forecasts, because the decision is not to make the change.";
        }
        return "These forecasts verify the decision. The server resolves the forecasts that it created.\n\n"
                + toBulletList(inputs.forecasts().stream()
                        .map(MadrDecisionRecordBuilder::check)
                        .toList());
    }

    private static LinkedText check(StoredForecast stored) {
        var forecast = stored.forecast();
        var resolution = stored.entry().resolution();
        return new LinkedText(
                forecast.id() + ": " + forecast.statement() + ": "
                        + forecast.prediction().format() + ", horizon "
                        + ReportTimeFormatter.format(forecast.horizon()) + ", resolved by " + forecast.resolver() + ": "
                        + (resolution == null ? "open" : resolution.note()),
                "/forecasts");
    }

    private String markdown(List<Block> blocks) {
        return ReportMarkdownRenderer.render(blocks, server);
    }

    private String toMarkdown(LinkedText text) {
        return ReportMarkdownRenderer.render(text, server);
    }

    private String toBulletList(List<LinkedText> texts) {
        return texts.stream().map(text -> "* " + toMarkdown(text)).collect(Collectors.joining("\n"));
    }
}
