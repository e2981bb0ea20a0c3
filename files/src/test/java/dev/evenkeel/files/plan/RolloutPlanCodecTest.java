// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.plan.DeadlineAction;
import dev.evenkeel.engine.rollout.plan.EventCeilingGuardrail;
import dev.evenkeel.engine.rollout.plan.EventGuardrail;
import dev.evenkeel.engine.rollout.plan.GuardrailAction;
import dev.evenkeel.engine.rollout.plan.PointOfNoReturn;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutTimeLimits;
import dev.evenkeel.engine.rollout.plan.SettledShareGuardrail;
import dev.evenkeel.engine.rollout.plan.SliceGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail;
import dev.evenkeel.engine.rollout.plan.ValueGuardrail.HarmDirection;
import dev.evenkeel.engine.rollout.plan.ZeroToleranceGuardrail;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class RolloutPlanCodecTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void roundTripsPlans() {
        for (RolloutPlan plan : List.of(
                RolloutPlan.fast(),
                RolloutPlan.standard(),
                RolloutPlan.careful(),
                RolloutPlan.shadowFirst(),
                RolloutPlan.fast().fromExposure(new Percent(250)))) {
            assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(plan))).isEqualTo(plan);
        }
    }

    @Test
    void parsesSettledShareGuardrail() {
        RolloutPlan plan = Objects.requireNonNull(
                read(Json.of("{'guardrails':{'settled':{'share':90}}}"), new ValidationErrors()));
        assertThat(plan.guardrails().settlement())
                .isEqualTo(new SettledShareGuardrail(Percent.parse("90"), Duration.ofDays(14)));
        assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(plan))).isEqualTo(plan);
    }

    @Test
    void parsesReconciliationGuardrail() {
        RolloutPlan plan = Objects.requireNonNull(
                read(Json.of("{'guardrails':{'reconciliation':{'within':'PT5M'}}}"), new ValidationErrors()));
        assertThat(plan.guardrails().reconciliation())
                .isEqualTo(new ReconciliationGuardrail(true, Duration.ofMinutes(5), GuardrailAction.ROLL_BACK));
        assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(plan))).isEqualTo(plan);
    }

    @Test
    void removesReconciliationGuardrailWhenNull() {
        assertThat(Objects.requireNonNull(
                                read(Json.of("{'guardrails':{'reconciliation':null}}"), new ValidationErrors()))
                        .guardrails()
                        .reconciliation())
                .isNull();
    }

    @Test
    void encodesPercentagesAndIsoDurations() {
        assertThat(RolloutPlanCodec.encode(RolloutPlan.fast()))
                .contains(Json.of("{'exposure':1,'dwell':'PT10S','approval':false,'shadow':0}"))
                .contains(Json.of("{'exposure':100,'dwell':'PT10S','approval':false,'shadow':0}"))
                .contains(Json.of("'toleratedExtra':0.5"))
                .contains(Json.of("'warmUp':'PT5S'"));
    }

    @Test
    void resolvesTemplateName() {
        assertThat(read("\"fast\"", new ValidationErrors())).isEqualTo(RolloutPlan.fast());
        assertThat(read("\"standard\"", new ValidationErrors())).isEqualTo(RolloutPlan.standard());
    }

    @Test
    void fillsMissingFieldsFromTemplate() {
        assertThat(read(Json.of("{'template':'fast','alpha':0.02}"), new ValidationErrors()))
                .returns(0.02, RolloutPlan::alpha)
                .returns(RolloutPlan.fast().steps(), RolloutPlan::steps);
    }

    @Test
    void resolvesCustomPlanByNameAndAsTemplate() {
        RolloutPlan payments =
                Objects.requireNonNull(read(Json.of("{'name':'payments','alpha':0.003}"), new ValidationErrors()));
        NamedPlanLookup plans = builtInPlansAnd(payments);

        assertThat(RolloutPlanCodec.parse(JSON.readTree("\"payments\""), plans, "/plan", new ValidationErrors()))
                .isEqualTo(payments);
        assertThat(RolloutPlanCodec.parse(JSON.readTree("\"fast\""), plans, "/plan", new ValidationErrors()))
                .isEqualTo(RolloutPlan.fast());
        assertThat(RolloutPlanCodec.parse(
                        JSON.readTree(Json.of("{'template':'payments','advanceAlpha':0.01}")),
                        plans,
                        "/plan",
                        new ValidationErrors()))
                .returns("payments", RolloutPlan::name)
                .returns(0.003, RolloutPlan::alpha)
                .returns(0.01, RolloutPlan::advanceAlpha);
    }

    @Test
    void listsKnownPlansForUnknownName() {
        RolloutPlan payments = Objects.requireNonNull(read(Json.of("{'name':'payments'}"), new ValidationErrors()));
        for (String json : List.of("\"payment\"", Json.of("{'template':'payment'}"))) {
            var errors = new ValidationErrors();
            assertThat(RolloutPlanCodec.parse(JSON.readTree(json), builtInPlansAnd(payments), "/plan", errors))
                    .isNull();
            assertThat(errors.toList())
                    .singleElement()
                    .returns("unknown plan \"payment\"", ValidationError::message)
                    .returns(
                            "use careful, fast, payments, shadow-first, standard, or a plan as an object",
                            ValidationError::remedy);
        }
    }

    private static NamedPlanLookup builtInPlansAnd(RolloutPlan rolloutPlan) {
        return new NamedPlanLookup() {
            @Override
            public @Nullable RolloutPlan find(String name) {
                return name.equals(rolloutPlan.name()) ? rolloutPlan : BUILT_IN.find(name);
            }

            @Override
            public List<String> listNames() {
                return Stream.concat(BUILT_IN.listNames().stream(), Stream.of(rolloutPlan.name()))
                        .sorted()
                        .toList();
            }
        };
    }

    @Test
    void parsesActionsApprovalsIncidentAndLimits() {
        RolloutPlan plan = read("""
                {"template":"fast","incident":null,"approvers":["anna"],
                 "steps":[{"exposure":5,"approval":true},{"exposure":100}],
                 "limits":{"step":"PT2H","whenLate":"ROLL_BACK"},
                 "guardrails":{"errors":{"weight":1,"action":"OBSERVE"},"latency":[]}}
                """, new ValidationErrors());

        assertThat(plan)
                .isNotNull()
                .returns(null, RolloutPlan::sharedIncident)
                .returns(List.of("anna"), RolloutPlan::approvers)
                .returns(
                        new RolloutTimeLimits(Duration.ofHours(2), Duration.ofHours(4), DeadlineAction.ROLL_BACK),
                        RolloutPlan::limits)
                .satisfies(read -> {
                    assertThat(read.steps().getFirst().approval()).isTrue();
                    assertThat(read.guardrails().errors().action()).isEqualTo(GuardrailAction.OBSERVE);
                    assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(read)))
                            .isEqualTo(read);
                });
    }

    @Test
    void addsMetricGuardrailsToThoseOfTemplate() {
        RolloutPlan plan = read("""
                {"template":"fast","guardrails":{"metrics":[{"metric":"double-bookings","kind":"ZERO_TOLERANCE"},
                 {"metric":"retries","kind":"CEILING","limit":0.01,"action":"HOLD"}]}}
                """, new ValidationErrors());

        assertThat(plan).isNotNull().satisfies(read -> {
            assertThat(read.guardrails().rank())
                    .isEqualTo(RolloutPlan.fast().guardrails().rank());
            assertThat(read.guardrails().metrics())
                    .containsExactly(
                            new ZeroToleranceGuardrail("double-bookings", GuardrailAction.ROLL_BACK),
                            new EventCeilingGuardrail("retries", 0.01, GuardrailAction.HOLD));
            assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(read))).isEqualTo(read);
        });
    }

    @Test
    void parsesWeightedMetricGuardrails() {
        RolloutPlan plan = read("""
                {"template":"fast","guardrails":{"errors":{"weight":0.7},"latency":[],"metrics":[
                 {"metric":"retries","kind":"EVENTS","weight":0.1,"rollbackRatio":1.2},
                 {"metric":"revenue","kind":"VALUE","weight":0.1,"worse":"LOWER","action":"OBSERVE"},
                 {"slice":"rub","kind":"SLICE","weight":0.1}]}}
                """, new ValidationErrors());

        assertThat(plan).isNotNull().satisfies(read -> {
            assertThat(read.guardrails().metrics())
                    .containsExactly(
                            new EventGuardrail("retries", 0.1, 1.2, GuardrailAction.ROLL_BACK),
                            new ValueGuardrail("revenue", HarmDirection.LOWER, 0.1, 1, GuardrailAction.OBSERVE),
                            new SliceGuardrail("rub", 0.1, 1, GuardrailAction.ROLL_BACK));
            assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(read))).isEqualTo(read);
        });
    }

    @Test
    void reportsInvalidMetricGuardrails() {
        var errors = new ValidationErrors();
        read("""
                {"template":"fast","guardrails":{"metrics":[{"metric":"a"},{"metric":"b","kind":"zero"},
                 {"metric":"c","kind":"ZERO_TOLERANCE","limit":2},{"kind":"CEILING","limit":7}]}}
                """, errors);

        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/plan/guardrails/metrics/0/kind",
                        "/plan/guardrails/metrics/1/kind",
                        "/plan/guardrails/metrics/2/limit",
                        "/plan/guardrails/metrics/3/metric",
                        "/plan/guardrails/metrics/3/limit");
    }

    @Test
    void reportsInvalidValuesAndListsAllowedOnes() {
        var errors = new ValidationErrors();
        read("""
                {"steps":[{"exposure":5,"approval":"yes"}],"approvers":"anna","incident":{"failureRate":95},
                 "limits":{"whenLate":"later"},"guardrails":{"errors":{"weight":1,"action":"ignore"},"latency":[]}}
                """, errors);

        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/plan/steps/0/approval",
                        "/plan/approvers",
                        "/plan/incident/failureRate",
                        "/plan/limits/whenLate",
                        "/plan/guardrails/errors/action");
        assertThat(errors.toList())
                .anySatisfy(fault ->
                        assertThat(fault.message() + fault.remedy()).contains("one of ROLL_BACK, HOLD, OBSERVE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"quick\"", "{\"template\":\"quick\"}", "17", "[]", "{\"alpha\":\"0.01\"}"})
    void rejectsInvalidPlan(String json) {
        var errors = new ValidationErrors();

        assertThat(read(json, errors)).isNull();
        assertThat(errors.toList()).hasSize(1);
    }

    @Test
    void roundTripsPointOfNoReturn() {
        String json = Json.of("{'pointOfNoReturn':{'from':50,'instead':'mend it'}}");
        RolloutPlan plan = Objects.requireNonNull(read(json, new ValidationErrors()));
        assertThat(plan.pointOfNoReturn()).isEqualTo(new PointOfNoReturn(Percent.parse("50"), "mend it"));
        assertThat(RolloutPlanCodec.decode(RolloutPlanCodec.encode(plan))).isEqualTo(plan);
    }

    @Test
    void rejectsInvalidPointOfNoReturn() {
        var errors = new ValidationErrors();
        assertThat(read(Json.of("{'pointOfNoReturn':{'form':50}}"), errors)).isNull();
        assertThat(errors.toList().toString()).contains("/pointOfNoReturn/form", "/pointOfNoReturn/from", "/instead");
    }

    @Test
    void reportsAllErrorsAtOnce() {
        var errors = new ValidationErrors();

        RolloutPlan plan = read("""
                {"alpha":0.7,"advanceAlpha":-1,"warmUp":"soon","seedSample":5,
                 "steps":[{"exposure":0},{"exposure":20},{"exposure":10},{"exposure":120},{"exposure":1.234}],
                 "blindness":{"noDataAfter":"PT0S"}}
                """, errors);

        assertThat(plan).isNull();
        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/plan/seedSample",
                        "/plan/steps/0/exposure",
                        "/plan/steps/2/exposure",
                        "/plan/steps/3/exposure",
                        "/plan/steps/4/exposure",
                        "/plan/alpha",
                        "/plan/advanceAlpha",
                        "/plan/warmUp",
                        "/plan/blindness/noDataAfter");
        assertThat(errors.toList()).allSatisfy(fault -> {
            assertThat(fault.message()).isNotBlank();
            assertThat(fault.remedy()).isNotBlank();
        });
    }

    private static @Nullable RolloutPlan read(String json, ValidationErrors errors) {
        return RolloutPlanCodec.parse(JSON.readTree(json), NamedPlanLookup.BUILT_IN, "/plan", errors);
    }
}
