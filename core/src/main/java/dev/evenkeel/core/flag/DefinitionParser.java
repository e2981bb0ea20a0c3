// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonFingerprint;
import dev.evenkeel.core.json.JsonPointer;
import dev.evenkeel.core.json.JsonSyntaxException;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.targeting.BucketingAlgorithm;
import dev.evenkeel.core.targeting.ExpressionDecorator;
import dev.evenkeel.core.targeting.RuleCompilationContext;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.RuleProblemListener.ProblemEffect;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The parser of definitions in flagd's format: everything outside the flags themselves.
final class DefinitionParser {
    /// Metadata key of the flag set for the bucketing algorithm of `fractional`: `"v1"` or `"v2"`.
    static final String BUCKETING_KEY = "evenkeel.fractional";

    private static final Pattern FLAG_KEY = Pattern.compile("[A-Za-z0-9._-]+");

    private final DefinitionProblemCollector problems = new DefinitionProblemCollector();
    private final ExpressionDecorator observer;
    private Map<String, SourceFlag> authored = Map.of();

    private DefinitionParser(ExpressionDecorator observer) {
        this.observer = observer;
    }

    /// Parses a definition.
    ///
    /// @throws InvalidDefinitionException with all problems
    static CompiledDefinition parse(JsonDocument document) {
        return parse(document, ExpressionDecorator.NONE, DefinitionProblemCollector::throwIfAny);
    }

    /// Parses a definition as flagd does: a flag with a broken rule is kept, and its evaluation fails.
    ///
    /// @param observer decorates each operation of the delivered rules
    /// @throws InvalidDefinitionException with all problems, when any of them is outside of rules
    static CompiledDefinition parseTolerantly(JsonDocument document, ExpressionDecorator observer) {
        return parse(document, observer, DefinitionProblemCollector::throwIfUnusable);
    }

    private static CompiledDefinition parse(
            JsonDocument document, ExpressionDecorator observer, Consumer<DefinitionProblemCollector> judge) {
        var reader = new DefinitionParser(observer);
        var definition = reader.parseDefinition(document);
        judge.accept(reader.problems);
        var authored = new SourceDefinition((JsonObject) document.root(), reader.authored, definition);
        if (authored.isPlain()) {
            return definition;
        }
        var delivered = parse(parseDocument(authored.toFlagdJson(Map.of(), Map.of())), observer, judge);
        return definition.problems().isEmpty() ? delivered : delivered.withProblems(definition.problems());
    }

    /// Parses the definition as written by its author.
    ///
    /// @throws InvalidDefinitionException with all problems, when any of them is outside of rules
    static SourceDefinition parseSource(JsonDocument document) {
        var reader = new DefinitionParser(ExpressionDecorator.NONE);
        var definition = reader.parseDefinition(document);
        reader.problems.throwIfUnusable();
        return new SourceDefinition((JsonObject) document.root(), reader.authored, definition);
    }

    /// Parses the text into a JSON tree.
    ///
    /// @throws InvalidDefinitionException when the text is not JSON, with line and column
    static JsonDocument parseDocument(String json) {
        try {
            return JsonDocument.parse(json);
        } catch (JsonSyntaxException e) {
            var problems = new DefinitionProblemCollector();
            problems.add(
                    JsonPointer.ROOT,
                    "invalid JSON at line " + e.line() + ", column " + e.column() + ": " + e.getMessage(),
                    "correct the syntax");
            problems.throwIfAny();
            throw e;
        }
    }

    private CompiledDefinition parseDefinition(JsonDocument document) {
        document.duplicates()
                .forEach(at -> problems.add(
                        at, "the name \"" + at.token() + "\" occurs twice in one object", "remove or rename one"));
        if (!(document.root() instanceof JsonObject root)) {
            problems.add(
                    document.root(),
                    "a definition must be an object, got " + document.root().describeKind(),
                    "write {\"flags\": {...}}");
            return CompiledDefinition.EMPTY;
        }
        var metadata = new FlagMetadataParser(problems).parse(root.member("metadata"));
        var evaluators = members(root, "$evaluators");
        var context = new RuleCompilationContext(
                "",
                evaluators,
                parseBucketing(root, metadata),
                new EvaluationContextReader(),
                this::addRuleProblem,
                observer);
        evaluators.forEach((name, rule) -> checkEvaluator(rule, context));
        var flags = new FlagsFieldParser(root).parse(problems);
        var compiled = compileFlags(flags, fingerprintWithoutFlags(root), context, metadata);
        authored = SourceFlagParser.parse(flags, context, problems);
        return new CompiledDefinition(compiled, metadata, problems.problems());
    }

    private void addRuleProblem(ProblemEffect effect, JsonPointer at, String message, String remedy) {
        problems.addRuleProblem(at, message, remedy);
    }

    private Map<String, JsonValue> members(JsonObject root, String name) {
        var value = root.member(name);
        if (value instanceof JsonObject object) {
            return object.members();
        }
        if (value != null) {
            problems.add(
                    value,
                    "\"" + name + "\" must be an object by key, got " + value.describeKind(),
                    "write {\"key\": {...}}");
        }
        return Map.of();
    }

    private BucketingAlgorithm parseBucketing(JsonObject root, Map<String, Object> metadata) {
        var name = metadata.getOrDefault(BUCKETING_KEY, "v2");
        var rule = BucketingAlgorithm.findByName(name);
        if (rule.isEmpty()) {
            problems.add(
                    root.pointer().child("metadata").child(BUCKETING_KEY),
                    name.equals("v3") ? "hash rule \"v3\" is not supported yet" : "unknown hash rule \"" + name + "\"",
                    "write \"v1\" (flagd before April 2026) or \"v2\", or omit it for v2");
        }
        return rule.orElse(BucketingAlgorithm.V2);
    }

    private void checkEvaluator(JsonValue rule, RuleCompilationContext context) {
        if (rule instanceof JsonObject object) {
            if (!object.members().isEmpty()) {
                RuleCompiler.compile(rule, context);
            }
        } else {
            problems.add(
                    rule,
                    "an evaluator must be a rule object, got " + rule.describeKind(),
                    "write {\"operator\": [...]}");
        }
    }

    private Map<String, UsageTrackingFlag> compileFlags(
            Map<String, JsonValue> definitions,
            long setFingerprint,
            RuleCompilationContext context,
            Map<String, Object> setMetadata) {
        var flags = new LinkedHashMap<String, UsageTrackingFlag>();
        definitions.forEach((key, definition) -> {
            if (!FLAG_KEY.matcher(key).matches()) {
                problems.add(
                        definition,
                        "flag key \"" + key + "\" contains characters other than A-Z a-z 0-9 . _ -",
                        "rename the flag; the key is part of URLs");
            }
            if (definition instanceof JsonObject object) {
                var flag = new FlagCompiler(object, context.forFlag(key), problems).compileFlag(setMetadata);
                flags.put(
                        key,
                        new UsageTrackingFlag(
                                flag, JsonFingerprint.combine(setFingerprint, JsonFingerprint.compute(object))));
            } else {
                problems.add(
                        definition,
                        "a flag must be an object, got " + definition.describeKind(),
                        "write {\"state\": \"ENABLED\", \"variants\": {...}}");
            }
        });
        return flags;
    }

    private static long fingerprintWithoutFlags(JsonObject root) {
        var rest = new HashMap<>(root.members());
        rest.remove("flags");
        return JsonFingerprint.compute(rest);
    }
}
