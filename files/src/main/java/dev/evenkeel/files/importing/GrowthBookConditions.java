// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// GrowthBook's conditions, which look like MongoDB's queries:
/// <https://docs.growthbook.io/lib/build-your-own#evalcondition>.
final class GrowthBookConditions {
    private static final Map<String, String> COMPARISONS =
            Map.of("$eq", "===", "$ne", "!==", "$lt", "<", "$lte", "<=", "$gt", ">", "$gte", ">=");
    private static final Map<String, String> VERSIONS =
            Map.of("$veq", "=", "$vne", "!=", "$vlt", "<", "$vlte", "<=", "$vgt", ">", "$vgte", ">=");

    private final GrowthBookGroups groups;

    GrowthBookConditions(GrowthBookGroups groups) {
        this.groups = groups;
    }

    /// Whether a context, or the element of an array, fulfils a condition. What is refused is never fulfilled.
    ///
    /// @param element whether it is about an element
    JsonNode holds(Part condition, boolean element) {
        return Logic.and(condition.members().stream()
                .map(member -> member(member, element))
                .toList());
    }

    private JsonNode member(Part member, boolean element) {
        return switch (member.name()) {
            case "$and" -> Logic.and(each(member, element));
            case "$or" -> member.children().isEmpty() ? Logic.TRUE : Logic.or(each(member, element));
            case "$nor" -> Logic.not(member.children().isEmpty() ? Logic.TRUE : Logic.or(each(member, element)));
            case "$not" -> Logic.not(holds(member, element));
            default -> {
                String path = member.name().equals("id") && !element ? "targetingKey" : member.name();
                yield value(member, new Subject(path, Logic.var(path), element));
            }
        };
    }

    private List<JsonNode> each(Part list, boolean element) {
        return list.elements().stream().map(each -> holds(each, element)).toList();
    }

    /// What a condition is about.
    record Subject(String path, JsonNode value, boolean element) {
        String name() {
            return "condition " + (path.isEmpty() ? "element" : path);
        }
    }

    /// A value fulfils a plain value when it is the same, or all operators on it.
    private JsonNode value(Part condition, Subject subject) {
        String part = subject.name();
        if (isOperators(condition)) {
            return Logic.and(condition.members().stream()
                    .map(operator -> operator(operator, subject))
                    .toList());
        }
        JsonNode wanted = condition.whole();
        if (wanted.isArray() || wanted.isObject()) {
            return refuse(condition, part, "rules cannot compare with an array or an object");
        }
        condition.taken(part);
        return same(subject.value(), wanted);
    }

    private static boolean isOperators(Part condition) {
        return condition.isObject()
                && !condition.children().isEmpty()
                && condition.children().stream().allMatch(each -> each.name().startsWith("$"));
    }

    /// As JavaScript compares a value that was made a text, a number or a truth value first.
    private static JsonNode same(JsonNode value, JsonNode wanted) {
        if (wanted.isNull()) {
            return Logic.operation("===", value, Logic.NULL);
        }
        if (wanted.isBoolean()) {
            return wanted.booleanValue()
                    ? Logic.operation("!!", value)
                    : Logic.and(Logic.exists(value), Logic.operation("!", value));
        }
        if (wanted.isNumber() && wanted.doubleValue() == 0) {
            return Logic.or(Logic.operation("===", value, Logic.NULL), Logic.operation("==", value, wanted));
        }
        boolean truth = wanted.asString().equals("true") || wanted.asString().equals("false");
        return truth
                ? Logic.operation("===", Logic.operation("cat", value), wanted)
                : Logic.operation("==", value, wanted);
    }

    private JsonNode operator(Part operator, Subject subject) {
        String part = subject.name() + " " + operator.name();
        int before = operator.export().refusals();
        JsonNode rule = rule(operator, subject, part);
        if (operator.export().refusals() > before) {
            return Logic.REFUSED;
        }
        if (!operator.name().equals("$not") && !operator.name().equals("$elemMatch")) {
            operator.taken(part);
        }
        return rule;
    }

    private JsonNode rule(Part operator, Subject subject, String part) {
        String name = operator.name();
        if (COMPARISONS.containsKey(name)) {
            return compare(operator, subject, part);
        }
        if (VERSIONS.containsKey(name)) {
            return version(operator, subject, part);
        }
        JsonNode value = subject.value();
        return switch (name) {
            case "$exists" -> exists(operator, value);
            case "$in" -> in(operator, value);
            case "$nin" -> operator.isArray() ? Logic.not(in(operator, value)) : Logic.FALSE;
            case "$inGroup" -> groups.holds(operator, subject);
            case "$notInGroup" -> Logic.not(groups.holds(operator, subject));
            case "$not" -> Logic.not(value(operator, subject));
            case "$all" -> all(operator, subject, part);
            case "$elemMatch" -> elementMatch(operator, value);
            case "$regex", "$regexi", "$notRegex", "$notRegexi" ->
                refuse(operator, part, "rules have no regular expressions; write it with starts_with, ends_with or in");
            case "$ini", "$nini", "$alli" -> refuse(operator, part, "rules compare texts with their case");
            default -> refuse(operator, part, "there is no operator for it");
        };
    }

    private static JsonNode compare(Part operator, Subject subject, String part) {
        JsonNode wanted = operator.whole();
        if (wanted.isArray() || wanted.isObject()) {
            return refuse(operator, part, "rules cannot compare with an array or an object");
        }
        return Logic.operation(COMPARISONS.getOrDefault(operator.name(), "==="), subject.value(), wanted);
    }

    /// A missing version counts as 0, as there.
    private static JsonNode version(Part operator, Subject subject, String part) {
        String version = String.valueOf(operator.text());
        if (!Versions.isVersion(version)) {
            return refuse(operator, part, "\"" + version + "\" is no version like 1.2.3");
        }
        JsonNode value = Logic.var(subject.path(), Logic.text("0"));
        return Versions.compare(value, VERSIONS.getOrDefault(operator.name(), "="), version);
    }

    private static JsonNode exists(Part operator, JsonNode value) {
        return operator.whole().asBoolean(false) ? Logic.exists(value) : Logic.operation("===", value, Logic.NULL);
    }

    private static JsonNode in(Part operator, JsonNode value) {
        JsonNode list = operator.whole();
        return list.isArray() && !list.isEmpty()
                ? Logic.some(value, Logic.operation("in", Logic.element(), list))
                : Logic.FALSE;
    }

    private JsonNode all(Part operator, Subject subject, String part) {
        if (operator.elements().isEmpty()) {
            return refuse(operator, part, "it lists nothing");
        }
        List<JsonNode> each = new ArrayList<>();
        for (Part wanted : operator.elements()) {
            JsonNode condition = value(wanted, new Subject("", Logic.element(), true));
            each.add(Logic.operation("some", subject.value(), condition));
        }
        return Logic.and(each);
    }

    private JsonNode elementMatch(Part operator, JsonNode value) {
        JsonNode condition =
                isOperators(operator) ? value(operator, new Subject("", Logic.element(), true)) : holds(operator, true);
        return Logic.operation("some", value, Logic.and(Logic.operation("!!", Logic.element()), condition));
    }

    private static JsonNode refuse(Part part, String name, String reason) {
        part.whole();
        part.refused(name, reason);
        return Logic.REFUSED;
    }
}
