// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Operators on texts.
final class StringOperators {
    private StringOperators() {}

    /// `substr`: from a start (negative: from the end), so many characters (negative: up to so many before the
    /// end).
    static Expression substring(OperatorCall usage) {
        var source = usage.argument(0);
        var start = usage.argument(1);
        if (usage.size() == 2) {
            return (data, now) -> {
                var text = TypeCoercion.text(source.evaluate(data, now));
                return text.substring(begin(text, start.evaluate(data, now)));
            };
        }
        var length = usage.argument(2);
        return (data, now) -> {
            var text = TypeCoercion.text(source.evaluate(data, now));
            int begin = begin(text, start.evaluate(data, now));
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

    /// Null unless both arguments are texts.
    private static Expression test(OperatorCall usage, BiPredicate<String, String> condition) {
        for (int i = 0; i < 2; i++) {
            refuseUnlessText(usage, usage.json(i));
        }
        var text = usage.argument(0);
        var part = usage.argument(1);
        return (data, now) -> {
            var whole = text.evaluate(data, now);
            var sought = part.evaluate(data, now);
            return (whole instanceof String s && sought instanceof String t) ? condition.test(s, t) : null;
        };
    }

    private static void refuseUnlessText(OperatorCall usage, JsonValue argument) {
        if (!(argument instanceof JsonString || argument instanceof JsonObject)) {
            usage.refuse(
                    argument,
                    "\"" + usage.operator() + "\" compares texts, got " + argument.kind(),
                    "give it a string or a rule such as {\"var\": \"email\"}");
        }
    }

    private static int begin(String text, @Nullable Object start) {
        int begin = whole(start);
        return begin < 0 ? Math.max(0, text.length() + begin) : Math.min(begin, text.length());
    }

    private static int whole(@Nullable Object value) {
        return (int) TypeCoercion.number(value).doubleValue();
    }
}
