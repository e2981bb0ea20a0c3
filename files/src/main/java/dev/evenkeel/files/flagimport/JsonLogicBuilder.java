// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Writes rules, the short way where a part is always true or false.
final class JsonLogicBuilder {
    static final JsonNode TRUE = BooleanNode.TRUE;
    static final JsonNode FALSE = BooleanNode.FALSE;
    static final JsonNode NULL = NullNode.getInstance();

    /// Stands in a rule where a condition was refused: never true, and not shortened away, so that it can be
    /// completed.
    static final JsonNode REFUSED = operation("!!", FALSE);

    private static final BigDecimal MAX_EXACT = BigDecimal.valueOf((1L << 53) - 1);

    private JsonLogicBuilder() {}

    static JsonNode operation(String operator, JsonNode... arguments) {
        return operation(operator, List.of(arguments));
    }

    static JsonNode operation(String operator, Collection<? extends JsonNode> arguments) {
        var rule = FlagExport.object();
        rule.putArray(operator).addAll(arguments);
        return rule;
    }

    /// An attribute of the context.
    static JsonNode var(String name) {
        return FlagExport.object().put("var", name);
    }

    /// An attribute of the context, or something else when there is none.
    static JsonNode var(String name, JsonNode otherwise) {
        return operation("var", text(name), otherwise);
    }

    static JsonNode text(String text) {
        return StringNode.valueOf(text);
    }

    static JsonNode number(BigDecimal number) {
        return FlagExport.json().getNodeFactory().numberNode(number);
    }

    static JsonNode number(long number) {
        return FlagExport.json().getNodeFactory().numberNode(number);
    }

    static JsonNode texts(Collection<String> texts) {
        var list = FlagExport.json().createArrayNode();
        texts.forEach(list::add);
        return list;
    }

    /// The rule of another name.
    static JsonNode ref(String evaluator) {
        return FlagExport.object().put("$ref", evaluator);
    }

    static JsonNode not(JsonNode condition) {
        if (condition.isBoolean()) {
            return BooleanNode.valueOf(!condition.booleanValue());
        }
        return operation("!", condition);
    }

    static JsonNode and(Collection<JsonNode> conditions) {
        return join("and", TRUE, FALSE, conditions);
    }

    static JsonNode and(JsonNode... conditions) {
        return and(List.of(conditions));
    }

    static JsonNode or(Collection<JsonNode> conditions) {
        return join("or", FALSE, TRUE, conditions);
    }

    static JsonNode or(JsonNode... conditions) {
        return or(List.of(conditions));
    }

    static JsonNode exists(JsonNode value) {
        return operation("!==", value, NULL);
    }

    /// Whether a value is a text: only then it is its own text.
    static JsonNode isText(JsonNode value) {
        return operation("===", value, operation("cat", value));
    }

    /// Whether a value is a number: only then it is the number that it begins with.
    static JsonNode isNumber(JsonNode value) {
        return operation("===", value, operation("+", value));
    }

    /// Whether rules and systems that compute in double precision mean the same number.
    static boolean isExact(BigDecimal number) {
        return number.abs().compareTo(MAX_EXACT) <= 0;
    }

    static JsonNode in(JsonNode value, Collection<String> texts) {
        return texts.isEmpty() ? FALSE : operation("in", value, texts(texts));
    }

    static JsonNode list(Collection<JsonNode> values) {
        return FlagExport.json().createArrayNode().addAll(values);
    }

    /// The element that an operator on arrays looks at.
    static JsonNode element() {
        return var("");
    }

    /// Whether a value, or an element of it when it is an array, fulfils a condition on [#element].
    static JsonNode some(JsonNode value, JsonNode condition) {
        return operation("some", operation("merge", value), condition);
    }

    /// Chooses by conditions.
    ///
    /// @param cases condition, result, condition, result ...
    static JsonNode choose(List<JsonNode> cases, JsonNode otherwise) {
        List<JsonNode> kept = new ArrayList<>();
        for (int i = 0; i < cases.size(); i += 2) {
            if (cases.get(i).equals(TRUE)) {
                return ifOf(kept, cases.get(i + 1));
            }
            if (!cases.get(i).equals(FALSE)) {
                kept.add(cases.get(i));
                kept.add(cases.get(i + 1));
            }
        }
        return ifOf(kept, otherwise);
    }

    /// The rule as an object, which targeting and shared rules must be.
    static JsonNode asObject(JsonNode rule) {
        return rule.isObject() ? rule : operation(rule.isBoolean() ? "!!" : "cat", rule);
    }

    private static JsonNode ifOf(List<JsonNode> cases, JsonNode otherwise) {
        if (cases.isEmpty()) {
            return otherwise;
        }
        List<JsonNode> all = new ArrayList<>(cases);
        all.add(otherwise);
        return operation("if", all);
    }

    private static JsonNode join(
            String operator, JsonNode neutral, JsonNode decisive, Collection<JsonNode> conditions) {
        if (conditions.contains(decisive)) {
            return decisive;
        }
        List<JsonNode> kept =
                conditions.stream().filter(each -> !each.equals(neutral)).toList();
        return switch (kept.size()) {
            case 0 -> neutral;
            case 1 -> kept.getFirst();
            default -> operation(operator, kept);
        };
    }
}
