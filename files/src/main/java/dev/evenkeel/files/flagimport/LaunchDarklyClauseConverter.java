// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A converter of clauses of LaunchDarkly's rules to conditions:
/// <https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules>.
///
/// A missing attribute matches no clause, not even a negated one; of an array attribute, one element must
/// match. Values are never converted: a text that looks like a number remains a text. Rejects a clause for
/// which rules cannot return the same result in every context.
final class LaunchDarklyClauseConverter {
    private static final Map<String, String> NUMBERS =
            Map.of("lessThan", "<", "lessThanOrEqual", "<=", "greaterThan", ">", "greaterThanOrEqual", ">=");
    private static final Map<String, String> VERSIONS =
            Map.of("semVerEqual", "=", "semVerLessThan", "<", "semVerGreaterThan", ">");

    private final Function<ExportNode, JsonNode> segment;

    /// @param segment converts the segment that a node names to a condition; reports a rejection at that node
    LaunchDarklyClauseConverter(Function<ExportNode, JsonNode> segment) {
        this.segment = segment;
    }

    /// Whether all clauses match. A rejected clause never matches.
    JsonNode convertAll(List<ExportNode> clauses) {
        return JsonLogicBuilder.and(clauses.stream().map(this::convert).toList());
    }

    private JsonNode convert(ExportNode clause) {
        clause.reportIgnored("no effect on evaluation", "_id");
        String operator = clause.text("op", "");
        String reference = clause.text("attribute", "");
        String part = "clause " + (reference + " " + operator).strip();
        String malformed = findMalformation(clause);
        if (malformed != null) {
            return reject(clause, part, malformed);
        }
        boolean negated = clause.isTrue("negate");
        String kind = clause.text("contextKind", "");
        int before = clause.export().rejectionCount();
        if (operator.equals("segmentMatch")) {
            JsonNode any = JsonLogicBuilder.or(
                    clause.elements("values").stream().map(segment).toList());
            return reportClause(clause, part, before, negated ? JsonLogicBuilder.not(any) : any);
        }
        var attribute = LaunchDarklyAttribute.of(kind, reference);
        if (attribute.problem() != null) {
            return reject(clause, part, attribute.problem());
        }
        List<JsonNode> values =
                clause.elements("values").stream().map(ExportNode::readWhole).toList();
        JsonNode some = JsonLogicBuilder.some(attribute.value(), convertCondition(clause, part, operator, values));
        JsonNode present = JsonLogicBuilder.exists(attribute.presence());
        return reportClause(
                clause, part, before, JsonLogicBuilder.and(present, negated ? JsonLogicBuilder.not(some) : some));
    }

    /// The problem in the form of a clause, which LaunchDarkly's SDKs interpret differently; null without one.
    private static @Nullable String findMalformation(ExportNode clause) {
        if (!clause.isObject()) {
            return "it must be an object";
        }
        for (String name : List.of("op", "attribute", "contextKind")) {
            if (!clause.member(name).isAbsent() && !clause.member(name).isText()) {
                return "\"" + name + "\" must be a string";
            }
        }
        if (!clause.member("negate").isAbsent() && !clause.member("negate").isBoolean()) {
            return "\"negate\" must be true or false";
        }
        return clause.member("values").isArray() ? null : "\"values\" must be an array";
    }

    private static JsonNode reportClause(ExportNode clause, String part, int before, JsonNode condition) {
        if (clause.export().rejectionCount() > before) {
            return JsonLogicBuilder.REJECTED;
        }
        clause.reportImported(part);
        return condition;
    }

    /// Converts a clause to a condition on the element.
    private static JsonNode convertCondition(ExportNode clause, String part, String operator, List<JsonNode> values) {
        String problem = findProblem(operator, values);
        if (problem != null) {
            return reject(clause, part, problem);
        }
        JsonNode element = JsonLogicBuilder.element();
        if (NUMBERS.containsKey(operator)) {
            String relation = NUMBERS.getOrDefault(operator, "<");
            return anyMatch(
                    JsonLogicBuilder.isNumber(element),
                    values,
                    JsonNode::isNumber,
                    value -> JsonLogicBuilder.operation(relation, element, value));
        }
        if (VERSIONS.containsKey(operator)) {
            String relation = VERSIONS.getOrDefault(operator, "=");
            return anyMatch(
                    versionCheck(element),
                    values,
                    LaunchDarklyClauseConverter::isVersion,
                    value -> SemVerRuleBuilder.compare(element, relation, value.asString()));
        }
        return switch (operator) {
            case "in" -> JsonLogicBuilder.operation("in", element, JsonLogicBuilder.list(values));
            case "contains" ->
                anyMatch(
                        JsonLogicBuilder.isText(element),
                        values,
                        JsonNode::isString,
                        value -> JsonLogicBuilder.operation("in", value, element));
            case "startsWith" -> anyText(values, "starts_with", element);
            default -> anyText(values, "ends_with", element);
        };
    }

    private static JsonNode anyText(List<JsonNode> values, String operation, JsonNode element) {
        return anyMatch(
                JsonLogicBuilder.TRUE,
                values,
                JsonNode::isString,
                value -> JsonLogicBuilder.operation(operation, element, value));
    }

    /// Returns why an operator cannot be converted with these values; null when it can.
    private static @Nullable String findProblem(String operator, List<JsonNode> values) {
        for (JsonNode value : values) {
            if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
                return "comparison with " + value + " is not supported";
            }
            if (value.isNumber() && !JsonLogicBuilder.isExact(new BigDecimal(value.asString()))) {
                return "the number " + value + " is too large for exact comparison in LaunchDarkly";
            }
        }
        return switch (operator) {
            case "in", "contains", "startsWith", "endsWith" -> null;
            case "before", "after" ->
                "LaunchDarkly accepts dates as strings (2026-12-01T08:00:00Z) and as milliseconds since 1970; Evenkeel "
                        + "compares numbers only. Send the attribute as a number and write the rule in Evenkeel";
            case "matches" -> "regular expressions are not supported; use starts_with, ends_with or in";
            default ->
                NUMBERS.containsKey(operator) || VERSIONS.containsKey(operator)
                        ? null
                        : "the operator is not supported";
        };
    }

    /// Skips values of another type, which do not match in LaunchDarkly either.
    ///
    /// @param guard condition on the element under which the conditions have the same meaning
    private static JsonNode anyMatch(
            JsonNode guard, List<JsonNode> values, Predicate<JsonNode> usable, Function<JsonNode, JsonNode> condition) {
        return JsonLogicBuilder.and(
                guard,
                JsonLogicBuilder.or(
                        values.stream().filter(usable).map(condition).toList()));
    }

    /// In rules, `v1.2.3` and the number 1.2 are also versions.
    private static JsonNode versionCheck(JsonNode element) {
        return JsonLogicBuilder.and(
                JsonLogicBuilder.isText(element),
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", element, JsonLogicBuilder.text("v"))),
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", element, JsonLogicBuilder.text("V"))));
    }

    private static boolean isVersion(JsonNode value) {
        return value.isString() && !value.asString().matches("[vV].*") && SemVerRuleBuilder.isVersion(value.asString());
    }

    private static JsonNode reject(ExportNode clause, String part, String reason) {
        clause.readWhole();
        clause.reportRejected(part, reason);
        return JsonLogicBuilder.REJECTED;
    }
}
