// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How LaunchDarkly's SDKs evaluate a clause:
/// <https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules>.
///
/// Values of different types never match; a missing attribute never matches, even if the clause is negated;
/// negation applies after the match.
final class LaunchDarklySemantics {
    private static final Pattern VERSION = Pattern.compile(
            "(0|[1-9][0-9]*)(?:\\.(0|[1-9][0-9]*))?(?:\\.(0|[1-9][0-9]*))?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    private LaunchDarklySemantics() {}

    /// @param contexts by kind
    static boolean clause(Map<String, Map<String, Object>> contexts, Map<String, Object> clause) {
        Object kind = clause.get("contextKind");
        Map<String, Object> context = contexts.get(kind == null ? "user" : kind);
        Object value =
                context == null ? null : attribute(context, kind != null, String.valueOf(clause.get("attribute")));
        if (value == null) {
            return false;
        }
        boolean any = value instanceof List<?> list
                ? list.stream().anyMatch(element -> any(clause, element))
                : any(clause, value);
        return any != Boolean.TRUE.equals(clause.get("negate"));
    }

    private static @Nullable Object attribute(Map<String, Object> context, boolean reference, String name) {
        if (name.equals("anonymous") || (reference && name.equals("/anonymous"))) {
            return context.getOrDefault("anonymous", false);
        }
        if (!reference || !name.startsWith("/")) {
            return context.get(name);
        }
        Object value = context;
        for (String step : name.substring(1).split("/", -1)) {
            value = value instanceof Map<?, ?> map
                    ? map.get(step.replace("~1", "/").replace("~0", "~"))
                    : null;
        }
        return value;
    }

    private static boolean any(Map<String, Object> clause, @Nullable Object value) {
        String operator = String.valueOf(clause.get("op"));
        return ((List<?>) clause.getOrDefault("values", List.of()))
                .stream().anyMatch(wanted -> matches(operator, value, wanted));
    }

    private static boolean matches(String operator, @Nullable Object value, @Nullable Object wanted) {
        if (value instanceof Number a && wanted instanceof Number b) {
            int order = Double.compare(a.doubleValue(), b.doubleValue());
            return switch (operator) {
                case "in" -> order == 0;
                case "lessThan" -> order < 0;
                case "lessThanOrEqual" -> order <= 0;
                case "greaterThan" -> order > 0;
                case "greaterThanOrEqual" -> order >= 0;
                default -> false;
            };
        }
        if (value instanceof String a && wanted instanceof String b) {
            return switch (operator) {
                case "in" -> a.equals(b);
                case "contains" -> a.contains(b);
                case "startsWith" -> a.startsWith(b);
                case "endsWith" -> a.endsWith(b);
                case "semVerEqual" -> versions(a, b, 0);
                case "semVerLessThan" -> versions(a, b, -1);
                case "semVerGreaterThan" -> versions(a, b, 1);
                default -> false;
            };
        }
        return operator.equals("in") && value instanceof Boolean && value.equals(wanted);
    }

    private static boolean versions(String a, String b, int wanted) {
        Matcher x = VERSION.matcher(a);
        Matcher y = VERSION.matcher(b);
        if (!x.matches() || !y.matches()) {
            return false;
        }
        for (int i = 1; i <= 3; i++) {
            int order = Integer.compare(number(x.group(i)), number(y.group(i)));
            if (order != 0) {
                return order == wanted;
            }
        }
        return Integer.signum(preRelease(x.group(4), y.group(4))) == wanted;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int preRelease(@Nullable String a, @Nullable String b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        String[] x = a.split("\\.");
        String[] y = b.split("\\.");
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            boolean m = x[i].matches("[0-9]+");
            boolean n = y[i].matches("[0-9]+");
            int order = m && n
                    ? Integer.compare(Integer.parseInt(x[i]), Integer.parseInt(y[i]))
                    : m == n ? x[i].compareTo(y[i]) : Boolean.compare(n, m);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(x.length, y.length);
    }
}
