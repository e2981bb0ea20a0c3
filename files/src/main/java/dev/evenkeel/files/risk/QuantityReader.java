// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.risk.BetaValue;
import dev.evenkeel.engine.risk.ChangeFailureEstimate;
import dev.evenkeel.engine.risk.FailurePrior;
import dev.evenkeel.engine.risk.FixedValue;
import dev.evenkeel.engine.risk.LognormalValue;
import dev.evenkeel.engine.risk.NormalValue;
import dev.evenkeel.engine.risk.OccurrenceProbability;
import dev.evenkeel.engine.risk.OutageDurationModel;
import dev.evenkeel.engine.risk.OverrunFactorDistribution;
import dev.evenkeel.engine.risk.RandomVariable;
import dev.evenkeel.files.json.JsonObjectReader;
import dev.evenkeel.files.json.RecordBinder;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The parameters and the source of one quantity.
///
/// @param pointer JSON pointer of the quantity
/// @param errors receives validation errors
record QuantityReader(StatedQuantity stated, String pointer, ValidationErrors errors) {
    /// Computes the distribution of a form without the history of the service.
    ///
    /// @throws IllegalArgumentException when the numbers are invalid
    RandomVariable readDistribution(String form) {
        return switch (form) {
            case "number" -> new FixedValue(require("number", stated.number()));
            case "share" -> BetaValue.of(require("share", stated.share()), require("worth", stated.worth()));
            case "failed" -> readFailed();
            case "events" ->
                new OccurrenceProbability(
                        require("events", stated.events()),
                        require("watched", stated.watched()),
                        require("exposure", stated.exposure()));
            case "between" -> toLognormal(stated.between());
            case "median" -> toLognormal(stated.median(), stated.sigma());
            case "minutes" -> readMinutes();
            case "mean" -> new NormalValue(require("mean", stated.mean()), require("deviation", stated.deviation()));
            default -> new OverrunFactorDistribution(require("overrunUpTo", stated.overrunUpTo()));
        };
    }

    private RandomVariable readFailed() {
        double failed = require("failed", stated.failed());
        double clean = require("of", stated.of()) - failed;
        if (!(failed >= 0 && clean >= 0)) {
            throw new IllegalArgumentException("failed must be 0 to of, the number of changes");
        }
        return new ChangeFailureEstimate(readPrior(FailurePrior.JEFFREYS).distribution(), failed, clean).posterior();
    }

    private RandomVariable readMinutes() {
        var believed = new LognormalValue(
                Math.log(require("believedMedian", stated.believedMedian())),
                require("believedSigma", stated.believedSigma()));
        return OutageDurationModel.ofPrior(believed)
                .update(Objects.requireNonNull(stated.minutes()).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toLognormal();
    }

    private static RandomVariable toLognormal(@Nullable List<Double> between) {
        if (between == null || between.size() != 2) {
            throw new IllegalArgumentException(
                    "between must be two numbers, the 5th and the 95th percentile: [LOW, HIGH]");
        }
        return LognormalValue.between(between.getFirst(), between.getLast());
    }

    private RandomVariable toLognormal(@Nullable Double median, @Nullable Double sigma) {
        return new LognormalValue(Math.log(require("median", median)), require("sigma", sigma));
    }

    /// Computes the distribution of the multiplier of a probability: a number, or a form of an amount. Its source is
    /// that of the quantity.
    ///
    /// @throws IllegalArgumentException when it is invalid
    RandomVariable readMultiplier() {
        JsonNode node = stated.multiplier();
        if (node == null) {
            return new FixedValue(1);
        }
        String place = pointer + "/multiplier";
        if (!node.isObject()) {
            Double number = JsonObjectReader.toFiniteDouble(node);
            if (number == null) {
                errors.addWrongType(place, "a number or an object", node);
            }
            return new FixedValue(number == null ? 1 : number);
        }
        StatedQuantity.Multiplier given = RecordBinder.bind(
                StatedQuantity.Multiplier.class, new JsonObjectReader(node, place, errors), Map.of(), Set.of());
        if (given == null) {
            return new FixedValue(1);
        }
        if ((given.between() == null) == (given.median() == null)) {
            throw new IllegalArgumentException("multiplier must be a number, or between: [LOW, HIGH], or median: M with"
                    + " sigma: S; got " + (given.median() == null ? 0 : 2) + " of these forms");
        }
        return given.between() == null ? toLognormal(given.median(), given.sigma()) : toLognormal(given.between());
    }

    /// Returns a required number, or 1 and an error if it is missing.
    double require(String field, @Nullable Double value) {
        if (value == null) {
            errors.add(pointer + "/" + field, "is missing", "write " + StatedQuantity.FORMS);
        }
        return value == null ? 1 : value;
    }

    /// Returns the prior, or a default if it is missing or, with an error, invalid.
    <E extends Enum<E>> E readPrior(E fallback) {
        if (stated.prior() == null) {
            return fallback;
        }
        E[] allowed = fallback.getDeclaringClass().getEnumConstants();
        return Arrays.stream(allowed)
                .filter(prior -> prior.name().equals(stated.prior()))
                .findFirst()
                .orElseGet(() -> {
                    String names =
                            "one of " + Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(", "));
                    errors.add(
                            pointer + "/prior",
                            "must be " + names + ", got \"" + stated.prior() + "\"",
                            "write " + names);
                    return fallback;
                });
    }

    /// Returns the source; null and an error if there is not exactly one.
    @Nullable
    QuantitySource readSource() {
        List<QuantitySource> given = Stream.of(
                        toSource(QuantitySource.Kind.OWN_DATA, stated.own()),
                        toSource(QuantitySource.Kind.PUBLISHED, stated.published()),
                        toSource(QuantitySource.Kind.JUDGEMENT, stated.judgement()))
                .flatMap(source -> source)
                .toList();
        if (given.size() == 1) {
            return given.getFirst();
        }
        errors.add(
                pointer,
                given.isEmpty() ? "has no source" : "has several sources",
                "set one of own: DATA AND SIZE, published: SOURCE, judgement: NAME");
        return null;
    }

    private static Stream<QuantitySource> toSource(QuantitySource.Kind kind, @Nullable String description) {
        return description == null || description.isBlank()
                ? Stream.empty()
                : Stream.of(new QuantitySource(kind, description));
    }
}
