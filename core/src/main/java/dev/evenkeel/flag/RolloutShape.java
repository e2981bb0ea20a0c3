// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.flag;

import dev.evenkeel.internal.json.JsonValue;
import dev.evenkeel.internal.json.JsonValue.JsonArray;
import dev.evenkeel.internal.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a rollout stands in a flag: the one shape of its targeting and the metadata that describes it.
///
/// The shape is plain JsonLogic, so every flagd client splits as we do. The candidate stands first, so
/// that raising the exposure never moves a unit back to control.
final class RolloutShape {
    /// What all our metadata keys begin with.
    static final String PREFIX = "evenkeel.";

    private static final String ROLLOUT = PREFIX + "rollout";
    private static final String CONTROL = PREFIX + "control";
    private static final String CANDIDATE = PREFIX + "candidate";
    private static final String EXPOSURE = PREFIX + "exposure";
    private static final String SEED = PREFIX + "seed";
    private static final String REVISION = PREFIX + "revision";
    private static final String WARM_UP = PREFIX + "warmupMillis";
    private static final String BREAKER_EVIDENCE = PREFIX + "breakerLogEvidence";
    private static final String BREAKER_RATIO = PREFIX + "breakerRatio";
    private static final String BREAKER_CEILING = PREFIX + "breakerCeiling";
    private static final String SHADOW = PREFIX + "shadow";
    private static final String SHADOW_NOISE = PREFIX + "shadowNoise";

    private static final Map<String, Object> TARGETING_KEY = Map.of("var", "targetingKey");

    private RolloutShape() {}

    /// The targeting of a flag with this split behind the author's.
    ///
    /// @param author the author's targeting; null when there is none
    static Map<String, Object> targeting(@Nullable Object author, RolloutSplit split) {
        Map<String, Object> noKey = Map.of("!", TARGETING_KEY);
        if (author == null) {
            return Map.of("if", List.of(noKey, split.control(), fractional(split)));
        }
        Map<String, Object> authorDecides = Map.of("!==", Arrays.asList(author, null));
        return Map.of("if", List.of(authorDecides, author, noKey, split.control(), fractional(split)));
    }

    private static Map<String, Object> fractional(RolloutSplit split) {
        int exposed = split.exposure().basisPoints();
        return Map.of(
                "fractional",
                List.of(
                        Map.of("cat", List.of(split.seed() + ":", TARGETING_KEY)),
                        List.of(split.candidate(), exposed),
                        List.of(split.control(), Percent.ALL.basisPoints() - exposed)));
    }

    /// The metadata that describes a split.
    static Map<String, Object> metadata(RolloutSplit split) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put(ROLLOUT, split.rollout());
        metadata.put(CONTROL, split.control());
        metadata.put(CANDIDATE, split.candidate());
        metadata.put(EXPOSURE, split.exposure().basisPoints());
        metadata.put(SEED, split.seed());
        metadata.put(REVISION, split.revision());
        metadata.put(WARM_UP, split.warmUp().toMillis());
        BreakerTerms breaker = split.breaker();
        if (breaker != null) {
            metadata.put(BREAKER_EVIDENCE, breaker.logEvidence());
            metadata.put(BREAKER_RATIO, breaker.ratio());
            metadata.put(BREAKER_CEILING, breaker.ceiling().basisPoints());
        }
        ShadowTerms shadow = split.shadow();
        if (shadow != null) {
            metadata.put(SHADOW, shadow.sample().basisPoints());
            metadata.put(SHADOW_NOISE, shadow.noise().basisPoints());
        }
        return metadata;
    }

    /// The split that metadata describes, or null when it describes none.
    static @Nullable RolloutSplit split(Map<String, Object> metadata) {
        if (metadata.get(ROLLOUT) instanceof String rollout
                && metadata.get(CONTROL) instanceof String control
                && metadata.get(CANDIDATE) instanceof String candidate
                && metadata.get(EXPOSURE) instanceof Integer exposure
                && metadata.get(SEED) instanceof String seed
                && metadata.get(REVISION) instanceof Number revision
                && metadata.get(WARM_UP) instanceof Number warmUp) {
            try {
                return new RolloutSplit(
                        rollout,
                        control,
                        candidate,
                        new Percent(exposure),
                        seed,
                        revision.longValue(),
                        Duration.ofMillis(warmUp.longValue()),
                        breaker(metadata),
                        shadow(metadata));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return null;
    }

    private static @Nullable BreakerTerms breaker(Map<String, Object> metadata) {
        return metadata.get(BREAKER_EVIDENCE) instanceof Number evidence
                        && metadata.get(BREAKER_RATIO) instanceof Number ratio
                        && metadata.get(BREAKER_CEILING) instanceof Integer ceiling
                ? new BreakerTerms(evidence.doubleValue(), ratio.doubleValue(), new Percent(ceiling))
                : null;
    }

    private static @Nullable ShadowTerms shadow(Map<String, Object> metadata) {
        return metadata.get(SHADOW) instanceof Integer sample && metadata.get(SHADOW_NOISE) instanceof Integer noise
                ? new ShadowTerms(new Percent(sample), new Percent(noise))
                : null;
    }

    /// Whether targeting is this split behind that author's targeting, and nothing else.
    static boolean matches(JsonObject targeting, @Nullable JsonValue author, RolloutSplit split) {
        return targeting.plain().equals(targeting(author == null ? null : author.plain(), split));
    }

    /// The author's part of targeting that has the shape of a rollout behind it; null when there is none.
    static @Nullable JsonValue author(JsonObject targeting) {
        return targeting.member("if") instanceof JsonArray branches
                        && branches.elements().size() == 5
                        && branches.elements().get(0) instanceof JsonObject
                ? branches.elements().get(1)
                : null;
    }
}
