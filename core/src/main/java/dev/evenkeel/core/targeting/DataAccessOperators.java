// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue.JsonString;
import dev.evenkeel.core.targeting.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The operators that read the data.
final class DataAccessOperators {
    private static final String FLAGD = "$flagd";
    private static final String TIMESTAMP = "$flagd.timestamp";
    private static final String FLAG_KEY = "$flagd.flagKey";

    private DataAccessOperators() {}

    /// `var`: the value at a path, or the second argument when there is none.
    static Expression var(OperatorCall call) {
        if (call.size() > 0 && call.argumentJson(0) instanceof JsonString path && !call.isLocal()) {
            var fact = flagdProperty(call, path);
            if (fact != null) {
                return fact;
            }
        }
        var reader = call.reader();
        var path = call.argument(0);
        var read = path instanceof Constant constant
                ? VariablePath.of(constant.value()).toExpression(reader)
                : (Expression)
                        (data, now) -> VariablePath.of(path.evaluate(data, now)).resolve(reader, data);
        return call.size() < 2 ? read : new DefaultingExpression(read, call.argument(1));
    }

    /// `missing`: the paths without a value; also accepts the paths as one array.
    static Expression missing(OperatorCall call) {
        var reader = call.reader();
        var arguments = call.arguments();
        return (data, now) -> {
            var names = new ArrayList<@Nullable Object>();
            for (var argument : arguments) {
                names.add(argument.evaluate(data, now));
            }
            var first = names.isEmpty() ? null : names.get(0);
            return findMissing(first instanceof List<?> list ? list : names, reader, data);
        };
    }

    /// `missing_some`: like `missing`, but empty when at least a given number of the paths have a value.
    static Expression missingSome(OperatorCall call) {
        var reader = call.reader();
        var least = call.argument(0);
        var paths = call.argument(1);
        return (data, now) -> {
            var names = paths.evaluate(data, now) instanceof List<?> list ? list : List.of();
            var absent = findMissing(names, reader, data);
            int present = names.size() - absent.size();
            return present >= TypeCoercion.toNumber(least.evaluate(data, now)).doubleValue() ? List.of() : absent;
        };
    }

    private static List<?> findMissing(List<?> names, RuleDataReader reader, @Nullable Object data) {
        var absent = new ArrayList<@Nullable Object>();
        for (var name : names) {
            var value = VariablePath.of(name).resolve(reader, data);
            if (value == null || value.equals("")) {
                absent.add(name);
            }
        }
        return absent;
    }

    /// Returns an expression for flagd's additions to the context, time and flag key; null for any other
    /// path.
    private static @Nullable Expression flagdProperty(OperatorCall call, JsonString path) {
        var flagKey = call.context().flagKey();
        return switch (path.value()) {
            case TIMESTAMP -> call.withTime((data, now) -> now);
            case FLAG_KEY -> new Constant(flagKey);
            case FLAGD -> call.withTime((data, now) -> Map.of("flagKey", flagKey, "timestamp", now));
            default -> path.value().startsWith(FLAGD + ".") ? unknownProperty(call, path) : null;
        };
    }

    private static Expression unknownProperty(OperatorCall call, JsonString path) {
        return call.reportWarning(
                path, "unknown property \"" + path.value() + "\"", "use \"" + FLAG_KEY + "\" or \"" + TIMESTAMP + "\"");
    }

    private record DefaultingExpression(Expression read, Expression otherwise) implements Expression {
        @Override
        public @Nullable Object evaluate(@Nullable Object data, long epochSeconds) {
            var value = read.evaluate(data, epochSeconds);
            return value == null ? otherwise.evaluate(data, epochSeconds) : value;
        }
    }
}
