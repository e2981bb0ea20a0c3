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
    static Expression substring(OperatorCall call) {
        var source = call.argument(0);
        var start = call.argument(1);
        if (call.size() == 2) {
            return (data, now) -> {
                var text = TypeCoercion.toText(source.evaluate(data, now));
                return text.substring(resolveStart(text, start.evaluate(data, now)));
            };
        }
        var length = call.argument(2);
        return (data, now) -> {
            var text = TypeCoercion.toText(source.evaluate(data, now));
            int begin = resolveStart(text, start.evaluate(data, now));
            int wanted = whole(length.evaluate(data, now));
            long end = wanted < 0 ? (long) text.length() + wanted : (long) begin + wanted;
            return text.substring(begin, (int) Math.max(begin, Math.min(text.length(), end)));
        };
    }

    static Expression startsWith(OperatorCall call) {
        return test(call, String::startsWith);
    }

    static Expression endsWith(OperatorCall call) {
        return test(call, String::endsWith);
    }

    /// Creates a test that is null unless both arguments are strings.
    private static Expression test(OperatorCall call, BiPredicate<String, String> condition) {
        for (int i = 0; i < 2; i++) {
            rejectUnlessText(call, call.argumentJson(i));
        }
        var text = call.argument(0);
        var part = call.argument(1);
        return (data, now) -> {
            var whole = text.evaluate(data, now);
            var sought = part.evaluate(data, now);
            return (whole instanceof String s && sought instanceof String t) ? condition.test(s, t) : null;
        };
    }

    private static void rejectUnlessText(OperatorCall call, JsonValue argument) {
        if (!(argument instanceof JsonString || argument instanceof JsonObject)) {
            call.reportError(
                    argument,
                    "\"" + call.operator() + "\" compares strings, got " + argument.describeKind(),
                    "use a string or a rule such as {\"var\": \"email\"}");
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
