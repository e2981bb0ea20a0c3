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

/// Constraints of Unleash as conditions:
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

    /// Whether all of them hold. What is refused never holds.
    JsonNode all(List<ExportNode> constraints) {
        return JsonLogicBuilder.and(constraints.stream().map(this::one).toList());
    }

    private JsonNode one(ExportNode constraint) {
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
        int before = constraint.export().refusals();
        JsonNode condition = anyCase && operator.startsWith("STR_") ? anyCase(written) : condition(written);
        if (constraint.export().refusals() > before) {
            return JsonLogicBuilder.REFUSED;
        }
        constraint.taken(written.name);
        return inverted ? JsonLogicBuilder.not(condition) : condition;
    }

    private record SourceConstraint(
            ExportNode part, String name, String field, String operator, List<String> values, String value) {
        JsonNode refuse(String reason) {
            part.refused(name, reason);
            return JsonLogicBuilder.REFUSED;
        }
    }

    private JsonNode condition(SourceConstraint written) {
        if (DATES.containsKey(written.operator)) {
            return date(written);
        }
        if (written.field.equals(NOW)) {
            return written.refuse("the time can only be compared by DATE_AFTER and DATE_BEFORE here");
        }
        if (NUMBERS.containsKey(written.operator)) {
            return number(written);
        }
        if (VERSIONS.contains(written.operator)) {
            return version(written);
        }
        JsonNode field = context.field(written.field);
        return switch (written.operator) {
            case "IN" -> JsonLogicBuilder.in(field, written.values);
            case "NOT_IN" -> JsonLogicBuilder.not(JsonLogicBuilder.in(field, written.values));
            case "STR_CONTAINS" -> any(written, value -> JsonLogicBuilder.operation("in", value, field));
            case "STR_STARTS_WITH" -> any(written, value -> JsonLogicBuilder.operation("starts_with", field, value));
            case "STR_ENDS_WITH" -> any(written, value -> JsonLogicBuilder.operation("ends_with", field, value));
            default -> written.refuse("there is no operator for it; Unleash's SDKs that do not know it answer no");
        };
    }

    private static JsonNode any(SourceConstraint written, Function<JsonNode, JsonNode> condition) {
        if (written.values.isEmpty()) {
            return written.refuse("it has no values, which Unleash's SDKs cannot read either");
        }
        return JsonLogicBuilder.or(written.values.stream()
                .map(JsonLogicBuilder::text)
                .map(condition)
                .toList());
    }

    /// Without letters that have a case it is the same as with their case.
    private JsonNode anyCase(SourceConstraint written) {
        boolean cased = written.values.stream()
                .anyMatch(value -> !value.toLowerCase(Locale.ROOT).equals(value.toUpperCase(Locale.ROOT)));
        return cased
                ? written.refuse(
                        "rules compare texts with their case; let the service give the attribute in lower case, "
                                + "and write the values so")
                : condition(written);
    }

    private JsonNode number(SourceConstraint written) {
        try {
            JsonNode field = context.field(written.field);
            JsonNode number = JsonLogicBuilder.number(new BigDecimal(written.value));
            return JsonLogicBuilder.and(
                    JsonLogicBuilder.operation("!==", field, JsonLogicBuilder.NULL),
                    JsonLogicBuilder.operation("!==", field, JsonLogicBuilder.text("")),
                    isPlainNumber(field),
                    JsonLogicBuilder.operation(NUMBERS.getOrDefault(written.operator, "=="), field, number));
        } catch (NumberFormatException e) {
            return written.refuse("\"" + written.value + "\" is no number");
        }
    }

    private JsonNode version(SourceConstraint written) {
        if (!written.value.matches(FULL) || !SemVerRuleBuilder.isVersion(written.value)) {
            return written.refuse("\"" + written.value + "\" is no version like 1.2.3 or 1.2.3-rc.1");
        }
        JsonNode field = context.field(written.field);
        JsonNode hasBuild = JsonLogicBuilder.operation("in", JsonLogicBuilder.text("+"), field);
        JsonNode same = SemVerRuleBuilder.compare(field, "=", written.value);
        JsonNode related = switch (written.operator) {
            case "SEMVER_GT" ->
                JsonLogicBuilder.or(
                        SemVerRuleBuilder.compare(field, ">", written.value), JsonLogicBuilder.and(hasBuild, same));
            case "SEMVER_LT" -> SemVerRuleBuilder.compare(field, "<", written.value);
            default -> JsonLogicBuilder.and(JsonLogicBuilder.not(hasBuild), same);
        };
        return JsonLogicBuilder.and(isFullVersion(field), related);
    }

    /// Whether rules do not read a text as a number that Unleash takes for none: with white space around it, or
    /// one like `0x2a`.
    private static JsonNode isPlainNumber(JsonNode field) {
        JsonNode space = JsonLogicBuilder.text(SPACE);
        return JsonLogicBuilder.not(JsonLogicBuilder.or(
                JsonLogicBuilder.operation("in", character(field, 0), space),
                JsonLogicBuilder.operation("in", character(field, -1), space),
                JsonLogicBuilder.in(character(field, 1), List.of("x", "X", "o", "O", "b", "B"))));
    }

    private static JsonNode character(JsonNode field, int index) {
        return JsonLogicBuilder.operation("substr", field, JsonLogicBuilder.number(index), JsonLogicBuilder.number(1));
    }

    /// Whether a version has three parts and no `v`, as it must in Unleash. With one part more in front it is
    /// then none.
    private static JsonNode isFullVersion(JsonNode field) {
        JsonNode longer = JsonLogicBuilder.operation("cat", JsonLogicBuilder.text("0."), field);
        return JsonLogicBuilder.and(
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", field, JsonLogicBuilder.text("v"))),
                JsonLogicBuilder.not(JsonLogicBuilder.operation("starts_with", field, JsonLogicBuilder.text("V"))),
                JsonLogicBuilder.operation(
                        "===", SemVerRuleBuilder.compare(longer, ">=", "0.0.0-0"), JsonLogicBuilder.NULL));
    }

    private static JsonNode date(SourceConstraint written) {
        if (!written.field.equals(NOW)) {
            return written.refuse("rules can compare the time of the evaluation only, not an attribute that is a date; "
                    + "let the service give it as epoch seconds and compare numbers");
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
            return written.refuse("\"" + written.value + "\" is no time like 2026-12-01T08:00:00Z");
        }
    }
}
