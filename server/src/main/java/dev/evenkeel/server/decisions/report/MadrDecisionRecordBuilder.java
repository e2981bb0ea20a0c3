// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import static dev.evenkeel.files.report.ReportNumberFormatter.money;

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
import dev.evenkeel.server.decisions.risk.Assessment.Decision;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/// A decision on an assessment as a record (MADR 4), of the same records as its memo.
final class MadrDecisionRecordBuilder {
    private static final int PART = 2;
    private static final int SUB = 3;
    private static final int MATTER_MOST = 2;

    private final MemoInputs facts;
    private final String server;
    private final MadrOptionsBuilder options;

    /// What the records of the assessment do not say.
    ///
    /// @param id of the record
    /// @param informed who was told
    record RecordDetails(String id, String status, List<String> informed) {}

    /// @param server address before the paths of links, without a slash at its end
    MadrDecisionRecordBuilder(MemoInputs facts, String server) {
        this.facts = facts;
        this.server = server;
        this.options = new MadrOptionsBuilder(facts);
    }

    DecisionRecord record(RecordDetails told) {
        Assessment made = facts.made();
        Decision decision = made.decision();
        var at = decision == null ? made.madeAt() : decision.at();
        return new DecisionRecord(
                told.id(),
                title(made),
                new FrontMatter(
                        told.status(),
                        LocalDate.ofInstant(at, ZoneOffset.UTC).toString(),
                        decision == null ? List.of() : List.of(decision.person()),
                        decision == null ? List.of() : decision.heard(),
                        told.informed(),
                        Map.of(DecisionRecordIdGenerator.ASSESSMENT, StringNode.valueOf(made.id()))),
                "",
                sections());
    }

    /// Problem and solution in a line.
    static String title(Assessment made) {
        Decision decision = made.decision();
        String title = decision == null ? made.name() : made.name() + ": " + decision.course();
        return line(title);
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private List<Section> sections() {
        var answer = new MemoAnswerSections(facts);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                PART,
                "Context and Problem Statement",
                markdown(Stream.concat(answer.asked().blocks().stream(), answer.context().blocks().stream())
                        .toList())));
        sections.add(new Section(PART, "Decision Drivers", points(drivers())));
        sections.add(new Section(
                PART,
                "Considered Options",
                points(facts.risk().courses().stream()
                        .map(course -> LinkedText.of(course.name()))
                        .toList())));
        sections.add(new Section(
                PART,
                "Decision Outcome",
                written(outcome()) + "\n\n" + markdown(answer.recommended().blocks())));
        sections.add(new Section(SUB, "Consequences", points(options.consequences(chosen()))));
        sections.add(new Section(SUB, "Confirmation", confirmation()));
        sections.add(new Section(PART, "Pros and Cons of the Options", ""));
        facts.risk()
                .courses()
                .forEach(course ->
                        sections.add(new Section(SUB, line(course.name()), points(options.prosAndCons(course)))));
        sections.add(new Section(
                PART,
                "More Information",
                markdown(List.of(
                        new MemoSourceSections(facts).grounds(),
                        new Paragraph(List.of(new LinkedText(
                                "The memo of assessment " + facts.made().id() + " says where each number is from.",
                                facts.link())))))));
        return sections;
    }

    private Course chosen() {
        Decision decision = facts.made().decision();
        return decision == null ? facts.best() : facts.risk().course(decision.course());
    }

    private List<LinkedText> drivers() {
        CostAssumptions money = facts.risk().money();
        List<LinkedText> drivers = new ArrayList<>();
        drivers.add(LinkedText.of("today's errors, which cost "
                + money(money.errorsPerWeek().law().mean()) + " " + facts.currency() + " a week"));
        drivers.add(LinkedText.of("the gain of the change, "
                + money(money.gainPerWeek().law().mean()) + " " + facts.currency() + " a week"));
        facts.risk()
                .commitments()
                .forEach(one -> drivers.add(LinkedText.of(one.date() + ", which was promised"
                        + (one.to() == null ? "" : " to " + one.to()) + " (" + one.name() + ")")));
        facts.risk().seasons().stream()
                .filter(season -> season.frozen())
                .forEach(season -> drivers.add(LinkedText.of(
                        season.name() + ", in which changes rest (" + season.from() + " to " + season.to() + ")")));
        facts.result()
                .path("swings")
                .valueStream()
                .limit(MATTER_MOST)
                .forEach(swing -> drivers.add(LinkedText.of(swing.path("quantity")
                                .asString() + ", one of the " + MATTER_MOST + " numbers that matter most")));
        return drivers;
    }

    private LinkedText outcome() {
        Decision decision = facts.made().decision();
        return LinkedText.of(
                decision == null
                        ? "Nobody has decided yet."
                        : "Chosen option: \"" + decision.course() + "\", because " + decision.reason() + "."
                                + (decision.dissent().isEmpty()
                                        ? " No dissent."
                                        : " Dissent: " + decision.dissent() + ".")
                                + " " + CourseRecommendation.words(facts.made(), decision));
    }

    private String confirmation() {
        if (facts.forecasts().isEmpty()) {
            return facts.made().decision() == null
                    ? "The server makes forecasts when somebody decides on a course that makes the change."
                    : chosen().migrates()
                            ? "No forecast is recorded yet; the server makes them within seconds of a decision."
                            : "Nothing is forecast of a change that is not made.";
        }
        return "These forecasts check it; those that the server made are resolved by its own records.\n\n"
                + points(facts.forecasts().stream()
                        .map(MadrDecisionRecordBuilder::check)
                        .toList());
    }

    private static LinkedText check(StoredForecast kept) {
        var forecast = kept.forecast();
        var resolution = kept.entry().resolution();
        return new LinkedText(
                forecast.id() + ": " + forecast.statement() + ": "
                        + forecast.prediction().words() + ", until "
                        + ReportTimeFormatter.words(forecast.horizon()) + ", resolved by " + forecast.resolver() + ": "
                        + (resolution == null ? "not known yet" : resolution.note()),
                "/forecasts");
    }

    private String markdown(List<Block> blocks) {
        return ReportMarkdownRenderer.of(blocks, server);
    }

    private String written(LinkedText text) {
        return ReportMarkdownRenderer.of(text, server);
    }

    private String points(List<LinkedText> texts) {
        return texts.stream().map(text -> "* " + written(text)).collect(Collectors.joining("\n"));
    }
}
