// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.json.Fingerprint;
import dev.evenkeel.core.json.JsonDocument;
import dev.evenkeel.core.json.JsonSyntaxException;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import dev.evenkeel.core.json.Pointer;
import dev.evenkeel.core.targeting.BucketingRule;
import dev.evenkeel.core.targeting.RuleCompiler;
import dev.evenkeel.core.targeting.RuleObserver;
import dev.evenkeel.core.targeting.RuleProblems.Effect;
import dev.evenkeel.core.targeting.RuleScope;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads a definition in flagd's format: everything outside the flags themselves.
final class DefinitionReader {
    /// Set metadata that names the hash rule of `fractional`: `"v1"` or `"v2"`.
    static final String BUCKETING = "evenkeel.fractional";

    private static final Pattern FLAG_KEY = Pattern.compile("[A-Za-z0-9._-]+");

    private final Problems problems = new Problems();
    private final RuleObserver observer;
    private Map<String, AuthoredFlag> authored = Map.of();

    private DefinitionReader(RuleObserver observer) {
        this.observer = observer;
    }

    /// @throws InvalidDefinitionException with all problems
    static Definition read(JsonDocument document) {
        return read(document, RuleObserver.NONE, Problems::throwIfAny);
    }

    /// Reads it as flagd does: a flag whose rule is broken is there, and its evaluation fails.
    ///
    /// @param observer sees each operation of the rules as they are delivered
    /// @throws InvalidDefinitionException with all problems, when there are some outside of rules
    static Definition readTolerantly(JsonDocument document, RuleObserver observer) {
        return read(document, observer, Problems::throwIfUnusable);
    }

    private static Definition read(JsonDocument document, RuleObserver observer, Consumer<Problems> judge) {
        var reader = new DefinitionReader(observer);
        var definition = reader.definition(document);
        judge.accept(reader.problems);
        var authored = new AuthoredDefinition((JsonObject) document.root(), reader.authored, definition);
        if (authored.isPlain()) {
            return definition;
        }
        var delivered = read(document(authored.plain(Map.of(), Map.of())), observer, judge);
        return definition.problems().isEmpty() ? delivered : delivered.withProblems(definition.problems());
    }

    /// The definition as its author wrote it.
    ///
    /// @throws InvalidDefinitionException with all problems, when there are some outside of rules
    static AuthoredDefinition authored(JsonDocument document) {
        var reader = new DefinitionReader(RuleObserver.NONE);
        var definition = reader.definition(document);
        reader.problems.throwIfUnusable();
        return new AuthoredDefinition((JsonObject) document.root(), reader.authored, definition);
    }

    /// The definition as a tree.
    ///
    /// @throws InvalidDefinitionException when the text is no JSON, with line and column
    static JsonDocument document(String json) {
        try {
            return JsonDocument.parse(json);
        } catch (JsonSyntaxException e) {
            var problems = new Problems();
            problems.add(
                    Pointer.ROOT,
                    "not JSON at line " + e.line() + ", column " + e.column() + ": " + e.getMessage(),
                    "correct the syntax there");
            problems.throwIfAny();
            throw e;
        }
    }

    private Definition definition(JsonDocument document) {
        document.duplicates()
                .forEach(at -> problems.add(
                        at, "the name \"" + at.token() + "\" is used twice in one object", "remove or rename one"));
        if (!(document.root() instanceof JsonObject root)) {
            problems.add(
                    document.root(),
                    "a definition is an object, got " + document.root().kind(),
                    "write {\"flags\": {...}}");
            return Definition.EMPTY;
        }
        var metadata = new MetadataReader(problems).read(root.member("metadata"));
        var evaluators = members(root, "$evaluators");
        var scope = new RuleScope(
                "", evaluators, bucketing(root, metadata), new ContextReader(), this::addOfRule, observer);
        evaluators.forEach((name, rule) -> checkEvaluator(rule, scope));
        var flags = new FlagsMember(root).read(problems);
        var compiled = compiled(flags, besideFlags(root), scope, metadata);
        authored = AuthoredReader.read(flags, scope, problems);
        return new Definition(compiled, metadata, problems.found());
    }

    private void addOfRule(Effect effect, Pointer at, String message, String remedy) {
        problems.addOfRule(at, message, remedy);
    }

    private Map<String, JsonValue> members(JsonObject root, String name) {
        var value = root.member(name);
        if (value instanceof JsonObject object) {
            return object.members();
        }
        if (value != null) {
            problems.add(value, "\"" + name + "\" is an object by key, got " + value.kind(), "write {\"key\": {...}}");
        }
        return Map.of();
    }

    private BucketingRule bucketing(JsonObject root, Map<String, Object> metadata) {
        var name = metadata.getOrDefault(BUCKETING, "v2");
        var rule = BucketingRule.named(name);
        if (rule.isEmpty()) {
            problems.add(
                    root.at().child("metadata").child(BUCKETING),
                    name.equals("v3")
                            ? "hash rule \"v3\" is announced, but not published yet"
                            : "unknown hash rule \"" + name + "\"",
                    "write \"v1\" (flagd before April 2026) or \"v2\", or leave it out for v2");
        }
        return rule.orElse(BucketingRule.V2);
    }

    private void checkEvaluator(JsonValue rule, RuleScope scope) {
        if (rule instanceof JsonObject object) {
            if (!object.members().isEmpty()) {
                RuleCompiler.compile(rule, scope);
            }
        } else {
            problems.add(rule, "an evaluator is a rule object, got " + rule.kind(), "write {\"operator\": [...]}");
        }
    }

    private Map<String, WatchedFlag> compiled(
            Map<String, JsonValue> definitions, long setFingerprint, RuleScope scope, Map<String, Object> setMetadata) {
        var flags = new LinkedHashMap<String, WatchedFlag>();
        definitions.forEach((key, definition) -> {
            if (!FLAG_KEY.matcher(key).matches()) {
                problems.add(
                        definition,
                        "flag key \"" + key + "\" has characters outside A-Z a-z 0-9 . _ -",
                        "rename the flag, so that it can stand in a URL");
            }
            if (definition instanceof JsonObject object) {
                var flag = new FlagReader(object, scope.forFlag(key), problems).read(setMetadata);
                flags.put(key, new WatchedFlag(flag, Fingerprint.join(setFingerprint, Fingerprint.of(object))));
            } else {
                problems.add(
                        definition,
                        "a flag is an object, got " + definition.kind(),
                        "write {\"state\": \"ENABLED\", \"variants\": {...}}");
            }
        });
        return flags;
    }

    private static long besideFlags(JsonObject root) {
        var rest = new HashMap<>(root.members());
        rest.remove("flags");
        return Fingerprint.of(rest);
    }
}
