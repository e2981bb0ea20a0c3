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

/// Reads and compiles one flag.
final class FlagCompiler {
    private final JsonObject flag;
    private final RuleCompilationContext scope;
    private final DefinitionProblemCollector problems;
    private final List<DefinitionProblem> breaks = new ArrayList<>();

    FlagCompiler(JsonObject flag, RuleCompilationContext scope, DefinitionProblemCollector problems) {
        this.flag = flag;
        this.scope = scope;
        this.problems = problems;
    }

    /// With problems reported the flag is of no use.
    CompiledFlag read(Map<String, Object> setMetadata) {
        boolean enabled = enabled();
        var variants = variants();
        var defaultVariant = defaultVariant(variants);
        var ownMetadata = new FlagMetadataParser(problems).read(flag.member("metadata"));
        var metadata = new LinkedHashMap<>(setMetadata);
        metadata.putAll(ownMetadata);
        metadata.remove(SplitTargetingCodec.SALT);
        var outcomes = new PrecomputedEvaluations(variants, defaultVariant, metadata);
        var targeted = targeted(outcomes, ownMetadata);
        return enabled ? targeted : new CompiledFlag.Fixed(outcomes.disabled(), outcomes);
    }

    private boolean enabled() {
        var state = flag.member("state");
        if (state instanceof JsonString string && string.value().equals("DISABLED")) {
            return false;
        }
        if (state == null) {
            problems.add(flag, "\"state\" is missing", "write \"ENABLED\" or \"DISABLED\"");
        } else if (!(state instanceof JsonString string && string.value().equals("ENABLED"))) {
            problems.add(state, "unknown state " + state.plain(), "write \"ENABLED\" or \"DISABLED\"");
        }
        return true;
    }

    private Map<String, Object> variants() {
        var written = flag.member("variants");
        if (!(written instanceof JsonObject object)) {
            problems.add(
                    written == null ? flag : written,
                    written == null ? "\"variants\" is missing" : "variants is an object, got " + written.kind(),
                    "write {\"on\": true, \"off\": false}");
            return Map.of();
        }
        if (object.members().isEmpty()) {
            problems.add(object, "a flag has at least one variant", "write {\"on\": true, \"off\": false}");
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
            problems.add(value, "a variant is " + value.kind(), "use a boolean, a string, a number or an object");
        } else if (!value.kind().equals(first.kind())) {
            problems.add(
                    value,
                    "variants are of one type, but \"" + name + "\" is " + value.kind() + " and \""
                            + first.at().token() + "\" is " + first.kind(),
                    "make all of them booleans, strings, numbers or objects");
        }
        var plain = value.plain();
        if (plain != null) {
            variants.put(name, plain);
        }
    }

    private @Nullable String defaultVariant(Map<String, Object> variants) {
        var written = flag.member("defaultVariant");
        if (written == null || written instanceof JsonNull) {
            return null;
        }
        if (written instanceof JsonString name && variants.containsKey(name.value())) {
            return name.value();
        }
        problems.add(
                written,
                "default variant " + written.plain() + " is none of the variants",
                "use one of " + variants.keySet() + ", or null for the default in code");
        return null;
    }

    private CompiledFlag targeted(PrecomputedEvaluations outcomes, Map<String, Object> ownMetadata) {
        var targeting = flag.member("targeting");
        if (targeting == null || targeting instanceof JsonNull) {
            return new CompiledFlag.Fixed(outcomes.fixed(), outcomes);
        }
        if (!(targeting instanceof JsonObject rule)) {
            problems.add(
                    targeting,
                    "targeting is a rule object, got " + targeting.kind(),
                    "write {\"operator\": [...]}, or leave targeting out");
            return new CompiledFlag.Fixed(outcomes.fixed(), outcomes);
        }
        if (rule.members().isEmpty()) {
            return new CompiledFlag.Fixed(outcomes.fixed(), outcomes);
        }
        var split = split(rule, outcomes, ownMetadata);
        var compiled = split != null ? split : new CompiledFlag.Targeted(compile(rule), outcomes);
        return breaks.isEmpty() ? compiled : new CompiledFlag.Fixed(outcomes.broken(breaks), outcomes);
    }

    private CompiledRule compile(JsonValue rule) {
        return RuleCompiler.compileRule(rule, scope.reportingTo((effect, at, message, remedy) -> {
            problems.addOfRule(at, message, remedy);
            if (effect == ProblemEffect.BREAKS_RULE) {
                breaks.add(new DefinitionProblem(at.toString(), message, remedy));
            }
        }));
    }

    /// The flag as one under a split, when its targeting and metadata say that it is.
    private @Nullable CompiledFlag split(
            JsonObject rule, PrecomputedEvaluations outcomes, Map<String, Object> ownMetadata) {
        var split = SplitTargetingCodec.split(ownMetadata, rule);
        var author = SplitTargetingCodec.author(rule);
        if (split == null || !outcomes.has(split) || !SplitTargetingCodec.matches(rule, author, split)) {
            return null;
        }
        return new CompiledFlag.Split(
                author == null ? null : compile(author).expression(),
                outcomes,
                new CompiledSplit(
                        split, SplitTargetingCodec.salt(ownMetadata), scope.bucketing(), compile(rule), outcomes));
    }
}
