// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationErrorCode;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagVersionQueries;
import dev.evenkeel.server.gates.editing.FlagEditValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Where the pages get flags from. Thread-safe.
@Component
public final class FlagDetailsQueries {
    private static final String USUAL = "default";

    private final FlagService flags;
    private final FlagVersionQueries book;
    private final FlagEditValidator checks;

    FlagDetailsQueries(FlagService flags, FlagVersionQueries book, FlagEditValidator checks) {
        this.flags = flags;
        this.book = book;
        this.checks = checks;
    }

    /// All flags of an environment at one revision.
    ///
    /// @param flags in the order of the definition
    public record EnvironmentFlags(List<FlagDetails> flags) {}

    /// One flag of an environment at a revision.
    ///
    /// @param text the flag as it is written
    /// @param evaluators shared rules of the environment by name
    public record EnvironmentFlag(long revision, String text, JsonNode evaluators, FlagDetails facts) {}

    /// Names of all environments, by name.
    public List<String> environments() {
        return flags.environments();
    }

    /// The environment that is shown when none is asked for.
    static String usual(List<String> environments) {
        return environments.contains(USUAL) || environments.isEmpty() ? USUAL : environments.getFirst();
    }

    /// All flags of an environment, in a fixed number of statements however many there are.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    public EnvironmentFlags all(String environment) {
        EnvironmentSnapshot snapshot = flags.current(environment);
        JsonNode definition = FlagJsonMappers.EXACT.readTree(snapshot.authored());
        Map<String, DefinitionRevision> since = book.since(environment);
        Set<String> broken = broken(snapshot);
        List<FlagDetails> all = definition
                .path("flags")
                .propertyStream()
                .map(flag -> new FlagDetails(
                        environment,
                        flag.getKey(),
                        flag.getValue(),
                        snapshot.splits().get(flag.getKey()),
                        since.get(flag.getKey()),
                        broken.contains(flag.getKey())))
                .toList();
        return new EnvironmentFlags(all);
    }

    /// One flag; empty when there is no such environment or flag. Nothing of the others is read but the text
    /// that they stand in.
    public Optional<EnvironmentFlag> one(String environment, String key) {
        if (!flags.environments().contains(environment)) {
            return Optional.empty();
        }
        EnvironmentSnapshot snapshot = flags.current(environment);
        return checks.find(snapshot, "flags", key)
                .map(text -> new EnvironmentFlag(
                        snapshot.revision(),
                        text,
                        checks.find(snapshot, "$evaluators")
                                .map(FlagJsonMappers.EXACT::readTree)
                                .orElseGet(FlagJsonMappers.EXACT::createObjectNode),
                        new FlagDetails(
                                environment,
                                key,
                                FlagJsonMappers.EXACT.readTree(text),
                                snapshot.splits().get(key),
                                book.since(environment, key).orElse(null),
                                isBroken(snapshot, key))));
    }

    /// The definition that services get.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when there is no such environment
    String delivered(String environment) {
        return flags.current(environment).delivered();
    }

    /* Asked without a subject, which a broken rule answers with an error too. That is no use of the flags. */
    private static Set<String> broken(EnvironmentSnapshot snapshot) {
        if (snapshot.compiled().problems().isEmpty()) {
            return Set.of();
        }
        return snapshot.compiled().evaluateAll(EvaluationContext.EMPTY, 0).entrySet().stream()
                .filter(flag -> flag.getValue().errorCode() == EvaluationErrorCode.PARSE_ERROR)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isBroken(EnvironmentSnapshot snapshot, String key) {
        return !snapshot.compiled().problems().isEmpty()
                && snapshot.compiled().evaluate(key, EvaluationContext.EMPTY, 0).errorCode()
                        == EvaluationErrorCode.PARSE_ERROR;
    }
}
