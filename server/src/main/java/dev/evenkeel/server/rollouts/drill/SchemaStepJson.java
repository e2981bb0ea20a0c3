// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.SchemaChangePlan;
import dev.evenkeel.engine.drill.SchemaChangeStep;
import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The JSON form of a schema step, in requests and in the database.
///
/// @param kind `expand`, `migrate` or `contract`
record SchemaStepJson(
        String kind,
        String description,
        String oldestReader,
        @Nullable String change,
        @Nullable Instant completedAt) {
    private static final Set<String> FIELDS = Set.of("kind", "description", "oldestReader", "change", "completedAt");
    private static final int MOST = 50;

    static SchemaStepJson of(SchemaChangeStep step) {
        return new SchemaStepJson(
                step.kind().label(), step.description(), step.oldestReader(), step.change(), step.completedAt());
    }

    /// Parses the schema steps of a plan and adds all validation errors.
    static SchemaChangePlan parse(JsonObjectReader plan) {
        int faultsBefore = plan.errors().toList().size();
        List<SchemaChangeStep> steps = steps(plan);
        List<String> code = code(plan, !steps.isEmpty());
        String control = control(plan, code, !steps.isEmpty());
        var read = new SchemaChangePlan(code, control, steps);
        if (plan.errors().toList().size() == faultsBefore) {
            read.findProblems()
                    .forEach(fault -> plan.errors()
                            .add(
                                    plan.pointerTo("schema") + "/" + fault.step() + "/" + fault.field(),
                                    fault.message(),
                                    fault.remedy()));
        }
        return read;
    }

    private static List<SchemaChangeStep> steps(JsonObjectReader plan) {
        JsonNode given = plan.find("schema");
        if (given == null) {
            return List.of();
        }
        if (!given.isArray() || given.size() > MOST) {
            plan.errors()
                    .add(
                            plan.pointerTo("schema"),
                            "must be an array of at most " + MOST + " steps",
                            "list the steps in the order in which they run");
            return List.of();
        }
        List<SchemaChangeStep> steps = new ArrayList<>();
        for (JsonNode one : given) {
            steps.add(step(new JsonObjectReader(one, plan.pointerTo("schema") + "/" + steps.size(), plan.errors())));
        }
        return steps;
    }

    private static SchemaChangeStep step(JsonObjectReader fields) {
        fields.rejectUnknownFields(FIELDS);
        return new SchemaChangeStep(
                kind(fields),
                RollbackPlanJson.requireText(fields, "description", "describe the step"),
                RollbackPlanJson.requireText(
                        fields, "oldestReader", "name the oldest code that can read the schema after this step"),
                fields.find("change") == null
                        ? null
                        : RollbackPlanJson.requireText(fields, "change", "name the change"),
                completedAt(fields));
    }

    private static SchemaChangeStep.ExpandContractPhase kind(JsonObjectReader fields) {
        String word = fields.text("kind", "");
        return Arrays.stream(SchemaChangeStep.ExpandContractPhase.values())
                .filter(kind -> kind.label().equals(word))
                .findFirst()
                .orElseGet(() -> {
                    String kinds = Arrays.stream(SchemaChangeStep.ExpandContractPhase.values())
                            .map(SchemaChangeStep.ExpandContractPhase::label)
                            .collect(Collectors.joining(", "));
                    fields.errors()
                            .add(
                                    fields.pointerTo("kind"),
                                    fields.find("kind") == null
                                            ? "is missing"
                                            : "must be one of " + kinds + ", got \"" + word + "\"",
                                    "use one of " + kinds);
                    return SchemaChangeStep.ExpandContractPhase.EXPAND;
                });
    }

    private static @Nullable Instant completedAt(JsonObjectReader fields) {
        String text = fields.text("completedAt", "");
        if (fields.find("completedAt") == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.errors()
                    .add(
                            fields.pointerTo("completedAt"),
                            "must be a time with a UTC offset, got \"" + text + "\"",
                            "use a time such as 2026-11-25T10:00:00Z, or omit it until the step is complete");
            return null;
        }
    }

    private static List<String> code(JsonObjectReader plan, boolean needed) {
        List<String> code = plan.texts("code", List.of());
        if (!needed && code.isEmpty()) {
            return code;
        }
        if (code.isEmpty() || code.size() > MOST || Set.copyOf(code).size() < code.size()) {
            plan.errors()
                    .add(
                            plan.pointerTo("code"),
                            plan.find("code") == null ? "is missing" : "must be 1 to " + MOST + " distinct names",
                            "list the code versions that the schema steps name, oldest first");
        }
        for (int i = 0; i < code.size(); i++) {
            RollbackPlanJson.validateText(
                    plan, plan.pointerTo("code") + "/" + i, code.get(i), false, "name a version or a commit");
        }
        return code;
    }

    private static String control(JsonObjectReader plan, List<String> code, boolean needed) {
        String control = plan.text("controlCode", "");
        if ((needed || plan.find("controlCode") != null) && !code.contains(control)) {
            plan.errors()
                    .add(
                            plan.pointerTo("controlCode"),
                            plan.find("controlCode") == null
                                    ? "is missing"
                                    : "must be one of the names in code, got \"" + control + "\"",
                            "name the code version that a rollback restores");
        }
        return control;
    }
}
