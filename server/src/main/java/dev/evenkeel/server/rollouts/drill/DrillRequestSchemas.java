// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The request bodies for rollback plans and drills, for generating schemas.
final class DrillRequestSchemas {
    private DrillRequestSchemas() {}

    record PutRollbackPlanRequest(
            @JsonPropertyDescription("version as read; ignored in requests")
            int version,

            @JsonProperty(required = true) String owner,
            @JsonProperty(required = true) String trigger,
            @JsonProperty(required = true) List<String> steps,
            @JsonProperty(required = true) String dataCompatibility,
            @JsonProperty(required = true) PointOfNoReturn pointOfNoReturn,
            @JsonProperty(required = true) Duration expectedTime,
            int validDays,
            List<String> code,
            @Nullable String controlCode,
            List<SchemaStepJson> schema,
            List<String> syntheticKeys,
            @Nullable String rehearsal,

            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}

    /// The point of no return: a description, or the percentage on the candidate above which it is reached.
    sealed interface PointOfNoReturn permits DescribedPointOfNoReturn, ExposurePointOfNoReturn {}

    record DescribedPointOfNoReturn(@JsonValue String words) implements PointOfNoReturn {}

    record ExposurePointOfNoReturn(@JsonValue BigDecimal percent) implements PointOfNoReturn {}

    record StartDrillRequest(
            @JsonPropertyDescription("reason, for the audit log")
            String reason) {}
}
