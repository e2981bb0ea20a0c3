// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.preview.PlanPreview;
import dev.evenkeel.engine.preview.TrafficAssumptions;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.json.Json;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlanPreviewRequestTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void parsesPlanAndTraffic() {
        var errors = new ValidationErrors();

        assertThat(read("""
                {"plan":"fast","callsPerSecond":200,"baseRate":0.005,"moneyPerFailure":40}
                """, errors))
                .isEqualTo(new PlanPreviewRequest(RolloutPlan.fast(), new TrafficAssumptions(200, 0.005, 1, 40.0)));
        assertThat(errors.toList()).isEmpty();
    }

    @Test
    void parsesRequestWithoutMoneyPerFailure() {
        assertThat(read(
                        Json.of("{'plan':'standard','callsPerSecond':1,'baseRate':0,'callsPerUnit':3}"),
                        new ValidationErrors()))
                .isEqualTo(new PlanPreviewRequest(RolloutPlan.standard(), new TrafficAssumptions(1, 0, 3, null)));
    }

    @Test
    void reportsAllErrorsAtOnce() {
        var errors = new ValidationErrors();

        assertThat(read("""
                {"plan":{"alpha":2,"steps":[{"exposure":0}]},"callsPerSecond":0,"rate":1,"callsPerUnit":"many",
                 "moneyPerFailure":-1}
                """, errors)).isNull();
        assertThat(errors.toList())
                .extracting(ValidationError::pointer)
                .containsExactlyInAnyOrder(
                        "/plan/alpha",
                        "/plan/steps/0/exposure",
                        "/plan/guardrails/errors/toleratedExtra",
                        "/callsPerSecond",
                        "/baseRate",
                        "/rate",
                        "/callsPerUnit",
                        "/moneyPerFailure");
    }

    @Test
    void rejectsNonObject() {
        var errors = new ValidationErrors();

        assertThat(read("[1]", errors)).isNull();
        assertThat(errors.toList()).extracting(ValidationError::pointer).contains("");
    }

    @Test
    void serializesUnprovableStepTimesAsNull() {
        PlanPreviewRequest request = Objects.requireNonNull(
                read(Json.of("{'plan':'standard','callsPerSecond':0.001,'baseRate':0.001}"), new ValidationErrors()));
        JsonNode json = JSON.readTree(JSON.writeValueAsString(
                PlanPreviewResponse.of(PlanPreview.compute(request.plan(), request.traffic()))));

        assertThat(json.at("/hasUnprovableStep").booleanValue()).isTrue();
        assertThat(json.at("/steps/3/unprovable").booleanValue()).isTrue();
        assertThat(json.at("/steps/3/proof/time").isNull()).isTrue();
        assertThat(json.at("/steps/3/proof/method").stringValue()).isEqualTo("expected-counts");
        assertThat(json.at("/steps/3/proof/obstacle/callsPerSecond").doubleValue())
                .isGreaterThan(0.1);
        assertThat(json.at("/steps/3/dwell").stringValue()).isEqualTo("PT30M");
        assertThat(json.at("/timeToCompletion").isNull()).isTrue();
    }

    private static @Nullable PlanPreviewRequest read(String json, ValidationErrors errors) {
        return PlanPreviewRequest.parse(JSON.readTree(json), NamedPlanLookup.BUILT_IN, errors);
    }
}
