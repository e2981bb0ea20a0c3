// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Converts clauses of LaunchDarkly's rules to conditions:
/// <https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules>.
///
/// An attribute that the context does not have fulfils no clause, a negated one neither; of an attribute that
/// is an array one element must fulfil it. Values are never converted: a text that looks like a number is none.
/// A clause that rules cannot answer alike for every context is refused.
final class LaunchDarklyClauseConverter {
    private static final Map<String, String> NUMBERS =
            Map.of("lessThan", "<", "lessThanOrEqual", "<=", "greaterThan", ">", "greaterThanOrEqual", ">=");
    private static final Map<String, String> VERSIONS =
            Map.of("semVerEqual", "=", "semVerLessThan", "<", "semVerGreaterThan", ">");

    private final Function<ExportNode, JsonNode> segment;

    /// @param segment the condition of a segment that a place names; a refusal is reported there
    LaunchDarklyClauseConverter(Function<ExportNode, JsonNode> segment) {
        this.segment = segment;
    }

    /// Whether all of them hold. What is refused never holds.
    JsonNode all(List<ExportNode> clauses) {
        return JsonLogicBuilder.and(clauses.stream().map(this::one).toList());
    }

    private JsonNode one(ExportNode clause) {
        clause.leaveOut("it decides nothing", "_id");
        String operator = clause.text("op", "");
        String reference = clause.text("attribute", "");
        String part = "clause " + (reference + " " + operator).strip();
        String malformed = malformed(clause);
        if (malformed != null) {
            return refuse(clause, part, malformed);
        }
        boolean negated = clause.isTrue("negate");
        String kind = clause.text("contextKind", "");
        int before = clause.export().refusals();
        if (operator.equals("segmentMatch")) {
            JsonNode any = JsonLogicBuilder.or(
                    clause.elements("values").stream().map(segment).toList());
            return account(clause, part, before, negated ? JsonLogicBuilder.not(any) : any);
        }
        var attribute = LaunchDarklyAttribute.of(kind, reference);
        if (attribute.problem() != null) {
            return refuse(clause, part, attribute.problem());
        }
        List<JsonNode> values =
                clause.elements("values").stream().map(ExportNode::whole).toList();
        JsonNode some = JsonLogicBuilder.some(attribute.value(), condition(clause, part, operator, values));
        JsonNode present = JsonLogicBuilder.exists(attribute.presence());
        return account(
                clause, part, before, JsonLogicBuilder.and(present, negated ? JsonLogicBuilder.not(some) : some));
    }

    /// What is wrong with the form of a clause, which LaunchDarkly's SDKs do not all read alike; null when
    /// nothing is.
    private static @Nullable String malformed(ExportNode clause) {
        if (!clause.isObject()) {
            return "it must be an object";
        }
        for (String name : List.of("op", "attribute", "contextKind")) {
            if (!clause.member(name).isAbsent() && !clause.member(name).isText()) {
                return "\"" + name + "\" must be a text";
            }
        }
        if (!clause.member("negate").isAbsent() && !clause.member("negate").isBoolean()) {
            return "\"negate\" must be true or false";
        }
        return clause.member("values").isArray() ? null : "\"values\" must be an array";
    }

    private static JsonNode account(ExportNode clause, String part, int before, JsonNode condition) {
        if (clause.export().refusals() > before) {
            return JsonLogicBuilder.REFUSED;
        }
        clause.taken(part);
        return condition;
    }

    /// A condition on the element.
    private static JsonNode condition(ExportNode clause, String part, String operator, List<JsonNode> values) {
        String problem = problem(operator, values);
        if (problem != null) {
            return refuse(clause, part, problem);
        }
        JsonNode element = JsonLogicBuilder.element();
        if (NUMBERS.containsKey(operator)) {
            String relation = NUMBERS.getOrDefault(operator, "<");
            return any(
                    JsonLogicBuilder.isNumber(element),
                    values,
                    JsonNode::isNumber,
                    value -> JsonLogicBuilder.operation(relation, element, value));
        }
        if (VERSIONS.containsKey(operator)) {
            String relation = VERSIONS.getOrDefault(operator, "=");
            return any(
                    mayBeVersion(element),
                    values,
                    LaunchDarklyClauseConverter::isVersion,
                    value -> SemVerRuleBuilder.compare(element, relation, value.asString()));
        }
        return switch (operator) {
            case "in" -> JsonLogicBuilder.operation("in", element, JsonLogicBuilder.list(values));
            case "contains" ->
                any(
                        JsonLogicBuilder.isText(element),
                        values,
                        JsonNode::isString,
                        value -> JsonLogicBuilder.operation("in", value, element));
            case "startsWith" -> anyText(values, "starts_with", element);
            default -> anyText(values, "ends_with", element);
        };
    }

    private static JsonNode anyText(List<JsonNode> values, String operation, JsonNode element) {
        return any(
                JsonLogicBuilder.TRUE,
                values,
                JsonNode::isString,
                value -> JsonLogicBuilder.operation(operation, element, value));
    }

    /// Why an operator cannot be converted with these values; null when it can.
    private static @Nullable String problem(String operator, List<JsonNode> values) {
        for (JsonNode value : values) {
            if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
                return "rules cannot compare with " + value;
            }
            if (value.isNumber() && !JsonLogicBuilder.isExact(new BigDecimal(value.asString()))) {
                return "the number " + value + " is too large for LaunchDarkly to tell it from its neighbours";
            }
        }
        return switch (operator) {
            case "in", "contains", "startsWith", "endsWith" -> null;
            case "before", "after" ->
                "LaunchDarkly reads dates as texts like 2026-12-01T08:00:00Z and as milliseconds since 1970; rules "
                        + "compare numbers only. Give the attribute as a number and write the rule here";
            case "matches" -> "rules have no regular expressions; write it with starts_with, ends_with or in";
            default ->
                NUMBERS.containsKey(operator) || VERSIONS.containsKey(operator) ? null : "there is no operator for it";
        };
    }

    /// Values of another type fulfil nothing there either.
    ///
    /// @param guard what an element must be for the conditions to mean the same
    private static JsonNode any(
            JsonNode guard, List<JsonNode> values, Predicate<JsonNode> usable, Function<JsonNode, JsonNode> condition) {
        return JsonLogicBuilder.and(
                guard,
                JsonLogicBuilder.or(
                        values.stream().filter(usable).map(condition).toList()));
    }

    /// Here `v1.2.3` and the number 1.2 are versions, too.
    private static JsonNode mayBeVersion(JsonNode element) {
        return JsonLogicBuilder.and(
                JsonLogicBuilder.isText(element),
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", element, JsonLogicBuilder.text("v"))),
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", element, JsonLogicBuilder.text("V"))));
    }

    private static boolean isVersion(JsonNode value) {
        return value.isString() && !value.asString().matches("[vV].*") && SemVerRuleBuilder.isVersion(value.asString());
    }

    private static JsonNode refuse(ExportNode clause, String part, String reason) {
        clause.whole();
        clause.refused(part, reason);
        return JsonLogicBuilder.REFUSED;
    }
}
