// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.flag.RuleExpressionParser.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A condition of a rule as a clause: `country is one of “CH”, “LI”`. Whatever has no clause of its own has
/// none at all, so that nothing is said that is not so.
final class ConditionFormatter {
    private static final int DEEPEST = 6;

    /// Operators between two operands, said as they are and as they are not.
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

    /// @param otherwise empty where the opposite is not said with another verb: what cannot be compared is
    ///     neither
    private record VerbPair(String so, String otherwise) {}

    /// The clause; empty when there is none.
    static String of(JsonNode condition) {
        return of(condition, true, DEEPEST);
    }

    private static String of(JsonNode condition, boolean holds, int depth) {
        if (condition.isBoolean()) {
            return condition.booleanValue() == holds ? "always" : "never";
        }
        Optional<Operation> operation = RuleExpressionParser.operation(condition);
        return depth == 0 || operation.isEmpty() ? "" : of(operation.get(), holds, depth - 1);
    }

    private static String of(Operation operation, boolean holds, int depth) {
        String so = switch (operation.name()) {
            case "!" -> of(operation.argument(0), !holds, depth);
            case "!!" -> of(operation.argument(0), holds, depth);
            case "and", "or" -> several(operation, holds, depth);
            case "var" -> operation.arguments().size() == 1 ? isSet(operation.argument(0), holds) : "";
            case "$ref" -> inSegment(operation.argument(0), holds);
            case "missing" -> missing(operation.arguments(), holds);
            case "in" -> in(operation, holds);
            default -> comparison(operation, holds);
        };
        if (so.isEmpty() && !holds) {
            String opposite = of(operation, true, depth);
            return opposite.isEmpty() ? "" : "not (" + opposite + ")";
        }
        return so;
    }

    private static String several(Operation operation, boolean holds, int depth) {
        List<String> clauses =
                operation.arguments().stream().map(each -> grouped(each, depth)).toList();
        return !holds || clauses.contains("") ? "" : String.join(" " + operation.name() + " ", clauses);
    }

    private static String grouped(JsonNode condition, int depth) {
        String clause = of(condition, true, depth);
        boolean several = RuleExpressionParser.operation(condition)
                .filter(one ->
                        one.arguments().size() > 1 && Stream.of("and", "or").anyMatch(one.name()::equals))
                .isPresent();
        return several && !clause.isEmpty() ? "(" + clause + ")" : clause;
    }

    private static String isSet(JsonNode name, boolean holds) {
        String attribute = name.isString() ? name.asString() : "";
        if (attribute.isEmpty()) {
            return "";
        }
        if (attribute.equals("targetingKey")) {
            return holds ? "there is a targeting key" : "there is no targeting key";
        }
        return attribute + (holds ? " is set" : " is not set");
    }

    private static String inSegment(JsonNode name, boolean holds) {
        return (holds ? "in segment " : "not in segment ") + name.asString("?");
    }

    private static String missing(List<JsonNode> names, boolean holds) {
        if (names.isEmpty() || !names.stream().allMatch(JsonNode::isString)) {
            return "";
        }
        String list = names.stream().map(JsonNode::asString).collect(Collectors.joining(" or "));
        return holds ? list + " is missing" : "";
    }

    private static String in(Operation operation, boolean holds) {
        String what = RuleExpressionParser.words(operation.argument(0));
        JsonNode where = operation.argument(1);
        String place = RuleExpressionParser.words(where);
        if (what.isEmpty() || place.isEmpty()) {
            return "";
        }
        if (where.isArray()) {
            return holds
                    ? what + " is " + place
                    : what + " is none of "
                            + RuleExpressionParser.list(where.valueStream().toList(), ", ");
        }
        return place + (holds ? " contains " : " does not contain ") + what;
    }

    private static String comparison(Operation operation, boolean holds) {
        if (operation.name().equals("sem_ver")) {
            return holds ? version(operation) : "";
        }
        VerbPair said = BETWEEN.get(operation.name());
        if (said == null) {
            return "";
        }
        if (operation.arguments().size() == 3) {
            return holds ? between(operation) : "";
        }
        String verb = holds ? said.so() : said.otherwise();
        String time = time(operation);
        if (!time.isEmpty()) {
            return holds ? time : "";
        }
        return verb.isEmpty() ? "" : comparison(operation, verb);
    }

    private static String comparison(Operation operation, String verb) {
        JsonNode right = operation.argument(1);
        String left = RuleExpressionParser.words(operation.argument(0));
        if (right.isNull() && !left.isEmpty()) {
            return left + (verb.contains("not") ? " is there" : " is not there");
        }
        String words = right.isArray() ? "" : RuleExpressionParser.words(right);
        return left.isEmpty() || words.isEmpty() ? "" : left + verb + words;
    }

    private static String between(Operation operation) {
        List<String> words =
                operation.arguments().stream().map(RuleExpressionParser::words).toList();
        if (words.contains("")) {
            return "";
        }
        return operation.name().equals("<")
                ? words.get(1) + " is above " + words.get(0) + " and below " + words.get(2)
                : words.get(1) + " is from " + words.get(0) + " to " + words.get(2);
    }

    private static String version(Operation operation) {
        String verb = VERSIONS.getOrDefault(operation.argument(1).asString(""), "");
        String left = RuleExpressionParser.words(operation.argument(0));
        JsonNode right = operation.argument(2);
        String words = right.isString() ? right.asString() : RuleExpressionParser.words(right);
        return verb.isEmpty() || left.isEmpty() || words.isEmpty() ? "" : left + verb + words;
    }

    private static String time(Operation operation) {
        JsonNode seconds = operation.argument(1);
        if (!RuleExpressionParser.attribute(operation.argument(0)).equals(RuleExpressionParser.TIME)
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
