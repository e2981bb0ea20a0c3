// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.Origin;
import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.history.HistoryLaws.Known;
import dev.evenkeel.engine.risk.BetaLaw;
import dev.evenkeel.engine.risk.FailurePrior;
import dev.evenkeel.engine.risk.FailureRate;
import dev.evenkeel.engine.risk.FixedNumber;
import dev.evenkeel.engine.risk.Law;
import dev.evenkeel.engine.risk.LognormalLaw;
import dev.evenkeel.engine.risk.NormalLaw;
import dev.evenkeel.engine.risk.OutageLength;
import dev.evenkeel.engine.risk.OverrunLaw;
import dev.evenkeel.engine.risk.RateChance;
import dev.evenkeel.files.json.JsonFields;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A number with what is known of it and where that comes from: one of the forms of a law, and one of
/// the origins.
final class QuantityForm {
    private static final String FORMS =
            "number: N, or share: MEAN with worth: TRIALS, or failed: N with of: N and prior:"
                    + " NAME, or events: N with watched: TIME and exposure: TIME, or between: [LOW, HIGH], or median: M with"
                    + " sigma: S, or minutes: [M, ...] with believedMedian: M and believedSigma: S, or mean: M with deviation: S, or"
                    + " overrunUpTo: FACTOR,"
                    + " or from the own history " + HistoryForm.SHAPES;
    private static final Set<String> LAWS =
            Set.of("number", "share", "failed", "events", "between", "median", "minutes", "overrunUpTo", "mean");
    private static final Set<String> AMOUNTS = Set.of("between", "median");
    private static final Set<String> MULTIPLIER = Set.of("between", "median", "sigma");
    private static final Set<String> ORIGINS = Set.of("own", "published", "judgement");
    private static final Set<String> ANY =
            Stream.of(LAWS, HistoryForm.FORMS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> FIELDS = Stream.of(
                    ANY,
                    HistoryForm.FIELDS,
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

    private final HistoryForm history;

    /// @param history that numbers may ask
    QuantityForm(AskedHistory history) {
        this.history = new HistoryForm(history);
    }

    /// Reads a probability or a share that must be there.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    Quantity share(JsonFields parent, String field, String name) {
        return read(parent, field, name, QuantityForm::isShare, "a share lies between 0 and 1");
    }

    /// Reads an amount of 0 or more that must be there.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    Quantity amount(JsonFields parent, String field, String name) {
        return read(parent, field, name, law -> law.quantile(0) >= 0, "an amount is 0 or more");
    }

    /// Reads a number that must be there.
    ///
    /// @return null when something is wrong, which is then noted
    @Nullable
    Quantity any(JsonFields parent, String field, String name) {
        return read(parent, field, name, law -> true, "");
    }

    private static boolean isShare(Law law) {
        return law.quantile(0) >= 0 && law.quantile(1) <= 1;
    }

    private @Nullable Quantity read(
            JsonFields parent, String field, String name, Predicate<Law> fits, String otherwise) {
        JsonNode node = parent.find(field);
        if (node == null) {
            parent.faults()
                    .add(parent.at(field), "is missing", "write " + FORMS + "; and own:, published: or judgement:");
            return null;
        }
        Quantity quantity = read(new JsonFields(node, parent.at(field), parent.faults()), name);
        if (quantity != null && !fits.test(quantity.law())) {
            parent.faults()
                    .add(parent.at(field), otherwise + ", and this may not", "write another form, or correct it");
        }
        return quantity;
    }

    private @Nullable Quantity read(JsonFields fields, String name) {
        if (fields.object() == null) {
            return null;
        }
        fields.only(FIELDS);
        Known known = known(fields);
        String learnBy = fields.text("learnBy", "");
        return known == null
                ? null
                : new Quantity(name, known.law(), known.origin(), learnBy.isBlank() ? null : learnBy);
    }

    private @Nullable Known known(JsonFields fields) {
        List<String> given = given(fields, ANY);
        if (given.size() != 1) {
            fields.faults()
                    .add(fields.pointer(), "has " + given.size() + " forms of a number: " + given, "write " + FORMS);
            return null;
        }
        int before = fields.faults().all().size();
        String form = given.getFirst();
        try {
            Known known = HistoryForm.FORMS.contains(form) ? history.known(fields, form) : stated(fields, form);
            return fields.faults().all().size() > before ? null : known;
        } catch (IllegalArgumentException e) {
            fields.faults().add(fields.pointer(), String.valueOf(e.getMessage()), "correct the numbers");
            return null;
        }
    }

    private static @Nullable Known stated(JsonFields fields, String form) {
        Law law = law(fields, form);
        Origin origin = origin(fields);
        return origin == null ? null : new Known(law, origin);
    }

    private static Law law(JsonFields fields, String form) {
        return switch (form) {
            case "number" -> new FixedNumber(number(fields, "number"));
            case "share" -> BetaLaw.of(number(fields, "share"), number(fields, "worth"));
            case "failed" -> failed(fields);
            case "events" ->
                new RateChance(number(fields, "events"), number(fields, "watched"), number(fields, "exposure"));
            case "between" -> between(fields);
            case "median" -> new LognormalLaw(Math.log(number(fields, "median")), number(fields, "sigma"));
            case "minutes" -> minutes(fields);
            case "mean" -> new NormalLaw(number(fields, "mean"), number(fields, "deviation"));
            default -> new OverrunLaw(number(fields, "overrunUpTo"));
        };
    }

    private static Law failed(JsonFields fields) {
        double failed = number(fields, "failed");
        double clean = number(fields, "of") - failed;
        if (!(failed >= 0 && clean >= 0)) {
            throw new IllegalArgumentException("failed must be 0 to of, the number of changes");
        }
        return new FailureRate(
                        fields.oneOf("prior", FailurePrior.class, FailurePrior.JEFFREYS)
                                .law(),
                        failed,
                        clean)
                .posterior();
    }

    private static Law minutes(JsonFields fields) {
        JsonNode minutes = fields.find("minutes");
        if (minutes == null || !minutes.isArray() || !minutes.valueStream().allMatch(JsonNode::isNumber)) {
            throw new IllegalArgumentException("minutes must be how long own outages lasted: [25, 190]");
        }
        var believed = new LognormalLaw(Math.log(number(fields, "believedMedian")), number(fields, "believedSigma"));
        return OutageLength.believed(believed)
                .after(minutes.valueStream().mapToDouble(JsonNode::doubleValue).toArray())
                .asLognormal();
    }

    /// How many times as likely something is: a number, or a form of an amount. The judgement beside it is its
    /// origin.
    static Law multiplier(JsonFields fields) {
        JsonNode node = fields.find("multiplier");
        if (node == null || !node.isObject()) {
            return new FixedNumber(fields.number("multiplier", 1));
        }
        JsonFields law = fields.object("multiplier").only(MULTIPLIER);
        List<String> given = given(law, AMOUNTS);
        if (given.size() != 1) {
            throw new IllegalArgumentException("multiplier must be a number, or between: [LOW, HIGH], or median: M with"
                    + " sigma: S; it has " + given.size() + " of these forms");
        }
        return law(law, given.getFirst());
    }

    static double number(JsonFields fields, String name) {
        if (fields.find(name) == null) {
            fields.faults().add(fields.at(name), "is missing", "write " + FORMS);
        }
        return fields.number(name, 1);
    }

    private static Law between(JsonFields fields) {
        JsonNode ends = fields.find("between");
        if (ends == null
                || !ends.isArray()
                || ends.size() != 2
                || !ends.valueStream().allMatch(end -> JsonFields.finite(end) != null)) {
            throw new IllegalArgumentException(
                    "between must be two numbers, 5 % below and 5 % above them: [LOW, HIGH]");
        }
        return LognormalLaw.between(ends.get(0).doubleValue(), ends.get(1).doubleValue());
    }

    private static @Nullable Origin origin(JsonFields fields) {
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
        return new Origin(
                switch (given.getFirst()) {
                    case "own" -> Origin.Kind.OWN_DATA;
                    case "published" -> Origin.Kind.PUBLISHED;
                    default -> Origin.Kind.JUDGEMENT;
                },
                words);
    }

    private static List<String> given(JsonFields fields, Set<String> names) {
        return names.stream().filter(name -> fields.find(name) != null).sorted().toList();
    }
}
