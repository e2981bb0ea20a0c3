// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.history.HistoryEstimator.Estimate;
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
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A parser of uncertain quantities and their source: one of the forms of a distribution, and one of the
/// origins.
final class QuantityParser {
    private static final String FORMS =
            "number: N, or share: MEAN with worth: TRIALS, or failed: N with of: N and prior:"
                    + " NAME, or events: N with watched: TIME and exposure: TIME, or between: [LOW, HIGH], or median:"
                    + " M with sigma: S, or minutes: [M, ...] with believedMedian: M and believedSigma: S, or mean: M"
                    + " with deviation: S, or overrunUpTo: FACTOR,"
                    + " or from the history " + HistoryQuantityParser.SHAPES;
    private static final Set<String> LAWS =
            Set.of("number", "share", "failed", "events", "between", "median", "minutes", "overrunUpTo", "mean");
    private static final Set<String> AMOUNTS = Set.of("between", "median");
    private static final Set<String> MULTIPLIER = Set.of("between", "median", "sigma");
    private static final Set<String> ORIGINS = Set.of("own", "published", "judgement");
    private static final Set<String> ANY =
            Stream.of(LAWS, HistoryQuantityParser.FORMS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> FIELDS = Stream.of(
                    ANY,
                    HistoryQuantityParser.FIELDS,
                    ORIGINS,
                    Set.of(
                            "worth",
                            "deviation",
                            "of",
                            "watched",
                            "exposure",
                            "sigma",
                            "believedMedian",
                            "believedSigma"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final HistoryQuantityParser history;

    /// @param history history from which quantities can be estimated
    QuantityParser(RiskCaseHistory history) {
        this.history = new HistoryQuantityParser(history);
    }

    /// Parses a required probability or share.
    ///
    /// @return null when it is invalid; the error is then added
    @Nullable
    Quantity parseShare(JsonObjectReader parent, String field, String name) {
        return parse(parent, field, name, QuantityParser::isShare, "must be between 0 and 1");
    }

    /// Parses a required amount of 0 or more.
    ///
    /// @return null when it is invalid; the error is then added
    @Nullable
    Quantity parseAmount(JsonObjectReader parent, String field, String name) {
        return parse(parent, field, name, distribution -> distribution.quantile(0) >= 0, "must be 0 or more");
    }

    /// Parses a required number.
    ///
    /// @return null when it is invalid; the error is then added
    @Nullable
    Quantity parseAny(JsonObjectReader parent, String field, String name) {
        return parse(parent, field, name, distribution -> true, "");
    }

    private static boolean isShare(RandomVariable distribution) {
        return distribution.quantile(0) >= 0 && distribution.quantile(1) <= 1;
    }

    private @Nullable Quantity parse(
            JsonObjectReader parent, String field, String name, Predicate<RandomVariable> fits, String otherwise) {
        JsonNode node = parent.find(field);
        if (node == null) {
            parent.errors()
                    .add(
                            parent.pointerTo(field),
                            "is missing",
                            "write " + FORMS + "; and own:, published: or judgement:");
            return null;
        }
        Quantity quantity = parse(new JsonObjectReader(node, parent.pointerTo(field), parent.errors()), name);
        if (quantity != null && !fits.test(quantity.distribution())) {
            parent.errors()
                    .add(
                            parent.pointerTo(field),
                            otherwise + ", but the distribution exceeds that",
                            "use another form, or correct it");
        }
        return quantity;
    }

    private @Nullable Quantity parse(JsonObjectReader fields, String name) {
        if (fields.object() == null) {
            return null;
        }
        fields.rejectUnknownFields(FIELDS);
        Estimate known = parseEstimate(fields);
        String learnBy = fields.text("learnBy", "");
        return known == null
                ? null
                : new Quantity(name, known.distribution(), known.origin(), learnBy.isBlank() ? null : learnBy);
    }

    private @Nullable Estimate parseEstimate(JsonObjectReader fields) {
        List<String> given = givenFields(fields, ANY);
        if (given.size() != 1) {
            fields.errors()
                    .add(
                            fields.pointer(),
                            "must have exactly one form of a number, got " + (given.isEmpty() ? "none" : given),
                            "write " + FORMS);
            return null;
        }
        int before = fields.errors().toList().size();
        String form = given.getFirst();
        try {
            Estimate known = HistoryQuantityParser.FORMS.contains(form)
                    ? history.parse(fields, form)
                    : parseStated(fields, form);
            return fields.errors().toList().size() > before ? null : known;
        } catch (IllegalArgumentException e) {
            fields.errors().add(fields.pointer(), String.valueOf(e.getMessage()), "correct the numbers");
            return null;
        }
    }

    private static @Nullable Estimate parseStated(JsonObjectReader fields, String form) {
        RandomVariable distribution = parseDistribution(fields, form);
        QuantitySource origin = parseSource(fields);
        return origin == null ? null : new Estimate(distribution, origin);
    }

    private static RandomVariable parseDistribution(JsonObjectReader fields, String form) {
        return switch (form) {
            case "number" -> new FixedValue(parseNumber(fields, "number"));
            case "share" -> BetaValue.of(parseNumber(fields, "share"), parseNumber(fields, "worth"));
            case "failed" -> parseFailed(fields);
            case "events" ->
                new OccurrenceProbability(
                        parseNumber(fields, "events"), parseNumber(fields, "watched"), parseNumber(fields, "exposure"));
            case "between" -> parseBetween(fields);
            case "median" -> new LognormalValue(Math.log(parseNumber(fields, "median")), parseNumber(fields, "sigma"));
            case "minutes" -> parseMinutes(fields);
            case "mean" -> new NormalValue(parseNumber(fields, "mean"), parseNumber(fields, "deviation"));
            default -> new OverrunFactorDistribution(parseNumber(fields, "overrunUpTo"));
        };
    }

    private static RandomVariable parseFailed(JsonObjectReader fields) {
        double failed = parseNumber(fields, "failed");
        double clean = parseNumber(fields, "of") - failed;
        if (!(failed >= 0 && clean >= 0)) {
            throw new IllegalArgumentException("failed must be 0 to of, the number of changes");
        }
        return new ChangeFailureEstimate(
                        fields.enumValue("prior", FailurePrior.class, FailurePrior.JEFFREYS)
                                .distribution(),
                        failed,
                        clean)
                .posterior();
    }

    private static RandomVariable parseMinutes(JsonObjectReader fields) {
        JsonNode minutes = fields.find("minutes");
        if (minutes == null || !minutes.isArray() || !minutes.valueStream().allMatch(JsonNode::isNumber)) {
            throw new IllegalArgumentException("minutes must be the durations of own outages: [25, 190]");
        }
        var believed = new LognormalValue(
                Math.log(parseNumber(fields, "believedMedian")), parseNumber(fields, "believedSigma"));
        return OutageDurationModel.ofPrior(believed)
                .update(minutes.valueStream().mapToDouble(JsonNode::doubleValue).toArray())
                .toLognormal();
    }

    /// Parses a multiplier of a probability: a number, or a form of an amount. Its origin is the judgement of
    /// the same quantity.
    static RandomVariable parseMultiplier(JsonObjectReader fields) {
        JsonNode node = fields.find("multiplier");
        if (node == null || !node.isObject()) {
            return new FixedValue(fields.number("multiplier", 1));
        }
        JsonObjectReader jsonObjectReader = fields.object("multiplier").rejectUnknownFields(MULTIPLIER);
        List<String> given = givenFields(jsonObjectReader, AMOUNTS);
        if (given.size() != 1) {
            throw new IllegalArgumentException("multiplier must be a number, or between: [LOW, HIGH], or median: M with"
                    + " sigma: S; got " + given.size() + " of these forms");
        }
        return parseDistribution(jsonObjectReader, given.getFirst());
    }

    static double parseNumber(JsonObjectReader fields, String name) {
        if (fields.find(name) == null) {
            fields.errors().add(fields.pointerTo(name), "is missing", "write " + FORMS);
        }
        return fields.number(name, 1);
    }

    private static RandomVariable parseBetween(JsonObjectReader fields) {
        JsonNode ends = fields.find("between");
        if (ends == null
                || !ends.isArray()
                || ends.size() != 2
                || !ends.valueStream().allMatch(end -> JsonObjectReader.toFiniteDouble(end) != null)) {
            throw new IllegalArgumentException(
                    "between must be two numbers, the 5th and the 95th percentile: [LOW, HIGH]");
        }
        return LognormalValue.between(ends.get(0).doubleValue(), ends.get(1).doubleValue());
    }

    private static @Nullable QuantitySource parseSource(JsonObjectReader fields) {
        List<String> given = givenFields(fields, ORIGINS);
        String words = given.size() == 1 ? fields.text(given.getFirst(), "") : "";
        if (words.isBlank()) {
            fields.errors()
                    .add(
                            fields.pointer(),
                            "has no source",
                            "set one of own: DATA AND SIZE, published: SOURCE, judgement: NAME");
            return null;
        }
        return new QuantitySource(
                switch (given.getFirst()) {
                    case "own" -> QuantitySource.Kind.OWN_DATA;
                    case "published" -> QuantitySource.Kind.PUBLISHED;
                    default -> QuantitySource.Kind.JUDGEMENT;
                },
                words);
    }

    private static List<String> givenFields(JsonObjectReader fields, Set<String> names) {
        return names.stream().filter(name -> fields.find(name) != null).sorted().toList();
    }
}
