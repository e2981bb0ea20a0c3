// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.decision.CauseBaseRateScaling;
import dev.evenkeel.engine.decision.CourseComparator;
import dev.evenkeel.engine.decision.CourseComparison;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.RiskCase;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceHistoryCodecTest {
    private static final Path EXAMPLES = Path.of("../examples/risk");
    private static final String DRIFT = "{incidents: schema drift, weeks: 4, multiplier: 4, judgement: the payments"
            + " lead, learnBy: rehearse the move of the schema on a copy}";

    private static String example(String name) throws IOException {
        return Files.readString(EXAMPLES.resolve(name));
    }

    private static ServiceHistory history(String name) throws IOException {
        var errors = new ValidationErrors();
        ServiceHistory history = ServiceHistoryCodec.decode(example(name), errors);
        assertThat(errors.toList()).isEmpty();
        return Objects.requireNonNull(history);
    }

    @Test
    void rejectsInvalidMinutes() throws IOException {
        var errors = new ValidationErrors();
        assertThat(ServiceHistoryCodec.decode(example("calm-history.yaml") + "noticed: [soon]\n", errors))
                .isNull();
        assertThat(errors.toList()).extracting(ValidationError::pointer).containsExactly("/noticed/0");
    }

    private static RiskCaseFile read(String text, ServiceHistory history) {
        return RiskCaseFile.parse(text, history, name -> null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"troubled-history.yaml", "calm-history.yaml"})
    void roundTripsHistory(String name) throws IOException {
        ServiceHistory history = history(name);
        var errors = new ValidationErrors();
        assertThat(ServiceHistoryCodec.decode(
                        ServiceHistoryCodec.encode(history).toString(), errors))
                .isEqualTo(history);
        assertThat(errors.toList()).isEmpty();
    }

    @Test
    void recommendsStabilisingOnlyForTroubledHistory() throws IOException {
        CourseComparison troubled = compare("troubled-history.yaml");
        assertThat(troubled.best()).isEqualTo("stabilise first");
        CourseComparison calm = compare("calm-history.yaml");
        assertThat(calm.best()).isEqualTo("phased now");
        assertThat(calm.isConclusive()).isTrue();
        assertThat(troubled.getRisk("now").chance().middle())
                .isGreaterThan(3 * calm.getRisk("now").chance().middle());
    }

    private static CourseComparison compare(String history) throws IOException {
        RiskCaseFile file = read(example("own-history.yaml"), history(history));
        assertThat(file.errors()).isEmpty();
        return CourseComparator.compare(Objects.requireNonNull(file.risk()), List.of(), 20_000, 1);
    }

    @Test
    void recommendsStabilisingAfterBaseRateReconciliation() throws IOException {
        String reconciled = example("own-history.yaml").replace("reconcile: false", "reconcile: true");
        RiskCase risk = Objects.requireNonNull(
                read(reconciled, history("troubled-history.yaml")).risk());
        CourseComparison comparison = CourseComparator.compare(risk, List.of(), 20_000, 1);
        assertThat(comparison.best()).isEqualTo("stabilise first");
        CauseBaseRateScaling known = Objects.requireNonNull(comparison.calibration());
        assertThat(known.base().middle()).isCloseTo(0.285, within(0.01));
        assertThat(known.causes()).isCloseTo(0.57, within(0.01));
        assertThat(known.scale()).isCloseTo(0.4, within(0.02));
    }

    @Test
    void describesHistoryBehindQuantities() throws IOException {
        RiskCaseFile file = read(example("own-history.yaml"), history("troubled-history.yaml"));
        QuantitySource drift =
                Objects.requireNonNull(file.risk()).causes().getFirst().chance().origin();
        assertThat(drift.kind()).isEqualTo(QuantitySource.Kind.OWN_DATA);
        assertThat(drift.description()).contains("1.5 of 2 tagged incidents in 52 weeks to 2026-11-26");
    }

    @Test
    void hashCoversCaseAndHistory() throws IOException {
        String text = example("own-history.yaml");
        ServiceHistory troubled = history("troubled-history.yaml");
        String hash = read(text, troubled).hash();
        assertThat(read(text, troubled).hash()).isEqualTo(hash);
        assertThat(read(text, history("calm-history.yaml")).hash()).isNotEqualTo(hash);
        assertThat(RiskCaseFile.parse(text).hash()).isNotEqualTo(hash);
        assertThat(RiskCaseFile.parse(example("tale.yaml")).hash())
                .as("a case without a history keeps its hash")
                .isEqualTo("c29ba54332d6008fd2b4d1d32ef8cdae3e9352d4fc0616d32fac2758e59e0484");
    }

    @Test
    void reportsHowToProvideMissingHistory() throws IOException {
        RiskCaseFile file = RiskCaseFile.parse(example("own-history.yaml"));
        assertThat(file.risk()).isNull();
        assertThat(file.errors())
                .hasSize(8)
                .allSatisfy(fault -> assertThat(fault.message()).contains("which is missing"))
                .allSatisfy(fault -> assertThat(fault.remedy()).contains("--history FILE"));
    }

    @Test
    void rejectsHistoryAfterAsOfDate() throws IOException {
        String earlier = example("own-history.yaml").replace("asOf: 2026-11-26", "asOf: 2026-11-20");
        assertThat(read(earlier, history("calm-history.yaml")).errors())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("before the end of the history, 2026-11-26"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{changes: service} | BetaValue",
                "{changes: core migration, prior: FINANCIAL_SERVICES} | BetaValue",
                "{changes: big bang, prior: FINANCIAL_SERVICES, judgement: Ada} | BetaValue",
                "{majors: service} | BetaValue",
                "{incidents: retry storm, prior: SRE_BINARY_PUSH, weeks: 2, judgement: Ada} | OccurrenceProbability",
                "{incidents: retry storm, prior: ISSRE_MISCONFIGURATION, weeks: 2, multiplier: {between: [2, 8]}, judgement: Ada} | UncertainExposureProbability",
                "{technology: the new framework, weeks: 2, multiplier: {median: 2, sigma: 0.4}} | UncertainExposureProbability",
                "{technology: the new framework, weeks: 2, multiplier: 2} | OccurrenceProbability"
            })
    void parsesEachHistoryBasedProbability(String form, String law) throws IOException {
        RiskCaseFile file = withDrift(form);
        assertThat(file.errors()).isEmpty();
        RiskCase risk = Objects.requireNonNull(file.risk());
        assertThat(risk.causes().getFirst().chance().distribution().getClass().getSimpleName())
                .isEqualTo(law);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{changes: big bang} |  | name who",
                "{changes: service, prior: OURS} | /prior | must be one of FINANCIAL_SERVICES",
                "{changes: service, own: 12 changes} | /own | is not allowed",
                "{incidents: retry storm, weeks: 2} | /judgement | is missing",
                "{incidents: retry storm, judgement: Ada} | /weeks | is missing",
                "{technology: rust, weeks: 2} |  | has no technology rust",
                "{history: WHOLE, prior: STATUS_PAGE} |  | must be between 0 and 1",
                "{history: WHOLE} | /prior | is missing",
                "{history: ALL, prior: STATUS_PAGE} | /history | must be one of WHOLE",
                "{incidents: retry storm, weeks: 2, judgement: Ada, multiplier: {low: 2}} | /multiplier/low | unknown field",
                "{incidents: retry storm, weeks: 2, judgement: Ada, multiplier: {sigma: 2}} |  | got 0 of these forms",
                "{incidents: retry storm, weeks: 2, judgement: Ada, multiplier: {between: [8, 2]}} |  | high above low",
                "{incidents: retry storm, weeks: 2, judgement: Ada, multiplier: often} | /multiplier | must be a number or an object",
                "{incidents: retry storm, changes: service} |  | must have exactly one form of a number, got [changes, incidents]"
            })
    void rejectsInvalidHistoryQueries(String form, String place, String message) throws IOException {
        assertThat(withDrift(form).errors()).anySatisfy(fault -> {
            assertThat(fault.pointer()).isEqualTo("/causes/schema drift/chance" + (place == null ? "" : place));
            assertThat(fault.message()).contains(message);
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    private static RiskCaseFile withDrift(String form) throws IOException {
        assertThat(example("own-history.yaml")).contains(DRIFT);
        return read(example("own-history.yaml").replace(DRIFT, form), history("troubled-history.yaml"));
    }

    @Test
    void reportsAllErrorsAtOnce() {
        var errors = new ValidationErrors();
        assertThat(ServiceHistoryCodec.decode("""
                        asOf: soon
                        changes: [{on: 2026-01-01, outcome: GOOD}, {on: never, outcome: CLEAN}, {on: 2026-01-01}, 7]
                        otherServices: {ledger: {failed: 3, of: 2}, cards: {}}
                        incidents: [{on: 2026-01-01, over: false, minutes: {WHOLE: 3}}, {on: 2026-01-01, minutes: {ALL: 1}}]
                        technologies: {rust: {}}
                        colour: blue
                        """, errors)).isNull();
        assertThat(errors.toList().stream().map(ValidationError::pointer))
                .contains(
                        "/asOf",
                        "/service",
                        "/weeks",
                        "/changes/0/outcome",
                        "/changes/1/on",
                        "/changes/2/outcome",
                        "/changes/3",
                        "/otherServices/ledger",
                        "/otherServices/cards/of",
                        "/incidents/0",
                        "/incidents/1/minutes/ALL",
                        "/technologies/rust/hours",
                        "/colour");
    }

    @Test
    void rejectsHistoryWithoutListsOrWeeks() {
        var lists = new ValidationErrors();
        assertThat(ServiceHistoryCodec.decode("{asOf: 2026-01-01, service: a, weeks: 3, changes: 7}", lists))
                .isNull();
        assertThat(lists.toList())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("must be an array"));
        assertThat(ServiceHistoryCodec.decode("{asOf: 2026-01-01, service: a, weeks: 0}", new ValidationErrors()))
                .isNull();
    }
}
