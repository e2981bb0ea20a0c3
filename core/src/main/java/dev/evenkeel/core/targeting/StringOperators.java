// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The string operators.
final class StringOperators {
    private StringOperators() {}

    /// `substr`: a start (negative: from the end), and an optional length (negative: characters to omit at
    /// the end).
    static Expression substring(OperatorCall usage) {
        var source = usage.argument(0);
        var start = usage.argument(1);
        if (usage.size() == 2) {
            return (data, now) -> {
                var text = TypeCoercion.toText(source.evaluate(data, now));
                return text.substring(resolveStart(text, start.evaluate(data, now)));
            };
        }
        var length = usage.argument(2);
        return (data, now) -> {
            var text = TypeCoercion.toText(source.evaluate(data, now));
            int begin = resolveStart(text, start.evaluate(data, now));
            int wanted = whole(length.evaluate(data, now));
            long end = wanted < 0 ? (long) text.length() + wanted : (long) begin + wanted;
            return text.substring(begin, (int) Math.max(begin, Math.min(text.length(), end)));
        };
    }

    static Expression startsWith(OperatorCall usage) {
        return test(usage, String::startsWith);
    }

    static Expression endsWith(OperatorCall usage) {
        return test(usage, String::endsWith);
    }

    /// Creates a test that is null unless both arguments are strings.
    private static Expression test(OperatorCall usage, BiPredicate<String, String> condition) {
        for (int i = 0; i < 2; i++) {
            rejectUnlessText(usage, usage.argumentJson(i));
        }
        var text = usage.argument(0);
        var part = usage.argument(1);
        return (data, now) -> {
            var whole = text.evaluate(data, now);
            var sought = part.evaluate(data, now);
            return (whole instanceof String s && sought instanceof String t) ? condition.test(s, t) : null;
        };
    }

    private static void rejectUnlessText(OperatorCall usage, JsonValue argument) {
        if (!(argument instanceof JsonString || argument instanceof JsonObject)) {
            usage.reportError(
                    argument,
                    "\"" + usage.operator() + "\" compares texts, got " + argument.describeKind(),
                    "give it a string or a rule such as {\"var\": \"email\"}");
        }
    }

    private static int resolveStart(String text, @Nullable Object start) {
        int begin = whole(start);
        return begin < 0 ? Math.max(0, text.length() + begin) : Math.min(begin, text.length());
    }

    private static int whole(@Nullable Object value) {
        return (int) TypeCoercion.toNumber(value).doubleValue();
    }
}
