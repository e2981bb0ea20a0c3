// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What stands in a rule's conditions: attributes of the context and values.
final class RuleExpressionParser {
    /// The attribute that holds the time.
    static final String TIME = "$flagd.timestamp";

    private static final int SHOWN = 8;

    private RuleExpressionParser() {}

    /// An operation of a rule.
    ///
    /// @param name of the operator
    record Operation(String name, List<JsonNode> arguments) {
        /// An argument; a missing node when there are fewer.
        JsonNode argument(int index) {
            return index < arguments.size() ? arguments.get(index) : MissingNode.getInstance();
        }
    }

    /// The operation that a part of a rule is; empty when it is a value.
    static Optional<Operation> operation(JsonNode rule) {
        if (!rule.isObject() || rule.size() != 1) {
            return Optional.empty();
        }
        var member = rule.properties().iterator().next();
        JsonNode value = member.getValue();
        return Optional.of(new Operation(
                member.getKey(), value.isArray() ? value.valueStream().toList() : List.of(value)));
    }

    /// Name of the attribute that a part of a rule asks for; empty when it is something else, or has a value
    /// instead of a missing one.
    static String attribute(JsonNode rule) {
        Optional<Operation> read = operation(rule).filter(one -> one.name().equals("var"));
        return read.filter(one -> one.arguments().size() == 1)
                .map(one -> one.argument(0))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse("");
    }

    /// An attribute or a value in words; empty when it is neither.
    static String words(JsonNode rule) {
        if (rule.isObject()) {
            String name = attribute(rule);
            return name.equals("targetingKey") ? "the targeting key" : name;
        }
        if (rule.isArray()) {
            return list(rule.valueStream().toList(), " or ");
        }
        return rule.isString() ? "“" + rule.asString() + "”" : rule.isMissingNode() ? "" : rule.toString();
    }

    /// Values with commas between them; empty when one of them is worked out by a rule.
    ///
    /// @param last stands before the last one
    static String list(List<JsonNode> values, String last) {
        if (values.isEmpty() || values.stream().anyMatch(JsonNode::isContainer)) {
            return "";
        }
        List<String> words = new ArrayList<>(
                values.stream().limit(SHOWN).map(RuleExpressionParser::words).toList());
        if (values.size() > SHOWN) {
            words.add(DisplayFormatter.count(values.size() - SHOWN) + " others");
        }
        String first = words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "));
        return first.isEmpty() ? words.getLast() : first + last + words.getLast();
    }
}
