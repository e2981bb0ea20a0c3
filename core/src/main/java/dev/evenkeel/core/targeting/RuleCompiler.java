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

/// Turns a JsonLogic rule into an [Expression], reporting everything that is wrong with it. One per rule.
public final class RuleCompiler {
    /// Most operators and values a rule may hold once its `$ref`s are replaced; bounds the cost of an
    /// evaluation.
    public static final int MAX_SIZE = 100_000;

    /// Deepest nesting of a rule once its `$ref`s are replaced; bounds the stack of an evaluation.
    public static final int MAX_DEPTH = 400;

    private final RuleCompilationContext scope;
    private final Map<String, SharedRule> compiled = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int size;
    private int depth;
    private boolean refused;
    private boolean asksForTime;

    private RuleCompiler(RuleCompilationContext scope) {
        this.scope = scope;
    }

    /// A rule, ready to be evaluated.
    ///
    /// @param asksForTime whether its result may depend on the time; if not, any time will do
    public record CompiledRule(Expression expression, boolean asksForTime) {}

    /// Compiles a rule. With problems reported the expression is of no use.
    public static Expression compile(JsonValue rule, RuleCompilationContext scope) {
        return compileRule(rule, scope).expression();
    }

    /// Compiles a rule and says what it asks for.
    public static CompiledRule compileRule(JsonValue rule, RuleCompilationContext scope) {
        var compiler = new RuleCompiler(scope);
        var expression = compiler.compile(rule, false);
        return new CompiledRule(expression, compiler.asksForTime);
    }

    RuleCompilationContext scope() {
        return scope;
    }

    void noteClock() {
        asksForTime = true;
    }

    /// Compiles part of the rule.
    ///
    /// @param local whether `var` reads the element of an array operator instead of the root
    Expression compile(JsonValue rule, boolean local) {
        if (!withinBounds(rule)) {
            return Constant.NULL;
        }
        depth++;
        try {
            if (rule instanceof JsonObject object) {
                return operation(object, local);
            }
            return rule instanceof JsonArray array ? list(array, local) : Constant.literal(rule.plain());
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

    private boolean withinBounds(JsonValue rule) {
        size++;
        if (!refused && (size > MAX_SIZE || depth >= MAX_DEPTH)) {
            refused = true;
            refuse(
                    rule,
                    "the rule is too big: more than " + MAX_SIZE + " values or " + MAX_DEPTH
                            + " levels with its $refs replaced",
                    "split the rule, or use fewer $refs");
        }
        return !refused;
    }

    private Expression operation(JsonObject object, boolean local) {
        if (object.members().size() != 1) {
            return refuse(
                    object,
                    "an object in a rule has exactly one member, its operator; this one has "
                            + object.members().keySet(),
                    "write {\"operator\": [arguments]}");
        }
        var member = object.members().entrySet().iterator().next();
        if (member.getKey().equals("$ref")) {
            return reference(member.getValue(), local);
        }
        var operator = OperatorRegistry.find(member.getKey());
        if (operator == null) {
            return refuse(
                    object,
                    "unknown operator \"" + member.getKey() + "\"",
                    "use one of " + OperatorRegistry.names() + ", or {\"$ref\": \"name\"} of an evaluator");
        }
        var usage = new OperatorCall(this, Map.entry(member.getKey(), operator), member.getValue(), local);
        return scope.observer().observe(object.at(), member.getKey(), operation(usage, operator));
    }

    private Expression operation(OperatorCall usage, OperatorDefinition operator) {
        if (usage.size() < operator.least() || usage.size() > operator.most()) {
            return usage.refuse(
                    "\"" + usage.operator() + "\" takes " + operator.arity() + ", got " + usage.size(),
                    "give it " + operator.arity());
        }
        return operator.factory().compile(usage);
    }

    private Expression list(JsonArray array, boolean local) {
        Expression[] elements = compileEach(array.elements(), local);
        var list = list(elements);
        return Constant.areAll(elements) ? new Constant(list.evaluate(null, 0)) : list;
    }

    private Expression reference(JsonValue name, boolean local) {
        if (!(name instanceof JsonString string)) {
            return refuse(name, "$ref names an evaluator, got " + name.kind(), "write {\"$ref\": \"name\"}");
        }
        var evaluator = scope.evaluators().get(string.value());
        if (evaluator == null) {
            return refuse(
                    name,
                    "unknown evaluator \"" + string.value() + "\"",
                    "define it under $evaluators; defined are "
                            + scope.evaluators().keySet());
        }
        if (!open.add(string.value())) {
            return refuse(name, "evaluator \"" + string.value() + "\" refers to itself", "break the circle of $refs");
        }
        try {
            return shared(string.value() + (local ? "/local" : "/root"), evaluator, local);
        } finally {
            open.remove(string.value());
        }
    }

    private Expression shared(String name, JsonValue evaluator, boolean local) {
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

    private Expression refuse(JsonValue where, String message, String remedy) {
        scope.problems().add(ProblemEffect.BREAKS_RULE, where.at(), message, remedy);
        return Constant.NULL;
    }

    private static Expression list(Expression[] elements) {
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
