// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonNull;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.JsonValue.JsonString;
import dev.evenkeel.core.targeting.RuleCompilationContext;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.RuleCompiler.CompiledRule;
import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The compiler of one flag.
final class FlagCompiler {
    private final JsonObject flag;
    private final RuleCompilationContext context;
    private final DefinitionProblemCollector problems;
    private final List<DefinitionProblem> breaks = new ArrayList<>();

    FlagCompiler(JsonObject flag, RuleCompilationContext context, DefinitionProblemCollector problems) {
        this.flag = flag;
        this.context = context;
        this.problems = problems;
    }

    /// Compiles the flag. If problems were reported, the result must not be used.
    CompiledFlag compileFlag(Map<String, Object> setMetadata) {
        boolean enabled = isEnabled();
        var variants = parseVariants();
        var defaultVariant = parseDefaultVariant(variants);
        var ownMetadata = new FlagMetadataParser(problems).parse(flag.member("metadata"));
        var metadata = new LinkedHashMap<>(setMetadata);
        metadata.putAll(ownMetadata);
        metadata.remove(SplitTargetingCodec.SALT);
        var outcomes = new PrecomputedEvaluations(variants, defaultVariant, metadata);
        var targeted = compileTargeting(outcomes, ownMetadata);
        return enabled ? targeted : new CompiledFlag.Fixed(outcomes.ofDisabled(), outcomes);
    }

    private boolean isEnabled() {
        var state = flag.member("state");
        if (state instanceof JsonString string && string.value().equals("DISABLED")) {
            return false;
        }
        if (state == null) {
            problems.add(flag, "\"state\" is missing", "write \"ENABLED\" or \"DISABLED\"");
        } else if (!(state instanceof JsonString string && string.value().equals("ENABLED"))) {
            problems.add(state, "unknown state " + state.toJava(), "write \"ENABLED\" or \"DISABLED\"");
        }
        return true;
    }

    private Map<String, Object> parseVariants() {
        var written = flag.member("variants");
        if (!(written instanceof JsonObject object)) {
            problems.add(
                    written == null ? flag : written,
                    written == null
                            ? "\"variants\" is missing"
                            : "variants must be an object, got " + written.describeKind(),
                    "write {\"on\": true, \"off\": false}");
            return Map.of();
        }
        if (object.members().isEmpty()) {
            problems.add(object, "a flag must have at least one variant", "write {\"on\": true, \"off\": false}");
        }
        var variants = new LinkedHashMap<String, Object>();
        object.members().forEach((name, value) -> addVariant(name, value, object, variants));
        return variants;
    }

    private void addVariant(String name, JsonValue value, JsonObject all, Map<String, Object> variants) {
        var first = all.members().values().iterator().next();
        if (name.isEmpty()) {
            problems.add(value, "a variant has an empty name", "give it a name");
        }
        if (value instanceof JsonArray || value instanceof JsonNull) {
            problems.add(
                    value,
                    "a variant must not be " + value.describeKind(),
                    "use a boolean, a string, a number or an object");
        } else if (!value.describeKind().equals(first.describeKind())) {
            problems.add(
                    value,
                    "variants must be of one type, but \"" + name + "\" is " + value.describeKind() + " and \""
                            + first.pointer().token() + "\" is " + first.describeKind(),
                    "make all of them booleans, strings, numbers or objects");
        }
        var plain = value.toJava();
        if (plain != null) {
            variants.put(name, plain);
        }
    }

    private @Nullable String parseDefaultVariant(Map<String, Object> variants) {
        var written = flag.member("defaultVariant");
        if (written == null || written instanceof JsonNull) {
            return null;
        }
        if (written instanceof JsonString name && variants.containsKey(name.value())) {
            return name.value();
        }
        problems.add(
                written,
                "default variant " + written.toJava() + " does not exist",
                "use one of " + variants.keySet() + ", or null for the default in code");
        return null;
    }

    private CompiledFlag compileTargeting(PrecomputedEvaluations outcomes, Map<String, Object> ownMetadata) {
        var targeting = flag.member("targeting");
        if (targeting == null || targeting instanceof JsonNull) {
            return new CompiledFlag.Fixed(outcomes.ofDefault(), outcomes);
        }
        if (!(targeting instanceof JsonObject rule)) {
            problems.add(
                    targeting,
                    "targeting must be a rule object, got " + targeting.describeKind(),
                    "write {\"operator\": [...]}, or omit targeting");
            return new CompiledFlag.Fixed(outcomes.ofDefault(), outcomes);
        }
        if (rule.members().isEmpty()) {
            return new CompiledFlag.Fixed(outcomes.ofDefault(), outcomes);
        }
        var split = compileSplit(rule, outcomes, ownMetadata);
        var compiled = split != null ? split : new CompiledFlag.Targeted(compile(rule), outcomes);
        return breaks.isEmpty() ? compiled : new CompiledFlag.Fixed(outcomes.ofBrokenRule(breaks), outcomes);
    }

    private CompiledRule compile(JsonValue rule) {
        return RuleCompiler.compileRule(rule, context.withListener((effect, at, message, remedy) -> {
            problems.addRuleProblem(at, message, remedy);
            if (effect == ProblemEffect.BREAKS_RULE) {
                breaks.add(new DefinitionProblem(at.toString(), message, remedy));
            }
        }));
    }

    /// Compiles the flag as one with a running split if its targeting and metadata have that shape; null
    /// otherwise.
    private @Nullable CompiledFlag compileSplit(
            JsonObject rule, PrecomputedEvaluations outcomes, Map<String, Object> ownMetadata) {
        var split = SplitTargetingCodec.decodeSplit(ownMetadata, rule);
        var author = SplitTargetingCodec.findAuthorTargeting(rule);
        if (split == null || !outcomes.hasVariantsOf(split) || !SplitTargetingCodec.matches(rule, author, split)) {
            return null;
        }
        return new CompiledFlag.Split(
                author == null ? null : compile(author).expression(),
                outcomes,
                new CompiledSplit(
                        split,
                        SplitTargetingCodec.decodeSalt(ownMetadata),
                        context.bucketing(),
                        compile(rule),
                        outcomes));
    }
}
