// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Converts GrowthBook's conditions, which look like MongoDB's queries:
/// <https://docs.growthbook.io/lib/build-your-own#evalcondition>.
///
/// GrowthBook compares as JavaScript does. A condition that rules cannot answer alike for every context is
/// refused.
final class GrowthBookConditionConverter {
    private static final Map<String, String> COMPARISONS =
            Map.of("$eq", "===", "$ne", "!==", "$lt", "<", "$lte", "<=", "$gt", ">", "$gte", ">=");

    private final GrowthBookGroupConverter groups;

    GrowthBookConditionConverter(GrowthBookGroupConverter groups) {
        this.groups = groups;
    }

    /// Whether a context fulfils the condition of a rule. None does when a part of it is refused, however it is
    /// negated.
    ///
    /// @param condition may be absent, which everybody fulfils
    JsonNode ofRule(ExportNode condition) {
        int before = condition.export().refusals();
        JsonNode rule = condition.isAbsent() ? JsonLogicBuilder.TRUE : holds(condition, false);
        return condition.export().refusals() > before ? JsonLogicBuilder.REFUSED : rule;
    }

    /// Whether a context, or the element of an array, fulfils a condition.
    ///
    /// @param element whether it is about an element
    private JsonNode holds(ExportNode condition, boolean element) {
        if (!condition.isObject()) {
            return refuse(condition, "condition", "it must be an object");
        }
        return JsonLogicBuilder.and(condition.members().stream()
                .map(member -> member(member, element))
                .toList());
    }

    private JsonNode member(ExportNode member, boolean element) {
        return switch (member.name()) {
            case "$and" -> JsonLogicBuilder.and(each(member, element));
            case "$or" -> any(member, element);
            case "$nor" -> JsonLogicBuilder.not(any(member, element));
            case "$not" -> JsonLogicBuilder.not(holds(member, element));
            default -> {
                GrowthBookConditionSubject subject = GrowthBookConditionSubject.attribute(member.name(), element);
                yield subject.problem() == null
                        ? value(member, subject)
                        : refuse(member, subject.name(), subject.problem());
            }
        };
    }

    /// Nothing to choose from is fulfilled there.
    private JsonNode any(ExportNode list, boolean element) {
        List<JsonNode> each = each(list, element);
        return each.isEmpty() ? JsonLogicBuilder.TRUE : JsonLogicBuilder.or(each);
    }

    private List<JsonNode> each(ExportNode list, boolean element) {
        if (!list.isArray()) {
            return List.of(refuse(list, "condition " + list.name(), "it must be an array"));
        }
        return list.elements().stream().map(each -> holds(each, element)).toList();
    }

    /// A value fulfils a plain value when it is the same, or all operators on it.
    private JsonNode value(ExportNode condition, GrowthBookConditionSubject subject) {
        String part = subject.name();
        if (isOperators(condition)) {
            return JsonLogicBuilder.and(condition.members().stream()
                    .map(operator -> operator(operator, subject))
                    .toList());
        }
        JsonNode wanted = condition.whole();
        String problem = problem(wanted);
        if (problem == null && subject.isKey() && wanted.isBoolean()) {
            problem = GrowthBookConditionSubject.KEY_IS_TEXT;
        }
        if (problem == null && wanted.isString() && !GrowthBookComparisonBuilder.isExactText(wanted.asString())) {
            problem = GrowthBookComparisonBuilder.INEXACT;
        }
        if (problem != null) {
            return refuse(condition, part, problem);
        }
        condition.taken(part);
        return GrowthBookComparisonBuilder.same(subject.value(), wanted);
    }

    private static boolean isOperators(ExportNode condition) {
        return condition.isObject()
                && !condition.children().isEmpty()
                && condition.children().stream().allMatch(each -> each.name().startsWith("$"));
    }

    private JsonNode operator(ExportNode operator, GrowthBookConditionSubject subject) {
        String part = subject.name() + " " + operator.name();
        int before = operator.export().refusals();
        JsonNode rule = rule(operator, subject, part);
        if (operator.export().refusals() > before) {
            return JsonLogicBuilder.REFUSED;
        }
        if (!operator.name().equals("$not") && !operator.name().equals("$elemMatch")) {
            operator.taken(part);
        }
        return rule;
    }

    private JsonNode rule(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        String name = operator.name();
        if (COMPARISONS.containsKey(name)) {
            return compare(operator, subject, part);
        }
        return switch (name) {
            case "$exists" -> exists(operator, subject.value(), part);
            case "$in" -> in(operator, subject, part);
            case "$nin" ->
                operator.isArray() ? JsonLogicBuilder.not(in(operator, subject, part)) : JsonLogicBuilder.FALSE;
            case "$inGroup" -> groups.holds(operator, subject);
            case "$notInGroup" -> JsonLogicBuilder.not(groups.holds(operator, subject));
            case "$not" -> JsonLogicBuilder.not(value(operator, subject));
            case "$all" -> all(operator, subject, part);
            case "$elemMatch" -> elementMatch(operator, subject.value(), part);
            case "$veq", "$vne", "$vlt", "$vlte", "$vgt", "$vgte" ->
                refuse(
                        operator,
                        part,
                        "GrowthBook compares versions as padded texts and so orders 1.2, 1.2.3.4 or latest, too; rules "
                                + "know semantic versions only. Write it with sem_ver when all your versions are like 1.2.3");
            case "$regex", "$regexi", "$notRegex", "$notRegexi" ->
                refuse(operator, part, "rules have no regular expressions; write it with starts_with, ends_with or in");
            case "$ini", "$nini", "$alli" -> refuse(operator, part, "rules compare texts with their case");
            default -> refuse(operator, part, "there is no operator for it");
        };
    }

    private static JsonNode compare(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        JsonNode wanted = operator.whole();
        boolean strict = operator.name().equals("$eq") || operator.name().equals("$ne");
        String problem = problem(wanted);
        if (problem == null) {
            problem = strict ? subject.problemWithSame(wanted) : subject.problemWithOrder(wanted);
        }
        return problem == null
                ? JsonLogicBuilder.operation(COMPARISONS.getOrDefault(operator.name(), "==="), subject.value(), wanted)
                : refuse(operator, part, problem);
    }

    private static JsonNode exists(ExportNode operator, JsonNode value, String part) {
        JsonNode wanted = operator.whole();
        if (!wanted.isBoolean()) {
            return refuse(operator, part, "it must be true or false");
        }
        return wanted.booleanValue()
                ? JsonLogicBuilder.exists(value)
                : JsonLogicBuilder.operation("===", value, JsonLogicBuilder.NULL);
    }

    private static JsonNode in(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        JsonNode list = operator.whole();
        String problem = problemWithElements(list, subject);
        if (problem != null) {
            return refuse(operator, part, problem);
        }
        return list.isArray() ? GrowthBookComparisonBuilder.isIn(subject.value(), list) : JsonLogicBuilder.FALSE;
    }

    /// Why a value cannot be sought in a list; null when it can.
    static @Nullable String problemWithElements(JsonNode list, GrowthBookConditionSubject subject) {
        for (JsonNode wanted : list.isArray() ? list : JsonLogicBuilder.list(List.of())) {
            String problem = problem(wanted);
            problem = problem == null ? subject.problemWithSame(wanted) : problem;
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private JsonNode all(ExportNode operator, GrowthBookConditionSubject subject, String part) {
        if (operator.elements().isEmpty()) {
            return refuse(operator, part, "it lists nothing");
        }
        List<JsonNode> each = new ArrayList<>();
        for (ExportNode wanted : operator.elements()) {
            JsonNode condition = value(wanted, GrowthBookConditionSubject.ELEMENT);
            each.add(JsonLogicBuilder.operation("some", subject.value(), condition));
        }
        return JsonLogicBuilder.and(each);
    }

    private JsonNode elementMatch(ExportNode operator, JsonNode value, String part) {
        if (!operator.isObject()) {
            return refuse(operator, part, "it must be an object");
        }
        JsonNode condition =
                isOperators(operator) ? value(operator, GrowthBookConditionSubject.ELEMENT) : holds(operator, true);
        return JsonLogicBuilder.operation(
                "some",
                value,
                JsonLogicBuilder.and(GrowthBookComparisonBuilder.truthy(JsonLogicBuilder.element()), condition));
    }

    private static @Nullable String problem(JsonNode wanted) {
        if (wanted.isArray() || wanted.isObject()) {
            return "rules cannot compare with an array or an object";
        }
        boolean exact = !wanted.isNumber() || JsonLogicBuilder.isExact(new BigDecimal(wanted.asString()));
        return exact ? null : GrowthBookComparisonBuilder.INEXACT;
    }

    private static JsonNode refuse(ExportNode part, String name, String reason) {
        part.whole();
        part.refused(name, reason);
        return JsonLogicBuilder.REFUSED;
    }
}
