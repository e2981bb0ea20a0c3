// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The codec of the split of a rollout or an experiment in a flag: the fixed shape of its targeting and the
/// metadata that describes it.
///
/// The shape is plain JsonLogic, so that every flagd client splits alike.
final class SplitTargetingCodec {
    /// Prefix of all our metadata keys.
    static final String PREFIX = "evenkeel.";

    /// Metadata key of the salt. Never part of an evaluation's metadata.
    static final String SALT = PREFIX + "salt";

    private static final String ROLLOUT = PREFIX + "rollout";
    private static final String EXPERIMENT = PREFIX + "experiment";
    private static final String GOALS = PREFIX + "goals";
    private static final String COVARIATE = PREFIX + "covariate";
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

    private SplitTargetingCodec() {}

    /// Returns the targeting of a flag with a split behind the author's.
    ///
    /// @param author the author's targeting; null when there is none
    static Map<String, Object> encodeTargeting(@Nullable Object author, RunningSplit split) {
        Map<String, Object> noKey = Map.of("!", TARGETING_KEY);
        if (author == null) {
            return Map.of("if", List.of(noKey, split.control(), encodeFractional(split)));
        }
        Map<String, Object> authorDecides = Map.of("!==", Arrays.asList(author, null));
        return Map.of("if", List.of(authorDecides, author, noKey, split.control(), encodeFractional(split)));
    }

    private static Map<String, Object> encodeFractional(RunningSplit split) {
        var fractional = new ArrayList<Object>();
        fractional.add(Map.of("cat", List.of(split.seed() + ":", TARGETING_KEY)));
        for (VariantShare part : split.parts()) {
            fractional.add(List.of(part.variant(), part.share().basisPoints()));
        }
        return Map.of("fractional", fractional);
    }

    /// Returns the metadata that describes a split.
    ///
    /// @param salt salt for its units; null omits it
    static Map<String, Object> encodeMetadata(RunningSplit split, @Nullable UnitSalt salt) {
        var metadata = new LinkedHashMap<String, Object>();
        if (split instanceof RolloutSplit rollout) {
            metadata.put(ROLLOUT, rollout.rollout());
            metadata.put(CONTROL, rollout.control());
            metadata.put(CANDIDATE, rollout.candidate());
            metadata.put(EXPOSURE, rollout.exposure().basisPoints());
            metadata.put(WARM_UP, rollout.warmUp().toMillis());
            putConfig(rollout, metadata);
        } else if (split instanceof ExperimentSplit experiment) {
            metadata.put(EXPERIMENT, experiment.experiment());
            metadata.put(GOALS, String.join(",", experiment.goals()));
            if (experiment.covariate() != null) {
                metadata.put(COVARIATE, experiment.covariate());
            }
        }
        if (salt != null) {
            metadata.put(SALT, salt.format());
        }
        metadata.put(SEED, split.seed());
        metadata.put(REVISION, split.revision());
        return metadata;
    }

    private static void putConfig(RolloutSplit rollout, Map<String, Object> metadata) {
        BreakerConfig breaker = rollout.breaker();
        if (breaker != null) {
            metadata.put(BREAKER_EVIDENCE, breaker.logEvidence());
            metadata.put(BREAKER_RATIO, breaker.ratio());
            metadata.put(BREAKER_CEILING, breaker.ceiling().basisPoints());
        }
        ShadowConfig shadow = rollout.shadow();
        if (shadow != null) {
            metadata.put(SHADOW, shadow.sample().basisPoints());
            metadata.put(SHADOW_NOISE, shadow.noise().basisPoints());
        }
    }

    /// Returns the salt in metadata; null when there is none.
    static @Nullable UnitSalt decodeSalt(Map<String, Object> metadata) {
        try {
            return metadata.get(SALT) instanceof String text ? UnitSalt.parse(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Returns the split that metadata and targeting describe, or null when they describe none.
    static @Nullable RunningSplit decodeSplit(Map<String, Object> metadata, JsonObject targeting) {
        try {
            return metadata.containsKey(EXPERIMENT) ? decodeExperiment(metadata, targeting) : decodeRollout(metadata);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable RolloutSplit decodeRollout(Map<String, Object> metadata) {
        if (metadata.get(ROLLOUT) instanceof String rollout
                && metadata.get(CONTROL) instanceof String control
                && metadata.get(CANDIDATE) instanceof String candidate
                && metadata.get(EXPOSURE) instanceof Integer exposure
                && metadata.get(SEED) instanceof String seed
                && metadata.get(REVISION) instanceof Number revision
                && metadata.get(WARM_UP) instanceof Number warmUp) {
            return new RolloutSplit(
                    rollout,
                    control,
                    candidate,
                    new Percent(exposure),
                    seed,
                    revision.longValue(),
                    Duration.ofMillis(warmUp.longValue()),
                    decodeBreaker(metadata),
                    decodeShadow(metadata));
        }
        return null;
    }

    private static @Nullable BreakerConfig decodeBreaker(Map<String, Object> metadata) {
        return metadata.get(BREAKER_EVIDENCE) instanceof Number evidence
                        && metadata.get(BREAKER_RATIO) instanceof Number ratio
                        && metadata.get(BREAKER_CEILING) instanceof Integer ceiling
                ? new BreakerConfig(evidence.doubleValue(), ratio.doubleValue(), new Percent(ceiling))
                : null;
    }

    private static @Nullable ShadowConfig decodeShadow(Map<String, Object> metadata) {
        return metadata.get(SHADOW) instanceof Integer sample && metadata.get(SHADOW_NOISE) instanceof Integer noise
                ? new ShadowConfig(new Percent(sample), new Percent(noise))
                : null;
    }

    private static @Nullable ExperimentSplit decodeExperiment(Map<String, Object> metadata, JsonObject targeting) {
        if (metadata.get(EXPERIMENT) instanceof String experiment
                && metadata.get(SEED) instanceof String seed
                && metadata.get(REVISION) instanceof Number revision
                && metadata.get(GOALS) instanceof String goals) {
            return new ExperimentSplit(
                    experiment,
                    decodeParts(targeting),
                    seed,
                    revision.longValue(),
                    goals.isEmpty() ? List.of() : List.of(goals.split(",", -1)),
                    metadata.get(COVARIATE) instanceof String covariate ? covariate : null);
        }
        return null;
    }

    /// Returns the parts in the last branch of the shape, if any.
    private static List<VariantShare> decodeParts(JsonObject targeting) {
        var parts = new ArrayList<VariantShare>();
        if (targeting.member("if") instanceof JsonArray branches
                && !branches.elements().isEmpty()
                && branches.elements().get(branches.elements().size() - 1) instanceof JsonObject last
                && last.member("fractional") instanceof JsonArray fractional) {
            for (JsonValue element : fractional.elements()) {
                if (element.toJava() instanceof List<?> part
                        && part.size() == 2
                        && part.get(0) instanceof String variant
                        && part.get(1) instanceof Integer share) {
                    parts.add(new VariantShare(variant, new Percent(share)));
                }
            }
        }
        return parts;
    }

    /// Whether targeting is exactly this split behind that author's targeting.
    static boolean matches(JsonObject targeting, @Nullable JsonValue author, RunningSplit split) {
        return targeting.toJava().equals(encodeTargeting(author == null ? null : author.toJava(), split));
    }

    /// Returns the author's part of targeting with the shape of a split; null when there is none.
    static @Nullable JsonValue findAuthorTargeting(JsonObject targeting) {
        return targeting.member("if") instanceof JsonArray branches
                        && branches.elements().size() == 5
                        && branches.elements().get(0) instanceof JsonObject
                ? branches.elements().get(1)
                : null;
    }
}
