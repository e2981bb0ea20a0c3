// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.drill.CandidateRehearsalSettings;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaChangePlan;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON form of a rollback plan, in requests and in the database (docs/reference/http-api.md).
///
/// @param expectedTime ISO 8601 duration
/// @param code names of the code versions that the schema steps refer to, oldest first
/// @param controlCode code version that a rollback restores; null when not specified
/// @param schema schema steps, in order
/// @param syntheticKeys targeting keys that belong to no real user
/// @param rehearsal URL at which the service runs the candidate for these keys; null when it cannot
record RollbackPlanJson(
        int version,
        String owner,
        String trigger,
        List<String> steps,
        String dataCompatibility,
        String pointOfNoReturn,
        String expectedTime,
        int validDays,
        List<String> code,
        @Nullable String controlCode,
        List<SchemaStepJson> schema,
        List<String> syntheticKeys,
        @Nullable URI rehearsal) {
    private static final Set<String> FIELDS = Set.of(
            "version",
            "owner",
            "trigger",
            "steps",
            "dataCompatibility",
            "pointOfNoReturn",
            "expectedTime",
            "validDays",
            "code",
            "controlCode",
            "schema",
            "syntheticKeys",
            "rehearsal",
            "reason");
    private static final int LONGEST = 2000;
    private static final int MOST_STEPS = 50;
    private static final int MOST_DAYS = 366;
    private static final Duration LONGEST_TIME = Duration.ofDays(7);

    static RollbackPlanJson of(RollbackPlan plan) {
        return new RollbackPlanJson(
                plan.version(),
                plan.owner(),
                plan.trigger(),
                plan.steps(),
                plan.dataCompatibility(),
                plan.pointOfNoReturn(),
                plan.expectedTime().toString(),
                plan.validDays(),
                plan.schema().code(),
                plan.schema().controlCode().isEmpty() ? null : plan.schema().controlCode(),
                plan.schema().steps().stream().map(SchemaStepJson::of).toList(),
                plan.rehearsal().keys(),
                plan.rehearsal().address());
    }

    /// Returns the plan as JSON, for the database and the audit log.
    static @Nullable String toJson(@Nullable RollbackPlan plan) {
        return plan == null ? null : JsonMapper.shared().writeValueAsString(of(plan));
    }

    /// A validated request.
    ///
    /// @param plan plan with version 1, whatever version was sent, because the server assigns versions
    record PutRollbackPlanCommand(RollbackPlan plan, String reason) {}

    /// Parses and validates a plan.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    static PutRollbackPlanCommand parse(@Nullable JsonNode body) {
        var errors = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", errors).rejectUnknownFields(FIELDS);
        String owner = requireText(fields, "owner", "name the owner of the plan");
        String trigger = requireText(fields, "trigger", "describe when to roll back");
        List<String> steps = steps(fields);
        String data = requireText(fields, "dataCompatibility", "describe what happens to the candidate's data");
        String noReturn = pointOfNoReturn(fields);
        Duration expected = expectedTime(fields);
        int days = days(fields);
        SchemaChangePlan schema = SchemaStepJson.parse(fields);
        CandidateRehearsalSettings rehearsal = RollbackPlanRehearsalParser.parse(fields);
        String reason = fields.text("reason", "");
        ValidationErrorMapper.throwIfAny(errors, "The rollback plan was not changed.");
        return new PutRollbackPlanCommand(
                new RollbackPlan(1, owner, trigger, steps, data, noReturn, expected, days, schema, rehearsal), reason);
    }

    /// Reads a required text.
    static String requireText(JsonObjectReader fields, String name, String remedy) {
        String text = fields.text(name, "");
        validateText(fields, fields.pointerTo(name), text, fields.find(name) == null, remedy);
        return text;
    }

    /// Adds a validation error when a text is blank, too long, or contains characters that the database cannot
    /// store.
    static void validateText(JsonObjectReader fields, String pointer, String text, boolean missing, String remedy) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            fields.errors()
                    .add(
                            pointer,
                            missing
                                    ? "is missing"
                                    : "must be 1 to " + LONGEST + " characters, not blank and without NUL characters",
                            remedy);
        }
    }

    private static List<String> steps(JsonObjectReader fields) {
        List<String> steps = fields.texts("steps", List.of());
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            fields.errors()
                    .add(
                            fields.pointerTo("steps"),
                            fields.find("steps") == null
                                    ? "is missing"
                                    : "must be 1 to " + MOST_STEPS + " steps, got " + steps.size(),
                            "list the steps in order");
        }
        for (int i = 0; i < steps.size(); i++) {
            validateText(fields, fields.pointerTo("steps") + "/" + i, steps.get(i), false, "describe the step");
        }
        return steps;
    }

    private static String pointOfNoReturn(JsonObjectReader fields) {
        JsonNode given = fields.find("pointOfNoReturn");
        if (given == null || !given.isNumber()) {
            return requireText(
                    fields,
                    "pointOfNoReturn",
                    "describe the point after which a rollback is impossible, give it as the percentage on the"
                            + " candidate, or state that a rollback is always possible");
        }
        Percent percent = fields.percent("pointOfNoReturn", Percent.NONE);
        return "above " + percent + " on the candidate";
    }

    private static Duration expectedTime(JsonObjectReader fields) {
        Duration expected = fields.duration("expectedTime", Duration.ofMillis(1));
        boolean missing = fields.find("expectedTime") == null;
        if (missing || expected.compareTo(Duration.ofMillis(1)) < 0 || expected.compareTo(LONGEST_TIME) > 0) {
            fields.errors()
                    .add(
                            fields.pointerTo("expectedTime"),
                            missing ? "is missing" : "must be 1 ms to 7 days, got " + expected,
                            "give a duration such as \"PT30S\"");
        }
        return expected;
    }

    private static int days(JsonObjectReader fields) {
        long days = fields.integer("validDays", RollbackPlan.DEFAULT_VALID_DAYS);
        if (days < 1 || days > MOST_DAYS) {
            fields.errors()
                    .add(
                            fields.pointerTo("validDays"),
                            "must be 1 to " + MOST_DAYS + ", got " + days,
                            "give the number of days for which a drill is valid, or omit it for "
                                    + RollbackPlan.DEFAULT_VALID_DAYS);
        }
        return (int) days;
    }
}
