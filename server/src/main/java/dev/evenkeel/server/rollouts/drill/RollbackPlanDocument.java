// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.drill.CandidateRehearsal;
import dev.evenkeel.engine.drill.RollbackPlan;
import dev.evenkeel.engine.drill.SchemaChangePlan;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.RequestValidation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A rollback plan as it is sent and stored (docs/reference/http-api.md).
///
/// @param expectedTime an ISO 8601 duration
/// @param code names of the code that the schema's steps speak of, oldest first
/// @param controlCode the one that a rollback brings back; null when that is not said
/// @param schema its steps, in order
/// @param syntheticKeys targeting keys that belong to nobody
/// @param rehearsal where the service runs the candidate for them; null when it cannot
record RollbackPlanDocument(
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
        List<SchemaStepDocument> schema,
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

    static RollbackPlanDocument of(RollbackPlan plan) {
        return new RollbackPlanDocument(
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
                plan.schema().steps().stream().map(SchemaStepDocument::of).toList(),
                plan.rehearsal().keys(),
                plan.rehearsal().address());
    }

    /// The plan as text, for the table and the ledger.
    static @Nullable String text(@Nullable RollbackPlan plan) {
        return plan == null ? null : JsonMapper.shared().writeValueAsString(of(plan));
    }

    /// What a person sent.
    ///
    /// @param plan of version 1, whatever version was sent: versions are counted here
    record PutRollbackPlanCommand(RollbackPlan plan, String reason) {}

    /// Reads a plan.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     it
    static PutRollbackPlanCommand read(@Nullable JsonNode body) {
        var faults = new ValidationErrors();
        JsonObjectReader fields = new JsonObjectReader(body, "", faults).only(FIELDS);
        String owner = text(fields, "owner", "say who keeps the plan");
        String trigger = text(fields, "trigger", "say what makes you roll back");
        List<String> steps = steps(fields);
        String data = text(fields, "dataCompatibility", "say what happens to what the candidate wrote");
        String noReturn = pointOfNoReturn(fields);
        Duration expected = expectedTime(fields);
        int days = days(fields);
        SchemaChangePlan schema = SchemaStepDocument.read(fields);
        CandidateRehearsal rehearsal = SyntheticKeyParser.read(fields);
        String reason = fields.text("reason", "");
        RequestValidation.throwIfAny(faults, "The plan stays as it is.");
        return new PutRollbackPlanCommand(
                new RollbackPlan(1, owner, trigger, steps, data, noReturn, expected, days, schema, rehearsal), reason);
    }

    /// A text that has to be there.
    static String text(JsonObjectReader fields, String name, String remedy) {
        String text = fields.text(name, "");
        check(fields, fields.at(name), text, fields.find(name) == null, remedy);
        return text;
    }

    /// Notes a text that is blank, too long, or holds what the database cannot keep.
    static void check(JsonObjectReader fields, String pointer, String text, boolean missing, String remedy) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            fields.faults()
                    .add(
                            pointer,
                            missing
                                    ? "is missing"
                                    : "must be 1 to " + LONGEST + " characters, not blank and none of them NUL",
                            remedy);
        }
    }

    private static List<String> steps(JsonObjectReader fields) {
        List<String> steps = fields.texts("steps", List.of());
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            fields.faults()
                    .add(
                            fields.at("steps"),
                            fields.find("steps") == null
                                    ? "is missing"
                                    : "must be 1 to " + MOST_STEPS + " steps, got " + steps.size(),
                            "list what is done, in order");
        }
        for (int i = 0; i < steps.size(); i++) {
            check(fields, fields.at("steps") + "/" + i, steps.get(i), false, "say what is done");
        }
        return steps;
    }

    private static String pointOfNoReturn(JsonObjectReader fields) {
        JsonNode given = fields.find("pointOfNoReturn");
        if (given == null || !given.isNumber()) {
            return text(
                    fields,
                    "pointOfNoReturn",
                    "say from when on there is no way back, in words or as the percentage on the candidate, or that"
                            + " there always is one");
        }
        Percent percent = fields.percent("pointOfNoReturn", Percent.NONE);
        return "above " + percent + " on the candidate";
    }

    private static Duration expectedTime(JsonObjectReader fields) {
        Duration expected = fields.duration("expectedTime", Duration.ofMillis(1));
        boolean missing = fields.find("expectedTime") == null;
        if (missing || expected.compareTo(Duration.ofMillis(1)) < 0 || expected.compareTo(LONGEST_TIME) > 0) {
            fields.faults()
                    .add(
                            fields.at("expectedTime"),
                            missing ? "is missing" : "must be 1 ms to 7 days, got " + expected,
                            "give a duration like \"PT30S\"");
        }
        return expected;
    }

    private static int days(JsonObjectReader fields) {
        long days = fields.integer("validDays", RollbackPlan.USUAL_VALID_DAYS);
        if (days < 1 || days > MOST_DAYS) {
            fields.faults()
                    .add(
                            fields.at("validDays"),
                            "must be 1 to " + MOST_DAYS + ", got " + days,
                            "say for how many days a drill counts, or leave it out for "
                                    + RollbackPlan.USUAL_VALID_DAYS);
        }
        return (int) days;
    }
}
