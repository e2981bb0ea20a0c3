// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.plan.NamedPlanLookup;
import dev.evenkeel.files.plan.RolloutPlanCodec;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Finds out the fields, types, ranges and defaults that the plan parser accepts, by parsing changed copies of a plan.
///
/// @param example a valid plan
/// @param pointer JSON pointer to the object in the plan
record PlanParserProbe(JsonNode example, String pointer) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String UNKNOWN = "never";
    private static final Pattern NAMES = Pattern.compile("remove it, or use one of (.*)");
    private static final Pattern TYPE = Pattern.compile("must be (.*), got .*", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("(?:exposure )?must (?:be )?(.*?), got .*", Pattern.DOTALL);
    /* A value of the example, as in "longer than noDataAfter PT30S". */
    private static final Pattern OF_THE_EXAMPLE = Pattern.compile(" P[T0-9]\\S*$");
    /* On both sides of every bound that a number, a share or a time may have. */
    private static final List<String> ODD =
            List.of("-1", "0", "1", "50", "100", "1e15", "\"\"", "\"-PT1S\"", "\"PT0S\"", "\"PT1S\"", "\"P9999D\"");

    /// A whole plan.
    static PlanParserProbe of(JsonNode example, String pointer) {
        PlanParserProbe probe = new PlanParserProbe(example, pointer);
        assertThat(validationErrors(example))
                .as("what is wrong with %s", example)
                .isEmpty();
        return probe;
    }

    private static List<ValidationError> validationErrors(JsonNode plan) {
        var errors = new ValidationErrors();
        RolloutPlanCodec.parse(plan, NamedPlanLookup.BUILT_IN, "", errors);
        return errors.toList();
    }

    /// Names that the parser accepts, sorted.
    List<String> fields() {
        String remedy = validationErrors(with(UNKNOWN, JSON.readTree("0"))).stream()
                .filter(fault -> fault.pointer().equals(at(UNKNOWN)))
                .map(ValidationError::remedy)
                .collect(Collectors.joining());
        Matcher names = NAMES.matcher(remedy);
        assertThat(names.matches()).as("fields of %s: %s", pointer, remedy).isTrue();
        return Arrays.asList(names.group(1).split(", "));
    }

    /// The type that the parser expects of a field, such as `a number`.
    String type(String field) {
        return expectedType(field, JSON.createObjectNode().put(UNKNOWN, 0))
                .or(() -> expectedType(field, JSON.readTree("7")))
                .orElseThrow(() -> new AssertionError("the parser accepts any type for " + at(field)));
    }

    private Optional<String> expectedType(String field, JsonNode value) {
        return messages(field, value)
                .map(TYPE::matcher)
                .filter(Matcher::matches)
                .map(said -> said.group(1));
    }

    private Optional<String> messages(String field, JsonNode value) {
        return validationErrors(with(field, value)).stream()
                .filter(fault -> fault.pointer().equals(at(field)))
                .map(ValidationError::message)
                .findFirst();
    }

    /// The range that the parser names for rejected values of the right type, such as `above 0, up to 1`; empty if it
    /// rejects none.
    String range(String field) {
        Set<String> ranges = new LinkedHashSet<>();
        String type = type(field);
        for (String odd : ODD) {
            messages(field, JSON.readTree(odd))
                    .map(RANGE::matcher)
                    .filter(Matcher::matches)
                    .map(said -> said.group(1).replace("not be ", "not "))
                    .filter(range -> !range.equals(type))
                    .map(range -> OF_THE_EXAMPLE.matcher(range).replaceAll(""))
                    .ifPresent(ranges::add);
        }
        return String.join("; ", ranges);
    }

    /// The value of a field that is omitted; null if the field is required.
    @Nullable
    JsonNode defaultOf(String field) {
        JsonNode less = example.deepCopy();
        ((ObjectNode) less.at(pointer)).remove(field);
        var errors = new ValidationErrors();
        RolloutPlan plan = RolloutPlanCodec.parse(less, NamedPlanLookup.BUILT_IN, "", errors);
        return plan == null
                ? null
                : JSON.readTree(RolloutPlanCodec.encode(plan)).at(at(field));
    }

    /// The value of a field in a built-in plan; missing if the plan does not have it.
    JsonNode valueIn(RolloutPlan shipped, String field) {
        return JSON.readTree(RolloutPlanCodec.encode(shipped)).at(at(field));
    }

    /// Whether the object is an element of an array, which has no default from a template.
    boolean isElement() {
        return pointer.matches(".*/[0-9]+");
    }

    private JsonNode with(String field, JsonNode value) {
        JsonNode changed = example.deepCopy();
        ((ObjectNode) changed.at(pointer)).set(field, value);
        return changed;
    }

    private String at(String field) {
        return pointer + "/" + field;
    }
}
