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
import dev.evenkeel.engine.risk.OverrunValue;
import dev.evenkeel.engine.risk.UncertainValue;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A number with what is known of it and where that comes from: one of the forms of a law, and one of
/// the origins.
final class QuantityParser {
    private static final String FORMS =
            "number: N, or share: MEAN with worth: TRIALS, or failed: N with of: N and prior:"
                    + " NAME, or events: N with watched: TIME and exposure: TIME, or between: [LOW, HIGH], or median: M with"
                    + " sigma: S, or minutes: [M, ...] with believedMedian: M and believedSigma: S, or mean: M with deviation: S, or"
                    + " overrunUpTo: FACTOR,"
                    + " or from the own history " + HistoryQuantityParser.SHAPES;
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

    /// @param history that numbers may ask
    QuantityParser(RiskCaseHistory history) {
        this.history = new HistoryQuantityParser(history);
    }

    /// Reads a probability or a share that must be there.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    Quantity share(JsonObjectReader parent, String field, String name) {
        return read(parent, field, name, QuantityParser::isShare, "a share lies between 0 and 1");
    }

    /// Reads an amount of 0 or more that must be there.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    Quantity amount(JsonObjectReader parent, String field, String name) {
        return read(parent, field, name, law -> law.quantile(0) >= 0, "an amount is 0 or more");
    }

    /// Reads a number that must be there.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    Quantity any(JsonObjectReader parent, String field, String name) {
        return read(parent, field, name, law -> true, "");
    }

    private static boolean isShare(UncertainValue law) {
        return law.quantile(0) >= 0 && law.quantile(1) <= 1;
    }

    private @Nullable Quantity read(
            JsonObjectReader parent, String field, String name, Predicate<UncertainValue> fits, String otherwise) {
        JsonNode node = parent.find(field);
        if (node == null) {
            parent.faults()
                    .add(parent.at(field), "is missing", "write " + FORMS + "; and own:, published: or judgement:");
            return null;
        }
        Quantity quantity = read(new JsonObjectReader(node, parent.at(field), parent.faults()), name);
        if (quantity != null && !fits.test(quantity.law())) {
            parent.faults()
                    .add(parent.at(field), otherwise + ", and this may not", "write another form, or correct it");
        }
        return quantity;
    }

    private @Nullable Quantity read(JsonObjectReader fields, String name) {
        if (fields.object() == null) {
            return null;
        }
        fields.only(FIELDS);
        Estimate known = known(fields);
        String learnBy = fields.text("learnBy", "");
        return known == null
                ? null
                : new Quantity(name, known.law(), known.origin(), learnBy.isBlank() ? null : learnBy);
    }

    private @Nullable Estimate known(JsonObjectReader fields) {
        List<String> given = given(fields, ANY);
        if (given.size() != 1) {
            fields.faults()
                    .add(fields.pointer(), "has " + given.size() + " forms of a number: " + given, "write " + FORMS);
            return null;
        }
        int before = fields.faults().all().size();
        String form = given.getFirst();
        try {
            Estimate known =
                    HistoryQuantityParser.FORMS.contains(form) ? history.known(fields, form) : stated(fields, form);
            return fields.faults().all().size() > before ? null : known;
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.pointer(), String.valueOf(e.getMessage()), "correct the numbers");
            return null;
        }
    }

    private static @Nullable Estimate stated(JsonObjectReader fields, String form) {
        UncertainValue law = law(fields, form);
        QuantitySource origin = origin(fields);
        return origin == null ? null : new Estimate(law, origin);
    }

    private static UncertainValue law(JsonObjectReader fields, String form) {
        return switch (form) {
            case "number" -> new FixedValue(number(fields, "number"));
            case "share" -> BetaValue.of(number(fields, "share"), number(fields, "worth"));
            case "failed" -> failed(fields);
            case "events" ->
                new OccurrenceProbability(
                        number(fields, "events"), number(fields, "watched"), number(fields, "exposure"));
            case "between" -> between(fields);
            case "median" -> new LognormalValue(Math.log(number(fields, "median")), number(fields, "sigma"));
            case "minutes" -> minutes(fields);
            case "mean" -> new NormalValue(number(fields, "mean"), number(fields, "deviation"));
            default -> new OverrunValue(number(fields, "overrunUpTo"));
        };
    }

    private static UncertainValue failed(JsonObjectReader fields) {
        double failed = number(fields, "failed");
        double clean = number(fields, "of") - failed;
        if (!(failed >= 0 && clean >= 0)) {
            throw new IllegalArgumentException("failed must be 0 to of, the number of changes");
        }
        return new ChangeFailureEstimate(
                        fields.oneOf("prior", FailurePrior.class, FailurePrior.JEFFREYS)
                                .law(),
                        failed,
                        clean)
                .posterior();
    }

    private static UncertainValue minutes(JsonObjectReader fields) {
        JsonNode minutes = fields.find("minutes");
        if (minutes == null || !minutes.isArray() || !minutes.valueStream().allMatch(JsonNode::isNumber)) {
            throw new IllegalArgumentException("minutes must be how long own outages lasted: [25, 190]");
        }
        var believed = new LognormalValue(Math.log(number(fields, "believedMedian")), number(fields, "believedSigma"));
        return OutageDurationModel.believed(believed)
                .after(minutes.valueStream().mapToDouble(JsonNode::doubleValue).toArray())
                .asLognormal();
    }

    /// How many times as likely something is: a number, or a form of an amount. The judgement beside it is its
    /// origin.
    static UncertainValue multiplier(JsonObjectReader fields) {
        JsonNode node = fields.find("multiplier");
        if (node == null || !node.isObject()) {
            return new FixedValue(fields.number("multiplier", 1));
        }
        JsonObjectReader law = fields.object("multiplier").only(MULTIPLIER);
        List<String> given = given(law, AMOUNTS);
        if (given.size() != 1) {
            throw new IllegalArgumentException("multiplier must be a number, or between: [LOW, HIGH], or median: M with"
                    + " sigma: S; it has " + given.size() + " of these forms");
        }
        return law(law, given.getFirst());
    }

    static double number(JsonObjectReader fields, String name) {
        if (fields.find(name) == null) {
            fields.faults().add(fields.at(name), "is missing", "write " + FORMS);
        }
        return fields.number(name, 1);
    }

    private static UncertainValue between(JsonObjectReader fields) {
        JsonNode ends = fields.find("between");
        if (ends == null
                || !ends.isArray()
                || ends.size() != 2
                || !ends.valueStream().allMatch(end -> JsonObjectReader.finite(end) != null)) {
            throw new IllegalArgumentException(
                    "between must be two numbers, 5 % below and 5 % above them: [LOW, HIGH]");
        }
        return LognormalValue.between(ends.get(0).doubleValue(), ends.get(1).doubleValue());
    }

    private static @Nullable QuantitySource origin(JsonObjectReader fields) {
        List<String> given = given(fields, ORIGINS);
        String words = given.size() == 1 ? fields.text(given.getFirst(), "") : "";
        if (words.isBlank()) {
            fields.faults()
                    .add(
                            fields.pointer(),
                            "says not where the number comes from",
                            "write one of own: WHICH DATA AND HOW MANY, published: SOURCE, judgement: WHOSE");
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

    private static List<String> given(JsonObjectReader fields, Set<String> names) {
        return names.stream().filter(name -> fields.find(name) != null).sorted().toList();
    }
}
