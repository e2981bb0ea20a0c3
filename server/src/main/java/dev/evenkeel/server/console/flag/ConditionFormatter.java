// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.flag.RuleJsonOperandReader.OperatorExpression;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Formats a condition of a rule as a clause: `country is one of “CH”, “LI”`. Returns no clause for a condition
/// without an exact wording, so that a clause is never wrong.
final class ConditionFormatter {
    private static final int DEEPEST = 6;

    /// Verbs of binary operators, each with its negation.
    private static final Map<String, VerbPair> BETWEEN = Map.ofEntries(
            Map.entry("==", new VerbPair(" is ", " is not ")),
            Map.entry("===", new VerbPair(" is ", " is not ")),
            Map.entry("!=", new VerbPair(" is not ", " is ")),
            Map.entry("!==", new VerbPair(" is not ", " is ")),
            Map.entry("<", new VerbPair(" is below ", "")),
            Map.entry("<=", new VerbPair(" is at most ", "")),
            Map.entry(">", new VerbPair(" is above ", "")),
            Map.entry(">=", new VerbPair(" is at least ", "")),
            Map.entry("starts_with", new VerbPair(" starts with ", " does not start with ")),
            Map.entry("ends_with", new VerbPair(" ends with ", " does not end with ")));

    private static final Map<String, String> VERSIONS = Map.of(
            "=", " is version ",
            "!=", " is not version ",
            "<", " is a version below ",
            "<=", " is a version up to ",
            ">", " is a version above ",
            ">=", " is a version from ",
            "^", " is of the same major version as ",
            "~", " is of the same minor version as ");

    private ConditionFormatter() {}

    /// @param negative negated verb; empty if no verb expresses the negation: values that cannot be compared
    ///     satisfy neither
    private record VerbPair(String positive, String negative) {}

    /// Formats a condition; empty if there is no exact clause.
    static String format(JsonNode condition) {
        return format(condition, true, DEEPEST);
    }

    private static String format(JsonNode condition, boolean holds, int depth) {
        if (condition.isBoolean()) {
            return condition.booleanValue() == holds ? "always" : "never";
        }
        Optional<OperatorExpression> operation = RuleJsonOperandReader.parseOperation(condition);
        return depth == 0 || operation.isEmpty() ? "" : format(operation.get(), holds, depth - 1);
    }

    private static String format(OperatorExpression operation, boolean holds, int depth) {
        String so = switch (operation.name()) {
            case "!" -> format(operation.argument(0), !holds, depth);
            case "!!" -> format(operation.argument(0), holds, depth);
            case "and", "or" -> joinClauses(operation, holds, depth);
            case "var" -> operation.arguments().size() == 1 ? formatIsSet(operation.argument(0), holds) : "";
            case "$ref" -> formatSegment(operation.argument(0), holds);
            case "missing" -> formatMissing(operation.arguments(), holds);
            case "in" -> formatMembership(operation, holds);
            default -> formatComparison(operation, holds);
        };
        if (so.isEmpty() && !holds) {
            String opposite = format(operation, true, depth);
            return opposite.isEmpty() ? "" : "not (" + opposite + ")";
        }
        return so;
    }

    private static String joinClauses(OperatorExpression operation, boolean holds, int depth) {
        List<String> clauses = operation.arguments().stream()
                .map(each -> parenthesize(each, depth))
                .toList();
        return !holds || clauses.contains("") ? "" : String.join(" " + operation.name() + " ", clauses);
    }

    private static String parenthesize(JsonNode condition, int depth) {
        String clause = format(condition, true, depth);
        boolean several = RuleJsonOperandReader.parseOperation(condition)
                .filter(one ->
                        one.arguments().size() > 1 && Stream.of("and", "or").anyMatch(one.name()::equals))
                .isPresent();
        return several && !clause.isEmpty() ? "(" + clause + ")" : clause;
    }

    private static String formatIsSet(JsonNode name, boolean holds) {
        String attribute = name.isString() ? name.asString() : "";
        if (attribute.isEmpty()) {
            return "";
        }
        if (attribute.equals("targetingKey")) {
            return holds ? "there is a targeting key" : "there is no targeting key";
        }
        return attribute + (holds ? " is set" : " is not set");
    }

    private static String formatSegment(JsonNode name, boolean holds) {
        return (holds ? "in segment " : "not in segment ") + name.asString("?");
    }

    private static String formatMissing(List<JsonNode> names, boolean holds) {
        if (names.isEmpty() || !names.stream().allMatch(JsonNode::isString)) {
            return "";
        }
        String list = names.stream().map(JsonNode::asString).collect(Collectors.joining(" or "));
        return holds ? list + " is missing" : "";
    }

    private static String formatMembership(OperatorExpression operation, boolean holds) {
        String what = RuleJsonOperandReader.formatOperand(operation.argument(0));
        JsonNode where = operation.argument(1);
        String place = RuleJsonOperandReader.formatOperand(where);
        if (what.isEmpty() || place.isEmpty()) {
            return "";
        }
        if (where.isArray()) {
            return holds
                    ? what + " is " + place
                    : what + " is none of "
                            + RuleJsonOperandReader.formatValues(
                                    where.valueStream().toList(), ", ");
        }
        return place + (holds ? " contains " : " does not contain ") + what;
    }

    private static String formatComparison(OperatorExpression operation, boolean holds) {
        if (operation.name().equals("sem_ver")) {
            return holds ? formatVersion(operation) : "";
        }
        VerbPair said = BETWEEN.get(operation.name());
        if (said == null) {
            return "";
        }
        if (operation.arguments().size() == 3) {
            return holds ? formatRange(operation) : "";
        }
        String verb = holds ? said.positive() : said.negative();
        String time = formatTime(operation);
        if (!time.isEmpty()) {
            return holds ? time : "";
        }
        return verb.isEmpty() ? "" : formatComparison(operation, verb);
    }

    private static String formatComparison(OperatorExpression operation, String verb) {
        JsonNode right = operation.argument(1);
        String left = RuleJsonOperandReader.formatOperand(operation.argument(0));
        if (right.isNull() && !left.isEmpty()) {
            return left + (verb.contains("not") ? " is there" : " is not there");
        }
        String words = right.isArray() ? "" : RuleJsonOperandReader.formatOperand(right);
        return left.isEmpty() || words.isEmpty() ? "" : left + verb + words;
    }

    private static String formatRange(OperatorExpression operation) {
        List<String> words = operation.arguments().stream()
                .map(RuleJsonOperandReader::formatOperand)
                .toList();
        if (words.contains("")) {
            return "";
        }
        return operation.name().equals("<")
                ? words.get(1) + " is above " + words.get(0) + " and below " + words.get(2)
                : words.get(1) + " is from " + words.get(0) + " to " + words.get(2);
    }

    private static String formatVersion(OperatorExpression operation) {
        String verb = VERSIONS.getOrDefault(operation.argument(1).asString(""), "");
        String left = RuleJsonOperandReader.formatOperand(operation.argument(0));
        JsonNode right = operation.argument(2);
        String words = right.isString() ? right.asString() : RuleJsonOperandReader.formatOperand(right);
        return verb.isEmpty() || left.isEmpty() || words.isEmpty() ? "" : left + verb + words;
    }

    private static String formatTime(OperatorExpression operation) {
        JsonNode seconds = operation.argument(1);
        if (!RuleJsonOperandReader.parseAttribute(operation.argument(0)).equals(RuleJsonOperandReader.TIME_ATTRIBUTE)
                || !seconds.isIntegralNumber()
                || !seconds.canConvertToLong()
                || seconds.longValue() > Instant.MAX.getEpochSecond()
                || seconds.longValue() < Instant.MIN.getEpochSecond()) {
            return "";
        }
        String moment = Instant.ofEpochSecond(seconds.longValue())
                .toString()
                .replace('T', ' ')
                .replace("Z", " UTC");
        return switch (operation.name()) {
            case "<" -> "it is before " + moment;
            case "<=" -> "it is not after " + moment;
            case ">" -> "it is after " + moment;
            case ">=" -> "it is " + moment + " or later";
            default -> "";
        };
    }
}
