// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.rollouts.rollout.FlagPeriodCallCounts;
import dev.evenkeel.server.rollouts.rollout.start.RolloutPlanningQueries.ControlTrafficSample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanQueryParserTest {
    private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");
    private static final FlagPeriodCallCounts SEEN =
            new FlagPeriodCallCounts(190_800, 960, FROM, FROM.plusSeconds(900), null);
    private static final ControlTrafficSample KNOWN = new ControlTrafficSample(SEEN, SEEN, 10_000);
    private static final CatalogFailureCost PRICE = new CatalogFailureCost("payments", new FailureCost(0.8, "CHF"));
    private static final String SOURCE = "from the catalogue: a failed call of payments costs CHF\u00a00.80";
    private static final RolloutPlan PAYMENTS = Objects.requireNonNull(RolloutPlanCodec.parse(
            FlagJsonMappers.EXACT.readTree(Json.of("{'name':'payments','steps':[{'exposure':5},{'exposure':100}]}")),
            NamedPlanLookup.BUILT_IN,
            "",
            new ValidationErrors()));
    private static final NamedPlanLookup PLANS = new NamedPlanLookup() {
        @Override
        public @Nullable RolloutPlan find(String name) {
            return name.equals("payments") ? PAYMENTS : BUILT_IN.find(name);
        }

        @Override
        public List<String> listNames() {
            return List.of("careful", "fast", "payments", "shadow-first", "standard");
        }
    };

    @Test
    void usesNamedPlanAndMeasuredTrafficByDefault() {
        PlanForm form = parse(Map.of(), KNOWN, null);

        assertThat(form.plan()).isEqualTo(RolloutPlan.standard());
        assertThat(form.isEdited()).isFalse();
        assertThat(form.request().stringValue()).isEqualTo("standard");
        assertThat(Objects.requireNonNull(form.traffic()).callsPerSecond()).isEqualTo(212);
        assertThat(form.traffic().baseRate()).isEqualTo(0.00503);
        assertThat(form.fields().planFields()).noneMatch(SliderField::isChanged);
        assertThat(field(form, "rps").isMeasured()).isTrue();
    }

    @Test
    void appliesAllParametersToPlan() {
        PlanForm form = parse(
                Map.of(
                        "plan", "fast",
                        "failing", "0.5",
                        "money", "40",
                        "exposure-2", "7.5",
                        "dwell-2", "1 min 30 s",
                        "rise", "25",
                        "slower-p95", "1.2",
                        "alpha", "2",
                        "warm-up", "PT3S"),
                KNOWN,
                null);
        RolloutPlan plan = Objects.requireNonNull(form.plan());

        assertThat(plan.steps().get(1)).isEqualTo(new RolloutStep(Percent.parse("7.5"), Duration.ofSeconds(90)));
        assertThat(plan.guardrails().errors().toleratedRise()).isEqualTo(0.25);
        assertThat(plan.guardrails().latency().get(1).advanceRatio()).isEqualTo(1.2);
        assertThat(plan.alpha()).isEqualTo(0.02);
        assertThat(plan.warmUp()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.name()).isEqualTo("fast, edited");
        assertThat(Objects.requireNonNull(form.traffic()).moneyPerFailure()).isEqualTo(40);
        assertThat(form.traffic().baseRate()).isEqualTo(0.005);
        assertThat(form.request().path("steps").size()).isEqualTo(6);
    }

    @Test
    void parsesOwnParametersBackToSamePlan() {
        PlanForm form = parse(
                Map.of("plan", "careful", "rps", "50", "failing", "1", "exposure-3", "-", "dwell-1", "45 min"),
                KNOWN,
                null);

        assertThat(parse(form.parameters(), ControlTrafficSample.NOTHING, null).plan())
                .isEqualTo(form.plan());
        assertThat(parse(form.parameters(), ControlTrafficSample.NOTHING, null).traffic())
                .isEqualTo(form.traffic());
        assertThat(Objects.requireNonNull(form.plan()).steps()).hasSize(7);
    }

    @Test
    void reportsErrorAtCorrectStepAfterOmittedStep() {
        PlanForm form = parse(Map.of("exposure-2", "", "exposure-4", "3"), KNOWN, null);

        assertThat(form.plan()).isNull();
        assertThat(field(form, "exposure-4").problem())
                .isEqualTo("Exposure must grow from step to step, got 3% after 25%; sort the steps and remove"
                        + " duplicates.");
        assertThat(form.problemCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rollback   | 0.9        | Must be 1 to 100, got 0.9",
                "alpha      | 60         | Must be above 0 and below 0.5, got 0.6",
                "rps        | many       | Must be a number, got \"many\"",
                "rps        | 1e99       | Must be a number, got \"1e99\"",
                "rps        | 0          | Must be 1e-6 to 1e9, got 0.0",
                "failing    | 100        | Must be 0 to below 1",
                "exposure-1 | 0.001      | Must be a percentage from 0 to 100 with at most two decimals",
                "dwell-1    | a while    | Must be a time such as",
                "dwell-1    | -PT1S      | Must be zero or longer",
                "extra      | 10         | Must be below the exposure of the first proof",
                "money      | -1         | Must be 1e-9 to 1e12"
            })
    void rejectsInvalidNumbersAndPreservesInput(String name, String text, String problem) {
        PlanForm form = parse(Map.of(name, text), KNOWN, null);

        assertThat(form.hasProblems()).isTrue();
        assertThat(field(form, name).problem()).startsWith(problem);
        assertThat(field(form, name).value()).isEqualTo(text);
    }

    @Test
    void reportsProblemOfWholePlanSeparately() {
        PlanForm form = parse(Map.of("dwell-1", "3 d"), KNOWN, null);

        assertThat(form.otherProblems())
                .singleElement()
                .asString()
                .startsWith("limits.step must be longer than every dwell");
    }

    @Test
    void reportsMarginThatNoCandidateCanMeet() {
        assertThat(parse(Map.of("extra", "0", "rise", "0"), KNOWN, null)
                        .fields()
                        .margins())
                .extracting(SliderField::problem)
                .first()
                .asString()
                .contains("even an equally good candidate never advances");
    }

    @Test
    void discardsValuesOfPreviouslySelectedPlan() {
        PlanForm form = parse(Map.of("plan", "fast", "of", "standard", "dwell-1", "10 min"), KNOWN, null);

        assertThat(form.plan()).isEqualTo(RolloutPlan.fast());
    }

    @Test
    void reportsMissingTrafficFields() {
        PlanForm form = parse(Map.of("rps", "12"), ControlTrafficSample.NOTHING, null);

        assertThat(form.missingFields()).containsExactly("Calls that fail today");
        assertThat(form.traffic()).isNull();
        assertThat(form.plan()).isEqualTo(RolloutPlan.standard());
    }

    @Test
    void fillsInFailureCostFromCatalogWhenNotGiven() {
        PlanForm form = parse(Map.of("money", "", "currency", ""), KNOWN, PRICE);

        assertThat(field(form, "money").value()).isEqualTo("0.80");
        assertThat(form.currency()).isEqualTo("CHF");
        assertThat(field(form, "money").note()).isEqualTo(SOURCE);
        assertThat(Objects.requireNonNull(form.traffic()).moneyPerFailure()).isEqualTo(0.8);
        assertThat(form.parameters()).containsEntry("money", "0.80").containsEntry("currency", "CHF");
        PlanForm again = parse(form.parameters(), KNOWN, PRICE);
        assertThat(field(again, "money").note()).isEqualTo(SOURCE);
    }

    @ParameterizedTest
    @CsvSource({
        "0.8,  CHF, 0.8,  CHF, ''",
        "1.2,  CHF, 1.2,  CHF, 'given; '",
        "1.2,  '',  1.2,  '',  'given; '",
        "0.8,  '',  0.8,  '',  'given; '",
        "'',   CHF, 0.80, CHF, ''",
        "'',   EUR, '',   EUR, 'left empty: nothing is told in money; '",
        "dear, CHF, dear, CHF, 'given; '"
    })
    void prefersGivenFailureCostOverCatalog(String money, String currency, String amount, String in, String before) {
        PlanForm form = parse(Map.of("money", money, "currency", currency), KNOWN, PRICE);

        assertThat(field(form, "money").value()).isEqualTo(amount);
        assertThat(form.currency()).isEqualTo(in);
        assertThat(field(form, "money").note()).isEqualTo(before + SOURCE);
    }

    @Test
    void omitsMoneyWithoutFailureCost() {
        PlanForm form = parse(Map.of(), KNOWN, null);

        assertThat(field(form, "money").value()).isEmpty();
        assertThat(field(form, "money").note()).isEqualTo("left empty: nothing is told in money");
        assertThat(Objects.requireNonNull(form.traffic()).moneyPerFailure()).isNull();
    }

    @Test
    void acceptsStoredPlanByName() {
        PlanForm form = PlanQueryParser.parse(Map.of("plan", "payments"), PLANS, KNOWN, null);
        assertThat(form.plan()).isEqualTo(PAYMENTS);
        assertThat(form.custom()).containsExactly("payments");
        assertThat(form.isCustom()).isTrue();
        assertThat(form.manifestPath()).isEqualTo("/manifests/RolloutPlan?name=payments");
        assertThat(form.isEdited()).isFalse();
        assertThat(RolloutPlanCodec.parse(form.request(), NamedPlanLookup.BUILT_IN, "", new ValidationErrors()))
                .isEqualTo(PAYMENTS);
    }

    @Test
    void rejectsUnknownPlanName() {
        PlanForm unknown = PlanQueryParser.parse(Map.of("plan", "payment"), PLANS, KNOWN, null);
        assertThat(unknown.planProblem())
                .startsWith("Unknown plan \"payment\"; use careful, fast, payments, shadow-first, standard");
        assertThat(unknown.isCustom()).isFalse();
    }

    private static PlanForm parse(
            Map<String, String> parameters, ControlTrafficSample known, @Nullable CatalogFailureCost price) {
        return PlanQueryParser.parse(parameters, NamedPlanLookup.BUILT_IN, known, price);
    }

    private static SliderField field(PlanForm form, String name) {
        return List.of(form.fields().traffic(), form.fields().planFields().toList()).stream()
                .flatMap(List::stream)
                .filter(sliderField -> sliderField.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
