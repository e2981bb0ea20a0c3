// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.DeliveryDateCommitment;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CommitmentResult;
import dev.evenkeel.engine.decision.result.RiskComparisonResult.CourseResult;
import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskCaseFileTest {
    private static final Path EXAMPLE = Path.of("../examples/risk/tale.yaml");
    private static final String DRIFT =
            "{share: 0.15, worth: 20, judgement: the payments lead and two of the team, learnBy:"
                    + " rehearse the move of the schema on a copy}";

    @Test
    void parsesExampleRiskCase() throws IOException {
        RiskCaseFile file = RiskCaseFile.parse(Files.readString(EXAMPLE));
        assertThat(file.errors()).isEmpty();
        RiskCase risk = Objects.requireNonNull(file.risk());
        assertThat(risk.causes()).hasSize(4);
        assertThat(risk.causes().getFirst().chance().distribution()).isEqualTo(BetaValue.of(0.15, 20));
        assertThat(risk.getCourse("stabilise first").work()).hasSize(3);
        assertThat(risk.outages().get("rehearsed")).hasSize(3);
        assertThat(risk.seasons().getFirst().frozen()).isTrue();
        assertThat(file.currency()).isEqualTo("EUR");
        assertThat(file.losses()).hasSize(4);
    }

    @Test
    void findErrorsWithoutHistoryIgnoresHistoryReferences() throws IOException {
        String text = Files.readString(Path.of("../examples/risk/own-history.yaml"));
        assertThat(RiskCaseFile.parse(text).errors()).isNotEmpty();
        assertThat(RiskCaseFile.findErrorsWithoutHistory(text, name -> null)).isEmpty();
        assertThat(RiskCaseFile.findErrorsWithoutHistory(text.replace("overrun:", "overun:"), name -> null))
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder("/overun", "/overrun");
        String sameWords = "\ncompareWith: [\"%1$s\", \"%1$s\"]\n".formatted(RiskCaseHistory.MISSING);
        assertThat(RiskCaseFile.findErrorsWithoutHistory(text + sameWords, name -> null))
                .extracting(ValidationError::pointer)
                .containsExactly("/compareWith");
    }

    @Test
    void hashesDataInsteadOfText() throws IOException {
        String text = Files.readString(EXAMPLE);
        String other = "# another comment\n"
                + text.replace("asOf: 2026-11-26\nweeks: 26\n", "weeks:   26\nasOf: 2026-11-26\n");
        assertThat(other).contains("weeks:   26");
        assertThat(RiskCaseFile.parse(other).hash())
                .isEqualTo(RiskCaseFile.parse(text).hash())
                .hasSize(64);
        assertThat(RiskCaseFile.parse(text.replace("weeks: 26", "weeks: 27")).hash())
                .isNotEqualTo(RiskCaseFile.parse(text).hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{number: 0.2, own: 9 moves} | FixedValue",
                "{failed: 3, of: 20, prior: FINANCIAL_SERVICES, own: 20 changes} | BetaValue",
                "{events: 3.5, watched: 52, exposure: 8, own: 3 incidents in 52 weeks} | OccurrenceProbability",
            })
    void parsesEachProbabilityForm(String form, String law) throws IOException {
        RiskCaseFile file = RiskCaseFile.parse(Files.readString(EXAMPLE).replace(DRIFT, form));
        assertThat(file.errors()).isEmpty();
        Quantity chance =
                Objects.requireNonNull(file.risk()).causes().getFirst().chance();
        assertThat(chance.distribution().getClass().getSimpleName()).isEqualTo(law);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{number: 60, own: 9 moves} | 60",
                "{between: [20, 400], judgement: Ada} | 89.443",
                "{median: 221.85, sigma: 1.238, published: somewhere} | 221.85",
                "{minutes: [25, 31, 40, 62, 95, 190], believedMedian: 221.85, believedSigma: 1.238, own: 6 outages} | 80.18"
            })
    void parsesEachAmountForm(String form, double median) throws IOException {
        String whole = Json.of("{median: 221.85, sigma: 1.238,"
                + " published: '354 public post-mortems of clouds, ISSRE 2022: LN(5.402, 1.238)'}");
        assertThat(Files.readString(EXAMPLE)).contains(whole);
        RiskCaseFile file = RiskCaseFile.parse(Files.readString(EXAMPLE).replace(whole, form));
        assertThat(file.errors()).isEmpty();
        Quantity minutes = Objects.requireNonNull(file.risk())
                .outages()
                .getOrDefault("outage", List.of())
                .getFirst();
        assertThat(minutes.distribution().quantile(0.5)).isCloseTo(median, within(median * 1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{share: 0.15, worth: 20} | has no source",
                "{share: 0.15, judgement: Ada} | is missing",
                "{share: 1.5, worth: 20, judgement: Ada} | above 0",
                "{share: 0.15, worth: 20, number: 3, judgement: Ada} | must have exactly one form of a number, got [number, share]",
                "{judgement: Ada} | must have exactly one form of a number, got none",
                "{number: 1, judgement: Ada, published: B} | has several sources",
                "{number: 1, judgment: Ada} | unknown field",
                "{failed: 3, of: 2, own: changes} | failed must be 0 to of",
                "{failed: 1, of: 2, prior: NONE, own: changes} | must be one of",
                "{minutes: [0], believedMedian: 222, believedSigma: 1.2, own: outages} | must be above 0",
                "{minutes: 25, believedMedian: 222, believedSigma: 1.2, own: outages} | must be an array",
                "{between: [0.05, 0.2], judgement: Ada} | must be between 0 and 1",
                "{number: 1.2, judgement: Ada} | must be between 0 and 1",
                "{between: [1], judgement: Ada} | two numbers",
                "much | must be an object"
            })
    void rejectsQuantityWithoutDistributionOrSource(String form, String message) throws IOException {
        RiskCaseFile file = RiskCaseFile.parse(Files.readString(EXAMPLE).replace(DRIFT, form));
        assertThat(file.risk()).isNull();
        assertThat(file.errors()).anySatisfy(fault -> {
            assertThat(fault.pointer()).startsWith("/causes/schema drift/chance");
            assertThat(fault.message()).contains(message);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /compareWith | compareWith: [search, search]
            /losses      | losses: [-1]
            """)
    void rejectsInvalidCompareWithAndLosses(String pointer, String line) throws IOException {
        String tale = Files.readString(Path.of("../examples/risk/tale.yaml")).replaceFirst("losses: .*", "");
        assertThat(RiskCaseFile.parse(tale).errors()).isEmpty();
        RiskCaseFile file = RiskCaseFile.parse(tale + line + "\n");
        assertThat(file.risk()).isNull();
        assertThat(file.errors()).extracting(ValidationError::pointer).containsExactly(pointer);
    }

    @Test
    void reportsAllErrorsAtOnce() {
        RiskCaseFile file = RiskCaseFile.parse("""
                name: broken
                asOf: yesterday
                causes: {a: {}}
                seasons: {s: {from: 2026-12-10, to: 2026-12-01}}
                losses: [-1]
                colour: blue
                """);
        assertThat(file.risk()).isNull();
        assertThat(file.errors().stream().map(ValidationError::pointer))
                .contains(
                        "/asOf",
                        "/causes/a/chance",
                        "/seasons/s",
                        "/losses",
                        "/colour",
                        "/currency",
                        "/weeks",
                        "/money/revenuePerHour",
                        "/overrun");
    }

    @Test
    void rejectsInvalidYamlAndNonObjects() {
        assertThat(RiskCaseFile.parse("a: [").errors()).hasSizeGreaterThan(0);
        assertThat(RiskCaseFile.parse("[1]").errors()).isNotEmpty();
    }

    @Test
    void rejectsUnknownOutageReferences() throws IOException {
        String text = Files.readString(EXAMPLE).replace("outage: rehearsed", "outage: unheard of");
        assertThat(RiskCaseFile.parse(text).errors())
                .allSatisfy(fault -> {
                    assertThat(fault.message()).contains("unknown outage unheard of");
                    assertThat(fault.remedy()).isEqualTo("use one of outage, rehearsed");
                })
                .extracting(ValidationError::pointer)
                .containsExactly("/courses/phased now/outage", "/courses/stabilise first/outage");
    }

    private static RiskCaseFile parseWithCommitments() throws IOException {
        return RiskCaseFile.parse(Files.readString(EXAMPLE) + """
                commitments:
                  report to the regulator:
                    date: 2027-01-31
                    to: the regulator
                    miss: {number: 200000, judgement: legal}
                    perWeekLate: {between: [5000, 20000], judgement: legal}
                  a word to the board: {date: 2027-03-01}
                """);
    }

    @Test
    void parsesCommitments() throws IOException {
        RiskCaseFile file = parseWithCommitments();
        assertThat(file.errors()).isEmpty();
        RiskCase risk = Objects.requireNonNull(file.risk());
        DeliveryDateCommitment report = risk.commitments().getFirst();
        assertThat(report.date()).isEqualTo("2027-01-31");
        assertThat(report.promisedTo()).isEqualTo("the regulator");
        assertThat(Objects.requireNonNull(report.missCost()).name())
                .isEqualTo("cost of missing report to the regulator");
        assertThat(Objects.requireNonNull(report.perWeekLate()).distribution().quantile(0.5))
                .isCloseTo(10_000, within(1e-6));
        assertThat(risk.commitments().getLast().hasCost()).isFalse();
    }

    @Test
    void estimatesChanceOfMeetingCommitments() throws IOException {
        RiskCaseFile file = parseWithCommitments();
        RiskCase risk = Objects.requireNonNull(file.risk());
        CourseResult course = file.toResult(CourseComparator.compare(risk, List.of(), 2_000, 1))
                .courses()
                .get(2);
        assertThat(course.name()).isEqualTo("stabilise first");
        CommitmentResult promised = course.commitments().getFirst();
        assertThat(promised.date()).isEqualTo("2027-01-31");
        assertThat(promised.met())
                .as("rollouts rest until 6 January and take 14 days, so 28 days of work may become 48.49")
                .isCloseTo(1 - 0.18 * Math.pow(48.5 / 28 / 1.5, -1.38), within(4 * promised.metStandardError()));
        assertThat(course.commitments().getLast().missCost()).isNull();
        assertThat(course.atMeans().missedCommitments()).isGreaterThan(0);
    }

    @Test
    void rejectsInvalidCommitments() throws IOException {
        String text = Files.readString(EXAMPLE) + "commitments: {report: {date: soon, miss: {number: 1}, costs: 3}}\n";
        assertThat(RiskCaseFile.parse(text).errors().stream().map(ValidationError::pointer))
                .contains("/commitments/report/date", "/commitments/report/miss", "/commitments/report/costs");
    }

    @Test
    void rejectsCommitmentOutsideHorizon() throws IOException {
        assertThat(RiskCaseFile.parse(Files.readString(EXAMPLE) + "commitments: {report: {date: 2028-01-01}}\n")
                        .errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message())
                        .contains("is due on 2028-01-01, outside of 2026-11-26 to 2027-05-27"));
    }
}
