// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.targeting;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import dev.evenkeel.core.targeting.Expression.Constant;
import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The compiler from a JsonLogic rule to an [Expression]; reports every problem of the rule. One instance per
/// rule.
public final class RuleCompiler {
    /// Maximum number of operators and values of a rule after its `$ref`s are replaced; bounds the cost of an
    /// evaluation.
    public static final int MAX_SIZE = 100_000;

    /// Maximum nesting of a rule after its `$ref`s are replaced; bounds the stack of an evaluation.
    public static final int MAX_DEPTH = 400;

    private final RuleCompilationContext context;
    private final Map<String, SharedRule> compiled = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int size;
    private int depth;
    private boolean refused;
    private boolean asksForTime;

    private RuleCompiler(RuleCompilationContext context) {
        this.context = context;
    }

    /// A compiled rule.
    ///
    /// @param requiresTime whether its result may depend on the time; if not, any time may be passed
    public record CompiledRule(Expression expression, boolean requiresTime) {}

    /// Compiles a rule. If problems were reported, the expression must not be used.
    public static Expression compile(JsonValue rule, RuleCompilationContext context) {
        return compileRule(rule, context).expression();
    }

    /// Compiles a rule and determines whether it depends on the time.
    public static CompiledRule compileRule(JsonValue rule, RuleCompilationContext context) {
        var compiler = new RuleCompiler(context);
        var expression = compiler.compile(rule, false);
        return new CompiledRule(expression, compiler.asksForTime);
    }

    RuleCompilationContext context() {
        return context;
    }

    void markTimeRequired() {
        asksForTime = true;
    }

    /// Compiles part of the rule.
    ///
    /// @param local whether `var` reads the element of an array operator instead of the root
    Expression compile(JsonValue rule, boolean local) {
        if (!isWithinBounds(rule)) {
            return Constant.NULL;
        }
        depth++;
        try {
            if (rule instanceof JsonObject object) {
                return compileOperation(object, local);
            }
            return rule instanceof JsonArray array ? compileList(array, local) : Constant.literal(rule.toJava());
        } finally {
            depth--;
        }
    }

    /// Compiles several parts of the rule.
    Expression[] compileEach(List<JsonValue> rules, boolean local) {
        var expressions = new Expression[rules.size()];
        for (int i = 0; i < expressions.length; i++) {
            expressions[i] = compile(rules.get(i), local);
        }
        return expressions;
    }

    private boolean isWithinBounds(JsonValue rule) {
        size++;
        if (!refused && (size > MAX_SIZE || depth >= MAX_DEPTH)) {
            refused = true;
            reportError(
                    rule,
                    "the rule is too large: more than " + MAX_SIZE + " values or " + MAX_DEPTH
                            + " levels with its $refs resolved",
                    "split the rule, or use fewer $refs");
        }
        return !refused;
    }

    private Expression compileOperation(JsonObject object, boolean local) {
        if (object.members().size() != 1) {
            return reportError(
                    object,
                    "an object in a rule must have one member, its operator; this one has "
                            + object.members().keySet(),
                    "write {\"operator\": [arguments]}");
        }
        var member = object.members().entrySet().iterator().next();
        if (member.getKey().equals("$ref")) {
            return compileReference(member.getValue(), local);
        }
        var operator = OperatorRegistry.find(member.getKey());
        if (operator == null) {
            return reportError(
                    object,
                    "unknown operator \"" + member.getKey() + "\"",
                    "use one of " + OperatorRegistry.names() + ", or {\"$ref\": \"name\"} of an evaluator");
        }
        var call = new OperatorCall(this, Map.entry(member.getKey(), operator), member.getValue(), local);
        return context.decorator().decorate(object.pointer(), member.getKey(), compileOperation(call, operator));
    }

    private Expression compileOperation(OperatorCall call, OperatorDefinition operator) {
        if (call.size() < operator.minArguments() || call.size() > operator.maxArguments()) {
            return call.reportError(
                    "\"" + call.operator() + "\" takes " + operator.describeArity() + ", got " + call.size(),
                    "use " + operator.describeArity());
        }
        return operator.factory().compile(call);
    }

    private Expression compileList(JsonArray array, boolean local) {
        Expression[] elements = compileEach(array.elements(), local);
        var list = compileList(elements);
        return Constant.areAll(elements) ? new Constant(list.evaluate(null, 0)) : list;
    }

    private Expression compileReference(JsonValue name, boolean local) {
        if (!(name instanceof JsonString string)) {
            return reportError(
                    name,
                    "$ref must be the name of an evaluator, got " + name.describeKind(),
                    "write {\"$ref\": \"name\"}");
        }
        var evaluator = context.evaluators().get(string.value());
        if (evaluator == null) {
            return reportError(
                    name,
                    "unknown evaluator \"" + string.value() + "\"",
                    "define it under $evaluators; defined are "
                            + context.evaluators().keySet());
        }
        if (!open.add(string.value())) {
            return reportError(
                    name, "evaluator \"" + string.value() + "\" refers to itself", "break the cycle of $refs");
        }
        try {
            return compileShared(string.value() + (local ? "/local" : "/root"), evaluator, local);
        } finally {
            open.remove(string.value());
        }
    }

    private Expression compileShared(String name, JsonValue evaluator, boolean local) {
        var known = compiled.get(name);
        if (known != null) {
            size += known.size();
            return known.expression();
        }
        int before = size;
        var expression = compile(evaluator, local);
        compiled.put(name, new SharedRule(expression, size - before));
        return expression;
    }

    private Expression reportError(JsonValue where, String message, String remedy) {
        context.problems().add(ProblemEffect.BREAKS_RULE, where.pointer(), message, remedy);
        return Constant.NULL;
    }

    private static Expression compileList(Expression[] elements) {
        return (data, now) -> {
            var values = new ArrayList<@Nullable Object>(elements.length);
            for (var element : elements) {
                values.add(element.evaluate(data, now));
            }
            return values;
        };
    }

    private record SharedRule(Expression expression, int size) {}
}
