// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A converter of GrowthBook's conditions, which resemble MongoDB queries:
/// <https://docs.growthbook.io/lib/build-your-own#evalcondition>.
///
/// GrowthBook compares as JavaScript does. Rejects a condition for which rules cannot return the same result in
/// every context.
final class GrowthBookConditionConverter {
    private static final Map<String, String> COMPARISONS =
            Map.of("$eq", "===", "$ne", "!==", "$lt", "<", "$lte", "<=", "$gt", ">", "$gte", ">=");

    private final GrowthBookGroupConverter groups;

    GrowthBookConditionConverter(GrowthBookGroupConverter groups) {
        this.groups = groups;
    }

    /// Whether a context matches the condition of a rule. No context matches when a part of it is rejected,
    /// however it is negated.
    ///
    /// @param condition condition; every context matches if it is absent
    JsonNode convertRule(ExportNode condition) {
        int before = condition.export().rejectionCount();
        JsonNode rule = condition.isAbsent() ? JsonLogicBuilder.TRUE : convertCondition(condition, false);
        return condition.export().rejectionCount() > before ? JsonLogicBuilder.REJECTED : rule;
    }

    /// Whether a context, or an element of an array, matches a condition.
    ///
    /// @param element whether the condition is about an element
    private JsonNode convertCondition(ExportNode condition, boolean element) {
        if (!condition.isObject()) {
            return reject(condition, "condition", "it must be an object");
        }
        return JsonLogicBuilder.and(condition.members().stream()
                .map(member -> convertMember(member, element))
                .toList());
    }

    private JsonNode convertMember(ExportNode member, boolean element) {
        return switch (member.name()) {
            case "$and" -> JsonLogicBuilder.and(convertEach(member, element));
            case "$or" -> convertAny(member, element);
            case "$nor" -> JsonLogicBuilder.not(convertAny(member, element));
            case "$not" -> JsonLogicBuilder.not(convertCondition(member, element));
            default -> {
                GrowthBookConditionSubject subject = GrowthBookConditionSubject.ofAttribute(member.name(), element);
                yield subject.problem() == null
                        ? convertValue(member, subject)
                        : reject(member, subject.name(), subject.problem());
            }
        };
    }

    /// An empty list of alternatives matches in GrowthBook.
    private JsonNode convertAny(ExportNode list, boolean element) {
        List<JsonNode> each = convertEach(list, element);
        return each.isEmpty() ? JsonLogicBuilder.TRUE : JsonLogicBuilder.or(each);
    }

    private List<JsonNode> convertEach(ExportNode list, boolean element) {
        if (!list.isArray()) {
            return List.of(reject(list, "condition " + list.name(), "it must be an array"));
        }
        return list.elements().stream()
                .map(each -> convertCondition(each, element))
                .toList();
    }

    /// A value matches a plain value when it is the same, and an object of operators when all of them match.
    private JsonNode convertValue(ExportNode condition, GrowthBookConditionSubject subject) {
        String part = subject.name();
        if (hasOnlyOperators(condition)) {
            return JsonLogicBuilder.and(condition.members().stream()
                    .map(operator -> convertOperator(operator, subject))
                    .toList());
        }
        JsonNode wanted = condition.readWhole();
        String problem = findProblem(wanted);
        if (problem == null && subject.isKey() && wanted.isBoolean()) {
            problem = GrowthBookConditionSubject.KEY_IS_TEXT;
        }
        if (problem == null && wanted.isString() && !GrowthBookComparisonBuilder.isExactText(wanted.asString())) {
            problem = GrowthBookComparisonBuilder.INEXACT;
        }
        if (problem != null) {
            return reject(condition, part, problem);
        }
        condition.reportImported(part);
        return GrowthBookComparisonBuilder.isSame(subject.toVariable(), wanted);
    }

    private static boolean hasOnlyOperators(ExportNode condition) {
        return condition.isObject()
                && !condition.children().isEmpty()
                && condition.children().stream().allMatch(each -> each.name().startsWith("$"));
    }

    private JsonNode convertOperator(ExportNode operator, GrowthBookConditionSubject subject) {
        String part = subject.name() + " " + operator.name();
        int before = operator.export().rejectionCount();
        JsonNode rule = convertOperatorRule(operator, subject, part);
        if (operator.export().rejectionCount() > before) {
            return JsonLogicBuilder.REJECTED;
        }
        if (!operator.name().equals("$not") && !operator.name().equals("$elemMatch")) {
            operator.reportImported(part);
        }
        return rule;
    }

    private JsonNode convertOperatorRule(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        String name = operator.name();
        if (COMPARISONS.containsKey(name)) {
            return convertComparison(operator, subject, part);
        }
        return switch (name) {
            case "$exists" -> convertExists(operator, subject.toVariable(), part);
            case "$in" -> convertIn(operator, subject, part);
            case "$nin" ->
                operator.isArray() ? JsonLogicBuilder.not(convertIn(operator, subject, part)) : JsonLogicBuilder.FALSE;
            case "$inGroup" -> groups.convertMembership(operator, subject);
            case "$notInGroup" -> JsonLogicBuilder.not(groups.convertMembership(operator, subject));
            case "$not" -> JsonLogicBuilder.not(convertValue(operator, subject));
            case "$all" -> convertAll(operator, subject, part);
            case "$elemMatch" -> convertElementMatch(operator, subject.toVariable(), part);
            case "$veq", "$vne", "$vlt", "$vlte", "$vgt", "$vgte" ->
                reject(
                        operator,
                        part,
                        "GrowthBook compares versions as padded strings, also 1.2, 1.2.3.4 and latest; Evenkeel"
                                + " supports semantic versions only. Use sem_ver if all your versions look like 1.2.3");
            case "$regex", "$regexi", "$notRegex", "$notRegexi" ->
                reject(operator, part, "regular expressions are not supported; use starts_with, ends_with or in");
            case "$ini", "$nini", "$alli" -> reject(operator, part, "case-insensitive comparison is not supported");
            default -> reject(operator, part, "the operator is not supported");
        };
    }

    private static JsonNode convertComparison(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        JsonNode wanted = operator.readWhole();
        boolean strict = operator.name().equals("$eq") || operator.name().equals("$ne");
        String problem = findProblem(wanted);
        if (problem == null) {
            problem = strict ? subject.findEqualityProblem(wanted) : subject.findOrderProblem(wanted);
        }
        return problem == null
                ? JsonLogicBuilder.operation(
                        COMPARISONS.getOrDefault(operator.name(), "==="), subject.toVariable(), wanted)
                : reject(operator, part, problem);
    }

    private static JsonNode convertExists(ExportNode operator, JsonNode value, String part) {
        JsonNode wanted = operator.readWhole();
        if (!wanted.isBoolean()) {
            return reject(operator, part, "it must be true or false");
        }
        return wanted.booleanValue()
                ? JsonLogicBuilder.exists(value)
                : JsonLogicBuilder.operation("===", value, JsonLogicBuilder.NULL);
    }

    private static JsonNode convertIn(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        JsonNode list = operator.readWhole();
        String problem = findElementProblem(list, subject);
        if (problem != null) {
            return reject(operator, part, problem);
        }
        return list.isArray() ? GrowthBookComparisonBuilder.isIn(subject.toVariable(), list) : JsonLogicBuilder.FALSE;
    }

    /// Returns why a value cannot be searched in a list; null when it can.
    static @Nullable String findElementProblem(JsonNode list, GrowthBookConditionSubject subject) {
        for (JsonNode wanted : list.isArray() ? list : JsonLogicBuilder.list(List.of())) {
            String problem = findProblem(wanted);
            problem = problem == null ? subject.findEqualityProblem(wanted) : problem;
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private JsonNode convertAll(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        if (operator.elements().isEmpty()) {
            return reject(operator, part, "the list is empty");
        }
        List<JsonNode> each = new ArrayList<>();
        for (ExportNode exportNode : operator.elements()) {
            JsonNode condition = convertValue(exportNode, GrowthBookConditionSubject.ELEMENT);
            each.add(JsonLogicBuilder.operation("some", subject.toVariable(), condition));
        }
        return JsonLogicBuilder.and(each);
    }

    private JsonNode convertElementMatch(ExportNode operator, JsonNode value, String part) {
        if (!operator.isObject()) {
            return reject(operator, part, "it must be an object");
        }
        JsonNode condition = hasOnlyOperators(operator)
                ? convertValue(operator, GrowthBookConditionSubject.ELEMENT)
                : convertCondition(operator, true);
        return JsonLogicBuilder.operation(
                "some",
                value,
                JsonLogicBuilder.and(GrowthBookComparisonBuilder.isTruthy(JsonLogicBuilder.element()), condition));
    }

    private static @Nullable String findProblem(JsonNode wanted) {
        if (wanted.isArray() || wanted.isObject()) {
            return "comparison with an array or an object is not supported";
        }
        boolean exact = !wanted.isNumber() || JsonLogicBuilder.isExact(new BigDecimal(wanted.asString()));
        return exact ? null : GrowthBookComparisonBuilder.INEXACT;
    }

    private static JsonNode reject(ExportNode part, String name, String reason) {
        part.readWhole();
        part.reportRejected(name, reason);
        return JsonLogicBuilder.REJECTED;
    }
}
