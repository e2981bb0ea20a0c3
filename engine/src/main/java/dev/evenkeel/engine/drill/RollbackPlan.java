// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.validation.InvalidDocumentException;
import java.time.Duration;
import java.util.List;

/// The rollback plan of a flag. Each component is a field of the plan in JSON, with the meaning of its description.
///
/// @param version 1 for the first plan of the flag, increases by one with each change
public record RollbackPlan(
        @JsonProperty(defaultValue = "1") @JsonPropertyDescription("version as read; ignored in requests")
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
        @JsonPropertyDescription("point after which a rollback is impossible, as text or as percent on the candidate")
        @JsonSubTypes({@JsonSubTypes.Type(String.class), @JsonSubTypes.Type(Percent.class)})
        String pointOfNoReturn,

        @JsonProperty(required = true) @JsonPropertyDescription("expected duration, PT0.001S to P7D")
        Duration expectedTime,

        @JsonProperty(defaultValue = "30")
        @JsonPropertyDescription("number of days for which a drill is valid, 1 to 366; default 30")
        int validDays,

        @JsonUnwrapped SchemaChangePlan schema,
        @JsonUnwrapped CandidateRehearsalSettings rehearsal) {
    /// @throws InvalidDocumentException with every problem found, except those of [SchemaChangePlan#findProblems]
    public RollbackPlan {
        new RollbackPlanValidator()
                .require(version >= 1, "/version", "must be 1 or more, got " + version, "omit it")
                .validateText("/owner", owner, "name the owner of the plan")
                .validateText("/trigger", trigger, "describe when to roll back")
                .validateSteps(steps)
                .validateText("/dataCompatibility", dataCompatibility, "describe what happens to the candidate's data")
                .validateText(
                        "/pointOfNoReturn",
                        pointOfNoReturn,
                        "describe the point after which a rollback is impossible, give it as the percentage on the"
                                + " candidate, or state that a rollback is always possible")
                .validateExpectedTime(expectedTime)
                .validateDays(validDays)
                .validateSchema(schema)
                .validateRehearsal(rehearsal)
                .throwIfAny();
        steps = List.copyOf(steps);
    }

    /// Whether two plans are equal except for their versions.
    public boolean hasSameContent(RollbackPlan other) {
        return equals(other.withVersion(version));
    }

    public RollbackPlan withVersion(int otherVersion) {
        return new RollbackPlan(
                otherVersion,
                owner,
                trigger,
                steps,
                dataCompatibility,
                pointOfNoReturn,
                expectedTime,
                validDays,
                schema,
                rehearsal);
    }
}
