// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationErrorCode;
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

/// Loads flags for pages. Thread-safe.
@Component
public final class FlagDetailsQueries {
    private static final String USUAL = "default";

    private final FlagService flags;
    private final FlagVersionQueries versions;
    private final FlagEditValidator checks;

    FlagDetailsQueries(FlagService flags, FlagVersionQueries versions, FlagEditValidator checks) {
        this.flags = flags;
        this.versions = versions;
        this.checks = checks;
    }

    /// All flags of an environment at one revision.
    ///
    /// @param flags in the order of the definition
    public record EnvironmentFlags(List<FlagDetails> flags) {}

    /// A flag of an environment at one revision.
    ///
    /// @param text source text of the flag
    /// @param evaluators shared rules of the environment, by name
    public record EnvironmentFlag(long revision, String text, JsonNode evaluators, FlagDetails details) {}

    /// Returns the names of all environments, sorted.
    public List<String> listEnvironments() {
        return flags.listEnvironments();
    }

    /// Returns the default environment of a page.
    static String defaultEnvironment(List<String> environments) {
        return environments.contains(USUAL) || environments.isEmpty() ? USUAL : environments.getFirst();
    }

    /// Returns all flags of an environment. Takes a fixed number of statements, independent of the number of
    /// flags.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    public EnvironmentFlags listFlags(String environment) {
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        JsonNode definition = FlagJsonMappers.EXACT.readTree(snapshot.authored());
        Map<String, FlagSetRevision> since = versions.findLatestChanges(environment);
        Set<String> broken = findBrokenKeys(snapshot);
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

    /// Returns one flag; empty if the environment or the flag does not exist. Parses no other flag, only scans
    /// the definition's text.
    public Optional<EnvironmentFlag> findFlag(String environment, String key) {
        if (!flags.listEnvironments().contains(environment)) {
            return Optional.empty();
        }
        EnvironmentSnapshot snapshot = flags.getSnapshot(environment);
        return checks.findMember(snapshot, "flags", key)
                .map(text -> new EnvironmentFlag(
                        snapshot.revision(),
                        text,
                        checks.findMember(snapshot, "$evaluators")
                                .map(FlagJsonMappers.EXACT::readTree)
                                .orElseGet(FlagJsonMappers.EXACT::createObjectNode),
                        new FlagDetails(
                                environment,
                                key,
                                FlagJsonMappers.EXACT.readTree(text),
                                snapshot.splits().get(key),
                                versions.findLatestChange(environment, key).orElse(null),
                                isBroken(snapshot, key))));
    }

    /// Returns the definition as delivered to services.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment does not exist
    String getDeliveredDefinition(String environment) {
        return flags.getSnapshot(environment).delivered();
    }

    /*
     * Evaluates without a subject, which fails for a broken rule too. This does not count as usage of the
     * flags.
     */
    private static Set<String> findBrokenKeys(EnvironmentSnapshot snapshot) {
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
