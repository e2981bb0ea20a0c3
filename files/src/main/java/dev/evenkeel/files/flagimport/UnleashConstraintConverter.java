// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// A converter of Unleash constraints to conditions:
/// <https://docs.getunleash.io/reference/activation-strategies#constraints>.
final class UnleashConstraintConverter {
    private static final String NOW = "currentTime";
    private static final String FULL = "[0-9]+\\.[0-9]+\\.[0-9]+(-[^+]*)?";
    private static final String SPACE =
            "\t\n\u000b\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
                    + "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";
    private static final Map<String, String> NUMBERS =
            Map.of("NUM_EQ", "==", "NUM_GT", ">", "NUM_GTE", ">=", "NUM_LT", "<", "NUM_LTE", "<=");
    private static final Set<String> VERSIONS = Set.of("SEMVER_EQ", "SEMVER_GT", "SEMVER_LT");
    private static final Map<String, String> DATES = Map.of("DATE_AFTER", ">", "DATE_BEFORE", "<");

    private final UnleashContextMapping context;

    UnleashConstraintConverter(UnleashContextMapping context) {
        this.context = context;
    }

    /// Whether all constraints match. A rejected constraint never matches.
    JsonNode convertAll(List<ExportNode> constraints) {
        return JsonLogicBuilder.and(constraints.stream().map(this::convert).toList());
    }

    private JsonNode convert(ExportNode constraint) {
        String field = constraint.text("contextName", "");
        String operator = constraint.text("operator", "");
        var written = new SourceConstraint(
                constraint,
                "constraint " + field + " " + operator,
                field,
                operator,
                constraint.texts("values"),
                constraint.text("value", ""));
        boolean inverted = constraint.isTrue("inverted");
        boolean anyCase = constraint.isTrue("caseInsensitive");
        int before = constraint.export().rejectionCount();
        JsonNode condition =
                anyCase && operator.startsWith("STR_") ? convertCaseInsensitive(written) : convertCondition(written);
        if (constraint.export().rejectionCount() > before) {
            return JsonLogicBuilder.REJECTED;
        }
        constraint.reportImported(written.name);
        return inverted ? JsonLogicBuilder.not(condition) : condition;
    }

    private record SourceConstraint(
            ExportNode part, String name, String field, String operator, List<String> values, String value) {
        JsonNode reject(String reason) {
            part.reportRejected(name, reason);
            return JsonLogicBuilder.REJECTED;
        }
    }

    private JsonNode convertCondition(SourceConstraint written) {
        if (DATES.containsKey(written.operator)) {
            return convertDate(written);
        }
        if (written.field.equals(NOW)) {
            return written.reject("for the time, only DATE_AFTER and DATE_BEFORE are supported");
        }
        if (NUMBERS.containsKey(written.operator)) {
            return convertNumber(written);
        }
        if (VERSIONS.contains(written.operator)) {
            return convertVersion(written);
        }
        JsonNode field = context.toVariable(written.field);
        return switch (written.operator) {
            case "IN" -> JsonLogicBuilder.in(field, written.values);
            case "NOT_IN" -> JsonLogicBuilder.not(JsonLogicBuilder.in(field, written.values));
            case "STR_CONTAINS" -> anyMatch(written, value -> JsonLogicBuilder.operation("in", value, field));
            case "STR_STARTS_WITH" ->
                anyMatch(written, value -> JsonLogicBuilder.operation("starts_with", field, value));
            case "STR_ENDS_WITH" -> anyMatch(written, value -> JsonLogicBuilder.operation("ends_with", field, value));
            default -> written.reject("the operator is not supported");
        };
    }

    private static JsonNode anyMatch(SourceConstraint written, Function<JsonNode, JsonNode> condition) {
        if (written.values.isEmpty()) {
            return written.reject("it has no values");
        }
        return JsonLogicBuilder.or(written.values.stream()
                .map(JsonLogicBuilder::text)
                .map(condition)
                .toList());
    }

    /// Ignoring case makes no difference for values without letters that have a case.
    private JsonNode convertCaseInsensitive(SourceConstraint written) {
        boolean cased = written.values.stream()
                .anyMatch(value -> !value.toLowerCase(Locale.ROOT).equals(value.toUpperCase(Locale.ROOT)));
        return cased
                ? written.reject("case-insensitive comparison is not supported; send the attribute in lower case, "
                        + "and use lower-case values")
                : convertCondition(written);
    }

    private JsonNode convertNumber(SourceConstraint written) {
        try {
            JsonNode field = context.toVariable(written.field);
            JsonNode number = JsonLogicBuilder.number(new BigDecimal(written.value));
            return JsonLogicBuilder.and(
                    JsonLogicBuilder.operation("!==", field, JsonLogicBuilder.NULL),
                    JsonLogicBuilder.operation("!==", field, JsonLogicBuilder.text("")),
                    plainNumberCheck(field),
                    JsonLogicBuilder.operation(NUMBERS.getOrDefault(written.operator, "=="), field, number));
        } catch (NumberFormatException e) {
            return written.reject("\"" + written.value + "\" is not a number");
        }
    }

    private JsonNode convertVersion(SourceConstraint written) {
        if (!written.value.matches(FULL) || !SemVerRuleBuilder.isVersion(written.value)) {
            return written.reject("\"" + written.value + "\" is not a version such as 1.2.3 or 1.2.3-rc.1");
        }
        JsonNode field = context.toVariable(written.field);
        JsonNode hasBuild = JsonLogicBuilder.operation("in", JsonLogicBuilder.text("+"), field);
        JsonNode same = SemVerRuleBuilder.compare(field, "=", written.value);
        JsonNode related = switch (written.operator) {
            case "SEMVER_GT" ->
                JsonLogicBuilder.or(
                        SemVerRuleBuilder.compare(field, ">", written.value), JsonLogicBuilder.and(hasBuild, same));
            case "SEMVER_LT" -> SemVerRuleBuilder.compare(field, "<", written.value);
            default -> JsonLogicBuilder.and(JsonLogicBuilder.not(hasBuild), same);
        };
        return JsonLogicBuilder.and(fullVersionCheck(field), related);
    }

    /// Excludes texts that rules parse as a number and Unleash does not: with white space around it, or one
    /// like `0x2a`.
    private static JsonNode plainNumberCheck(JsonNode field) {
        JsonNode space = JsonLogicBuilder.text(SPACE);
        return JsonLogicBuilder.not(JsonLogicBuilder.or(
                JsonLogicBuilder.operation("in", characterAt(field, 0), space),
                JsonLogicBuilder.operation("in", characterAt(field, -1), space),
                JsonLogicBuilder.in(characterAt(field, 1), List.of("x", "X", "o", "O", "b", "B"))));
    }

    private static JsonNode characterAt(JsonNode field, int index) {
        return JsonLogicBuilder.operation("substr", field, JsonLogicBuilder.number(index), JsonLogicBuilder.number(1));
    }

    /// Whether a version has three parts and no `v`, as Unleash requires. Such a version is invalid with one
    /// more part in front.
    private static JsonNode fullVersionCheck(JsonNode field) {
        JsonNode longer = JsonLogicBuilder.operation("cat", JsonLogicBuilder.text("0."), field);
        return JsonLogicBuilder.and(
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", field, JsonLogicBuilder.text("v"))),
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", field, JsonLogicBuilder.text("V"))),
                JsonLogicBuilder.operation(
                        "===", SemVerRuleBuilder.compare(longer, ">=", "0.0.0-0"), JsonLogicBuilder.NULL));
    }

    private static JsonNode convertDate(SourceConstraint written) {
        if (!written.field.equals(NOW)) {
            return written.reject("date attributes are not supported, only the time of the evaluation; "
                    + "send the attribute as epoch seconds and compare numbers");
        }
        try {
            Instant instant = OffsetDateTime.parse(written.value).toInstant();
            var seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
            return JsonLogicBuilder.operation(
                    DATES.getOrDefault(written.operator, ">"),
                    JsonLogicBuilder.var("$flagd.timestamp"),
                    seconds.scale() <= 0
                            ? JsonLogicBuilder.number(instant.getEpochSecond())
                            : JsonLogicBuilder.number(seconds));
        } catch (DateTimeParseException e) {
            return written.reject("\"" + written.value + "\" is not a time such as 2026-12-01T08:00:00Z");
        }
    }
}
