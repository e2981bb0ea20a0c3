// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.integration;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.rollouts.integration.FollowedRolloutLookup.AnalysisRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The parser of analysis requests from delivery tools, sent as named texts.
final class AnalysisRequestParser {
    private static final String DEFAULT = "default";
    private static final Duration USUAL = Duration.ofHours(1);

    private AnalysisRequestParser() {}

    /// @param texts `environment`, `rollout`, `exposure` in percent and `maxAge` as an ISO 8601 duration; all
    ///     optional
    /// @throws MalformedOrOverLimitException when a value is malformed
    static AnalysisRequest parse(Caller caller, String flag, Map<String, String> texts) {
        return new AnalysisRequest(
                environment(caller, texts), flag, texts.get("rollout"), exposure(texts), maxAge(texts));
    }

    /* An SDK key is valid for its environment only. */
    private static String environment(Caller caller, Map<String, String> texts) {
        Optional<String> asked = Optional.ofNullable(texts.get("environment"));
        return switch (caller) {
            case Caller.Actor ignored -> asked.orElse(DEFAULT);
            case Caller.SdkClient client -> {
                if (asked.filter(name -> !name.equals(client.environment())).isPresent()) {
                    throw new MalformedOrOverLimitException(
                            ProblemCode.FORBIDDEN,
                            "The SDK key belongs to environment " + client.environment() + ", not to " + asked.get()
                                    + ".",
                            "Omit the environment, or use an SDK key of " + asked.get() + ".");
                }
                yield client.environment();
            }
        };
    }

    private static Percent exposure(Map<String, String> texts) {
        String text = texts.getOrDefault("exposure", "100");
        try {
            return Percent.parse(text);
        } catch (IllegalArgumentException e) {
            throw malformed("exposure", text, "a percentage from 0 to 100");
        }
    }

    private static Duration maxAge(Map<String, String> texts) {
        String text = texts.getOrDefault("maxAge", USUAL.toString());
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw malformed("maxAge", text, "an ISO 8601 duration such as PT1H");
        }
    }

    private static MalformedOrOverLimitException malformed(String name, String text, String wanted) {
        return new MalformedOrOverLimitException(
                ProblemCode.MALFORMED,
                name + " must be " + wanted + ", got \"" + text + "\".",
                "Correct " + name + ", or omit it.");
    }
}
