// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.flag.ErrorCode;
import dev.evenkeel.flag.EvaluationContext;
import dev.evenkeel.server.flag.DefinitionRevision;
import dev.evenkeel.server.flag.FlagBook;
import dev.evenkeel.server.flag.Flags;
import dev.evenkeel.server.flag.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where the pages get flags from. Thread-safe.
@Component
final class FlagSource {
    /// Reads definitions without losing digits.
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String USUAL = "default";

    private final Flags flags;
    private final FlagBook book;

    FlagSource(Flags flags, FlagBook book) {
        this.flags = flags;
        this.book = book;
    }

    /// All flags of an environment at one revision.
    ///
    /// @param definition the author's
    /// @param flags in the order of the definition
    record Read(Snapshot snapshot, JsonNode definition, List<FlagFacts> flags) {
        Optional<FlagFacts> find(String key) {
            return flags.stream().filter(flag -> flag.key().equals(key)).findFirst();
        }
    }

    /// Names of all environments, by name.
    List<String> environments() {
        return flags.environments();
    }

    /// The environment that is shown when none is asked for.
    static String usual(List<String> environments) {
        return environments.contains(USUAL) || environments.isEmpty() ? USUAL : environments.getFirst();
    }

    /// All flags of an environment, in a fixed number of statements however many there are.
    ///
    /// @throws dev.evenkeel.server.platform.NotFound when there is no such environment
    Read all(String environment) {
        Snapshot snapshot = flags.current(environment);
        JsonNode definition = JSON.readTree(snapshot.authored());
        Map<String, DefinitionRevision> since = book.since(environment);
        Set<String> broken = broken(snapshot);
        List<FlagFacts> all = definition
                .path("flags")
                .propertyStream()
                .map(flag -> new FlagFacts(
                        environment,
                        flag.getKey(),
                        flag.getValue(),
                        snapshot.splits().get(flag.getKey()),
                        since.get(flag.getKey()),
                        broken.contains(flag.getKey())))
                .toList();
        return new Read(snapshot, definition, all);
    }

    /// The definition that services get.
    ///
    /// @throws dev.evenkeel.server.platform.NotFound when there is no such environment
    String delivered(String environment) {
        return flags.current(environment).delivered();
    }

    /* Asked without a subject, which a broken rule answers with an error too. That is no use of the flags. */
    private static Set<String> broken(Snapshot snapshot) {
        if (snapshot.compiled().problems().isEmpty()) {
            return Set.of();
        }
        return snapshot.compiled().evaluateAll(EvaluationContext.EMPTY, 0).entrySet().stream()
                .filter(flag -> flag.getValue().errorCode() == ErrorCode.PARSE_ERROR)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
