// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Parses the operands of a rule's conditions: context attributes and values.
final class RuleJsonOperandReader {
    /// Name of the attribute with the evaluation time.
    static final String TIME_ATTRIBUTE = "$flagd.timestamp";

    private static final int SHOWN = 8;

    private RuleJsonOperandReader() {}

    /// An operation of a rule.
    ///
    /// @param name name of the operator
    record OperatorExpression(String name, List<JsonNode> arguments) {
        /// Returns an argument; a missing node if there are fewer.
        JsonNode argument(int index) {
            return index < arguments.size() ? arguments.get(index) : MissingNode.getInstance();
        }
    }

    /// Parses a part of a rule as an operation; empty for a value.
    static Optional<OperatorExpression> parseOperation(JsonNode rule) {
        if (!rule.isObject() || rule.size() != 1) {
            return Optional.empty();
        }
        var member = rule.properties().iterator().next();
        JsonNode value = member.getValue();
        return Optional.of(new OperatorExpression(
                member.getKey(), value.isArray() ? value.valueStream().toList() : List.of(value)));
    }

    /// Returns the name of the attribute that a part of a rule reads; empty if it is another operation or has a
    /// fallback for a missing attribute.
    static String parseAttribute(JsonNode rule) {
        Optional<OperatorExpression> read =
                parseOperation(rule).filter(one -> one.name().equals("var"));
        return read.filter(one -> one.arguments().size() == 1)
                .map(one -> one.argument(0))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .orElse("");
    }

    /// Formats an attribute or a value; empty for anything else.
    static String formatOperand(JsonNode rule) {
        if (rule.isObject()) {
            String name = parseAttribute(rule);
            return name.equals("targetingKey") ? "the targeting key" : name;
        }
        if (rule.isArray()) {
            return formatValues(rule.valueStream().toList(), " or ");
        }
        return rule.isString() ? "“" + rule.asString() + "”" : rule.isMissingNode() ? "" : rule.toString();
    }

    /// Formats values separated by commas; empty if one of them is computed by a rule.
    ///
    /// @param last separator before the last value
    static String formatValues(List<JsonNode> values, String last) {
        if (values.isEmpty() || values.stream().anyMatch(JsonNode::isContainer)) {
            return "";
        }
        List<String> words = new ArrayList<>(values.stream()
                .limit(SHOWN)
                .map(RuleJsonOperandReader::formatOperand)
                .toList());
        if (values.size() > SHOWN) {
            words.add(QuantityFormatter.formatCount(values.size() - SHOWN) + " others");
        }
        String first = words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "));
        return first.isEmpty() ? words.getLast() : first + last + words.getLast();
    }
}
