// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import dev.evenkeel.engine.validation.InvalidDocumentException;
import dev.evenkeel.engine.validation.ValidationError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The validator of a rollback plan; collects every problem before it throws.
final class RollbackPlanValidator {
    private static final int LONGEST = 2000;
    private static final int LONGEST_KEY = 200;
    private static final int MOST = 50;
    private static final int MOST_KEYS = 100;
    private static final int MOST_DAYS = 366;
    private static final Duration SHORTEST_TIME = Duration.ofMillis(1);
    private static final Duration LONGEST_TIME = Duration.ofDays(7);

    private final List<ValidationError> problems = new ArrayList<>();

    RollbackPlanValidator validateText(String pointer, String text, String remedy) {
        return validateText(pointer, text, LONGEST, remedy);
    }

    private RollbackPlanValidator validateText(String pointer, String text, int longest, String remedy) {
        return require(
                !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0,
                pointer,
                "must be 1 to " + longest + " characters, not blank and without NUL characters",
                remedy);
    }

    RollbackPlanValidator validateSteps(List<String> steps) {
        require(
                !steps.isEmpty() && steps.size() <= MOST,
                "/steps",
                "must be 1 to " + MOST + " steps, got " + steps.size(),
                "list the steps in order");
        for (int i = 0; i < steps.size(); i++) {
            validateText("/steps/" + i, steps.get(i), "describe the step");
        }
        return this;
    }

    RollbackPlanValidator validateExpectedTime(Duration expected) {
        return require(
                expected.compareTo(SHORTEST_TIME) >= 0 && expected.compareTo(LONGEST_TIME) <= 0,
                "/expectedTime",
                "must be 1 ms to 7 days, got " + expected,
                "give a duration such as \"PT30S\"");
    }

    RollbackPlanValidator validateDays(int days) {
        return require(
                days >= 1 && days <= MOST_DAYS,
                "/validDays",
                "must be 1 to " + MOST_DAYS + ", got " + days,
                "give the number of days for which a drill is valid, or omit it for 30");
    }

    /* Null when a step is not an object. */
    RollbackPlanValidator validateSchema(@Nullable SchemaChangePlan schema) {
        if (schema == null) {
            return this;
        }
        List<SchemaChangeStep> steps = schema.steps();
        require(
                steps.size() <= MOST,
                "/schema",
                "must be an array of at most " + MOST + " steps",
                "list the steps in the order in which they run");
        for (int i = 0; i < steps.size(); i++) {
            validateStep("/schema/" + i, steps.get(i));
        }
        validateCode(schema);
        return this;
    }

    private void validateStep(String pointer, SchemaChangeStep step) {
        validateText(pointer + "/description", step.description(), "describe the step");
        validateText(
                pointer + "/oldestReader",
                step.oldestReader(),
                "name the oldest code that can read the schema after this step");
        if (step.change() != null) {
            validateText(pointer + "/change", step.change(), "name the change");
        }
    }

    private void validateCode(SchemaChangePlan schema) {
        List<String> code = schema.code();
        boolean needed = !schema.steps().isEmpty();
        if (needed || !code.isEmpty()) {
            require(
                    !code.isEmpty() && code.size() <= MOST && isDistinct(code),
                    "/code",
                    code.isEmpty() ? "is missing" : "must be 1 to " + MOST + " distinct names",
                    "list the code versions that the schema steps name, oldest first");
        }
        for (int i = 0; i < code.size(); i++) {
            validateText("/code/" + i, code.get(i), "name a version or a commit");
        }
        String control = schema.controlCode();
        if (needed || control != null) {
            require(
                    control != null && code.contains(control),
                    "/controlCode",
                    control == null ? "is missing" : "must be one of the names in code, got \"" + control + "\"",
                    "name the code version that a rollback restores");
        }
    }

    RollbackPlanValidator validateRehearsal(CandidateRehearsalSettings rehearsal) {
        List<String> keys = rehearsal.keys();
        require(
                keys.size() <= MOST_KEYS && isDistinct(keys),
                "/syntheticKeys",
                "must be at most " + MOST_KEYS + " distinct keys",
                "use targeting keys of no real user");
        for (int i = 0; i < keys.size(); i++) {
            validateText("/syntheticKeys/" + i, keys.get(i), LONGEST_KEY, "use a targeting key of no real user");
        }
        return require(
                rehearsal.address() == null || !keys.isEmpty(),
                "/syntheticKeys",
                "is missing: a rehearsal needs synthetic keys",
                "add targeting keys of no real user, or remove rehearsal");
    }

    private static boolean isDistinct(List<String> names) {
        return Set.copyOf(names).size() == names.size();
    }

    RollbackPlanValidator require(boolean holds, String pointer, String message, String remedy) {
        if (!holds) {
            problems.add(new ValidationError(pointer, message, remedy));
        }
        return this;
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
    }
}
