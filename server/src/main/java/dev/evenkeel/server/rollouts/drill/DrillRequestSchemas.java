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

            @JsonProperty(required = true) @JsonPropertyDescription("owner of the plan")
            String owner,

            @JsonProperty(required = true) @JsonPropertyDescription("condition for a rollback")
            String trigger,

            @JsonProperty(required = true) @JsonPropertyDescription("1 to 50 steps of the rollback, in order")
            List<String> steps,

            @JsonProperty(required = true) @JsonPropertyDescription("what happens to data that the candidate wrote")
            String dataCompatibility,

            @JsonProperty(required = true)
            @JsonPropertyDescription(
                    "point after which a rollback is impossible, as text or as percent on the candidate")
            PointOfNoReturn pointOfNoReturn,

            @JsonProperty(required = true) @JsonPropertyDescription("expected duration, PT0.001S to P7D")
            Duration expectedTime,

            @JsonPropertyDescription("number of days for which a drill is valid, 1 to 366; default 30")
            int validDays,

            @JsonPropertyDescription("code versions that the schema steps name, oldest first")
            List<String> code,

            @JsonPropertyDescription("code version that a rollback restores") @Nullable
            String controlCode,

            @JsonPropertyDescription("schema migration steps, in order; at most 50")
            List<SchemaStepJson> schema,

            @JsonPropertyDescription("targeting keys for rehearsals, of no real user; at most 100")
            List<String> syntheticKeys,

            @JsonPropertyDescription("URL at which the service runs the candidate for these keys") @Nullable
            String rehearsal,

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
