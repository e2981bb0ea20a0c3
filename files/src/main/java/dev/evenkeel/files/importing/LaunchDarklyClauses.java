// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.importing;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Clauses of LaunchDarkly's rules as conditions: <https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules>.
///
/// An attribute that the context does not have fulfils no clause, a negated one neither; of an attribute that is an
/// array one element must fulfil it.
final class LaunchDarklyClauses {
    private static final Map<String, String> NUMBERS =
            Map.of("lessThan", "<", "lessThanOrEqual", "<=", "greaterThan", ">", "greaterThanOrEqual", ">=");
    private static final Map<String, String> VERSIONS =
            Map.of("semVerEqual", "=", "semVerLessThan", "<", "semVerGreaterThan", ">");
    private static final Map<String, String> DATES = Map.of("before", "<", "after", ">");

    private final Function<Part, JsonNode> segment;

    /// @param segment the condition of a segment that a place names; a refusal is reported there
    LaunchDarklyClauses(Function<Part, JsonNode> segment) {
        this.segment = segment;
    }

    /// Whether all of them hold. What is refused never holds.
    JsonNode all(List<Part> clauses) {
        return Logic.and(clauses.stream().map(this::one).toList());
    }

    private JsonNode one(Part clause) {
        String operator = clause.text("op", "");
        String attribute = clause.text("attribute", "");
        String part = "clause " + (attribute + " " + operator).strip();
        boolean negated = clause.isTrue("negate");
        String kind = clause.text("contextKind", "");
        clause.leaveOut("it decides nothing", "_id");
        int before = clause.export().refusals();
        if (operator.equals("segmentMatch")) {
            JsonNode any =
                    Logic.or(clause.elements("values").stream().map(segment).toList());
            return account(clause, part, before, negated ? Logic.not(any) : any);
        }
        List<JsonNode> values =
                clause.elements("values").stream().map(Part::whole).toList();
        if (attribute.equals("kind")) {
            clause.refused(part, "rules cannot ask which kinds of context there are");
            return Logic.REFUSED;
        }
        JsonNode value = LaunchDarklyContext.attribute(kind, attribute);
        JsonNode some = Logic.some(value, condition(clause, part, operator, values));
        return account(clause, part, before, Logic.and(Logic.exists(value), negated ? Logic.not(some) : some));
    }

    private static JsonNode account(Part clause, String part, int before, JsonNode condition) {
        if (clause.export().refusals() > before) {
            return Logic.REFUSED;
        }
        if (DATES.containsKey(clause.text("op", ""))) {
            clause.changed(
                    part, "the attribute is a number, milliseconds since 1970; a text with a date never fulfils it");
        } else if (NUMBERS.containsKey(clause.text("op", ""))) {
            clause.changed(part, "an attribute that is a text is read as a number");
        } else {
            clause.taken(part);
        }
        return condition;
    }

    /// A condition on the element.
    private static JsonNode condition(Part clause, String part, String operator, List<JsonNode> values) {
        if (DATES.containsKey(operator)) {
            return any(values, value -> true, value -> date(clause, part, operator, value));
        }
        if (NUMBERS.containsKey(operator)) {
            String relation = NUMBERS.getOrDefault(operator, "<");
            return any(values, JsonNode::isNumber, value -> Logic.operation(relation, Logic.element(), value));
        }
        if (VERSIONS.containsKey(operator)) {
            String relation = VERSIONS.getOrDefault(operator, "=");
            return any(
                    values,
                    LaunchDarklyClauses::isVersion,
                    value -> Versions.compare(Logic.element(), relation, value.asString()));
        }
        return switch (operator) {
            case "in" -> Logic.operation("in", Logic.element(), Logic.list(values));
            case "contains" -> any(values, JsonNode::isString, value -> Logic.operation("in", value, Logic.element()));
            case "startsWith" ->
                any(values, JsonNode::isString, value -> Logic.operation("starts_with", Logic.element(), value));
            case "endsWith" ->
                any(values, JsonNode::isString, value -> Logic.operation("ends_with", Logic.element(), value));
            case "matches" ->
                refuse(
                        clause,
                        part,
                        "rules have no regular expressions; write it with starts_with, ends_with " + "or in");
            default -> refuse(clause, part, "there is no operator for it");
        };
    }

    /// Values of another type fulfil nothing there either.
    private static JsonNode any(
            List<JsonNode> values, Predicate<JsonNode> usable, Function<JsonNode, JsonNode> condition) {
        return Logic.or(values.stream().filter(usable).map(condition).toList());
    }

    private static JsonNode date(Part clause, String part, String operator, JsonNode value) {
        BigDecimal millis = millis(value);
        return millis == null
                ? refuse(clause, part, value + " is no time like 2026-12-01T08:00:00Z")
                : Logic.operation(DATES.getOrDefault(operator, "<"), Logic.element(), Logic.number(millis));
    }

    private static @Nullable BigDecimal millis(JsonNode value) {
        try {
            return value.isNumber()
                    ? value.decimalValue()
                    : BigDecimal.valueOf(
                            OffsetDateTime.parse(value.asString()).toInstant().toEpochMilli());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static boolean isVersion(JsonNode value) {
        return value.isString() && Versions.isVersion(value.asString());
    }

    private static JsonNode refuse(Part clause, String part, String reason) {
        clause.refused(part, reason);
        return Logic.REFUSED;
    }
}
