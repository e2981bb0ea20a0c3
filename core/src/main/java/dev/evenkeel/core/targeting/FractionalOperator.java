// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonNumber;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.targeting.Expression.Constant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The compiler of one `fractional` operation: `[key, [variant, weight], ...]`, with an optional key and
/// optional weights.
final class FractionalOperator {
    private static final String REMEDY = "write {\"fractional\": [{\"var\": \"email\"}, [\"on\", 25], [\"off\", 75]]}, "
            + "or omit the first argument to split by flag and targeting key";

    private static final String WEIGHT_REMEDY =
            "write a whole number, or a rule that returns one; weights need not sum to 100";

    private final OperatorCall call;
    private final BucketingAlgorithm rule;
    private final List<Expression> results = new ArrayList<>();
    private final List<Expression> weights = new ArrayList<>();
    private boolean usable = true;

    private FractionalOperator(OperatorCall call) {
        this.call = call;
        this.rule = call.context().bucketing();
    }

    static Expression compile(OperatorCall call) {
        return new FractionalOperator(call).compile();
    }

    private Expression compile() {
        boolean implicit = call.argumentJson(0) instanceof JsonArray;
        if (!implicit && !(call.argumentJson(0) instanceof JsonObject)) {
            call.reportError(
                    call.argumentJson(0),
                    "the first argument of fractional must be a rule, got "
                            + call.argumentJson(0).describeKind(),
                    REMEDY);
        }
        int first = implicit ? 0 : 1;
        if (call.size() == first) {
            usable = false;
            call.reportError("fractional has no buckets", REMEDY);
        }
        for (int i = first; i < call.size(); i++) {
            addBucket(call.argumentJson(i));
        }
        checkTotalWeight();
        if (!usable) {
            return Constant.NULL;
        }
        var key = implicit ? BucketingKey.implicit(call) : BucketingKey.explicit(call, call.argument(0));
        return new FractionalExpression(key, results.toArray(Expression[]::new), weights());
    }

    private void addBucket(JsonValue bucket) {
        if (bucket instanceof JsonArray array
                && !array.elements().isEmpty()
                && array.elements().size() <= 2) {
            results.add(call.compile(array.elements().get(0)));
            weights.add(
                    array.elements().size() == 1
                            ? new Constant(1L)
                            : compileWeight(array.elements().get(1)));
        } else {
            reportError(bucket, "a bucket of fractional must be [variant] or [variant, weight]", REMEDY);
        }
    }

    private Expression compileWeight(JsonValue weight) {
        if (weight instanceof JsonObject) {
            return call.compile(weight);
        }
        if (!(weight instanceof JsonNumber number && rule.accepts(number.value().doubleValue()))) {
            return reportError(weight, formatInvalidWeight(weight), WEIGHT_REMEDY);
        }
        if (number.value().doubleValue() < 0) {
            call.reportWarning(weight, formatInvalidWeight(weight), WEIGHT_REMEDY);
        }
        return new Constant(number.value());
    }

    private static String formatInvalidWeight(JsonValue weight) {
        return "a weight of fractional must be a whole number from 0 to " + BucketingAlgorithm.MAX_TOTAL + ", got "
                + weight.toJava();
    }

    private Expression reportError(JsonValue where, String message, String remedy) {
        usable = false;
        return call.reportError(where, message, remedy);
    }

    private void checkTotalWeight() {
        double total = 0;
        for (var weight : weights) {
            if (weight instanceof Constant constant && constant.value() instanceof Number number) {
                total += Math.max(0, number.doubleValue());
            }
        }
        if (total > BucketingAlgorithm.MAX_TOTAL) {
            usable = false;
            call.reportError(
                    "the weights of fractional sum to " + TypeCoercion.toText(total) + ", more than "
                            + BucketingAlgorithm.MAX_TOTAL,
                    "use smaller weights in the same proportion");
        }
    }

    /// Returns the weights; buckets of constant weights are created once.
    private FractionalExpression.Weights weights() {
        var expressions = weights.toArray(Expression[]::new);
        FractionalExpression.Weights general = (data, now) -> toBuckets(rule, expressions, data, now);
        if (!Constant.areAll(expressions)) {
            return general;
        }
        WeightedBuckets constant = general.bucketsFor(null, 0);
        return (data, now) -> constant;
    }

    private static @Nullable WeightedBuckets toBuckets(
            BucketingAlgorithm rule, Expression[] weights, @Nullable Object data, long epochSeconds) {
        double[] weighed = new double[weights.length];
        for (int i = 0; i < weighed.length; i++) {
            if (!(weights[i].evaluate(data, epochSeconds) instanceof Number number)
                    || !rule.accepts(number.doubleValue())) {
                return null;
            }
            weighed[i] = Math.max(0, number.doubleValue());
        }
        return rule.createBuckets(weighed);
    }
}
