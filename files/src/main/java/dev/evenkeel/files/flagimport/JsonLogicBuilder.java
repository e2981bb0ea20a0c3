// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import dev.evenkeel.files.json.JsonTextParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// A builder of JsonLogic rules that simplifies parts which are always true or false.
final class JsonLogicBuilder {
    static final JsonNode TRUE = BooleanNode.TRUE;
    static final JsonNode FALSE = BooleanNode.FALSE;
    static final JsonNode NULL = NullNode.getInstance();

    /// A placeholder for a rejected condition: never true, and excluded from simplification, so that a user can
    /// complete it.
    static final JsonNode REJECTED = operation("!!", FALSE);

    private static final BigDecimal MAX_EXACT = BigDecimal.valueOf((1L << 53) - 1);

    private JsonLogicBuilder() {}

    static JsonNode operation(String operator, JsonNode... arguments) {
        return operation(operator, List.of(arguments));
    }

    static JsonNode operation(String operator, Collection<? extends JsonNode> arguments) {
        var rule = FlagExport.createObject();
        rule.putArray(operator).addAll(arguments);
        return rule;
    }

    /// Reads an attribute of the context.
    static JsonNode var(String name) {
        return FlagExport.createObject().put("var", name);
    }

    /// Reads an attribute of the context, with a default.
    static JsonNode var(String name, JsonNode otherwise) {
        return operation("var", text(name), otherwise);
    }

    static JsonNode text(String text) {
        return StringNode.valueOf(text);
    }

    static JsonNode number(BigDecimal number) {
        return JsonTextParser.STRICT.getNodeFactory().numberNode(number);
    }

    static JsonNode number(long number) {
        return JsonTextParser.STRICT.getNodeFactory().numberNode(number);
    }

    static JsonNode texts(Collection<String> texts) {
        var list = JsonTextParser.STRICT.createArrayNode();
        texts.forEach(list::add);
        return list;
    }

    /// References a shared rule.
    static JsonNode ref(String evaluator) {
        return FlagExport.createObject().put("$ref", evaluator);
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

    /// Whether a value is a text: only a text equals its own conversion to text.
    static JsonNode isText(JsonNode value) {
        return operation("===", value, operation("cat", value));
    }

    /// Whether a value is a number: only a number equals its own conversion to a number.
    static JsonNode isNumber(JsonNode value) {
        return operation("===", value, operation("+", value));
    }

    /// Whether a number is exact in double precision, so that rules and other systems read the same value.
    static boolean isExact(BigDecimal number) {
        return number.abs().compareTo(MAX_EXACT) <= 0;
    }

    static JsonNode in(JsonNode value, Collection<String> texts) {
        return texts.isEmpty() ? FALSE : operation("in", value, texts(texts));
    }

    static JsonNode list(Collection<JsonNode> values) {
        return JsonTextParser.STRICT.createArrayNode().addAll(values);
    }

    /// Reads the element in an operator on arrays.
    static JsonNode element() {
        return var("");
    }

    /// Whether a value, or an element of it when it is an array, matches a condition on [#element].
    static JsonNode some(JsonNode value, JsonNode condition) {
        return operation("some", operation("merge", value), condition);
    }

    /// Selects a result by conditions.
    ///
    /// @param cases condition, result, condition, result ...
    static JsonNode choose(List<JsonNode> cases, JsonNode otherwise) {
        List<JsonNode> kept = new ArrayList<>();
        for (int i = 0; i < cases.size(); i += 2) {
            if (cases.get(i).equals(TRUE)) {
                return ifElse(kept, cases.get(i + 1));
            }
            if (!cases.get(i).equals(FALSE)) {
                kept.add(cases.get(i));
                kept.add(cases.get(i + 1));
            }
        }
        return ifElse(kept, otherwise);
    }

    /// Wraps a rule as an object, as required for targeting and shared rules.
    static JsonNode asObject(JsonNode rule) {
        return rule.isObject() ? rule : operation(rule.isBoolean() ? "!!" : "cat", rule);
    }

    private static JsonNode ifElse(List<JsonNode> cases, JsonNode otherwise) {
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
