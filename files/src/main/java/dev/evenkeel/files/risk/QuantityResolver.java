// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.Quantity;
import dev.evenkeel.engine.decision.QuantitySource;
import dev.evenkeel.engine.decision.history.HistoryEstimator;
import dev.evenkeel.engine.decision.history.HistoryEstimator.Estimate;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.risk.CausePrior;
import dev.evenkeel.engine.risk.FailurePrior;
import dev.evenkeel.engine.risk.OutageDurationPrior;
import dev.evenkeel.engine.risk.RandomVariable;
import dev.evenkeel.files.json.ValidationErrors;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A resolver of the quantities of one case: computes their distributions from their parameters, or from the history
/// of the service. Not thread-safe.
final class QuantityResolver {
    private static final Set<String> FROM_HISTORY = Set.of("incidents", "changes", "majors", "history", "technology");

    private final RiskCaseHistory history;
    private final ValidationErrors errors;

    /// @param errors receives validation errors
    QuantityResolver(RiskCaseHistory history, ValidationErrors errors) {
        this.history = history;
        this.errors = errors;
    }

    /// Resolves a probability or share.
    ///
    /// @param stated null if it is left out or has an error
    /// @param name unique name of the quantity
    /// @return null if it is left out, or invalid; then with an error
    @Nullable
    Quantity resolveShare(@Nullable StatedQuantity stated, String pointer, String name) {
        return resolve(
                stated,
                pointer,
                name,
                distribution -> distribution.quantile(0) >= 0 && distribution.quantile(1) <= 1,
                "must be between 0 and 1");
    }

    /// Resolves an amount of 0 or more, as [#resolveShare].
    @Nullable
    Quantity resolveAmount(@Nullable StatedQuantity stated, String pointer, String name) {
        return resolve(stated, pointer, name, distribution -> distribution.quantile(0) >= 0, "must be 0 or more");
    }

    /// Resolves a number, as [#resolveShare].
    @Nullable
    Quantity resolve(@Nullable StatedQuantity stated, String pointer, String name) {
        return resolve(stated, pointer, name, distribution -> true, "");
    }

    private @Nullable Quantity resolve(
            @Nullable StatedQuantity stated,
            String pointer,
            String name,
            Predicate<RandomVariable> allowed,
            String otherwise) {
        if (stated == null || errors.contains(pointer)) {
            return null;
        }
        Estimate estimate = estimate(new QuantityReader(stated, pointer, errors));
        if (estimate == null || errors.contains(pointer)) {
            return null;
        }
        if (!allowed.test(estimate.distribution())) {
            errors.add(pointer, otherwise + ", but the distribution exceeds that", "use another form, or correct it");
            return null;
        }
        String learnBy = stated.learnBy();
        return new Quantity(
                name,
                estimate.distribution(),
                estimate.origin(),
                learnBy == null || learnBy.isBlank() ? null : learnBy);
    }

    private @Nullable Estimate estimate(QuantityReader reader) {
        List<String> forms = reader.stated().listForms();
        if (forms.size() != 1) {
            errors.add(
                    reader.pointer(),
                    reader.stated().isEmpty()
                            ? "is missing"
                            : "must have exactly one form of a number, got " + (forms.isEmpty() ? "none" : forms),
                    "write " + StatedQuantity.FORMS + "; and own:, published: or judgement:");
            return null;
        }
        String form = forms.getFirst();
        try {
            if (FROM_HISTORY.contains(form)) {
                return estimateFromHistory(reader, form);
            }
            RandomVariable distribution = reader.readDistribution(form);
            QuantitySource source = reader.readSource();
            return source == null ? null : new Estimate(distribution, source);
        } catch (IllegalArgumentException e) {
            errors.add(reader.pointer(), String.valueOf(e.getMessage()), "correct the numbers");
            return null;
        }
    }

    private @Nullable Estimate estimateFromHistory(QuantityReader reader, String form) {
        StatedQuantity stated = reader.stated();
        ServiceHistory known = history.find(reader.pointer(), "write the number in another form", errors);
        if (known == null) {
            return null;
        }
        rejectSource(reader, "own", stated.own());
        rejectSource(reader, "published", stated.published());
        var estimator = new HistoryEstimator(known);
        String judge = stated.judgement() == null || stated.judgement().isBlank() ? null : stated.judgement();
        return switch (form) {
            case "incidents" -> estimateCause(reader, estimator, judge);
            case "changes" ->
                estimator.estimateFailureChance(
                        Objects.requireNonNull(stated.changes()),
                        stated.prior() == null ? null : reader.readPrior(FailurePrior.JEFFREYS),
                        judge);
            case "majors" -> estimator.estimateMajorChance(Objects.requireNonNull(stated.majors()), judge);
            case "history" ->
                estimator.estimateOutageMinutes(Objects.requireNonNull(stated.history()), readOutagePrior(reader));
            default ->
                estimator.estimateUnknownRisk(
                        Objects.requireNonNull(stated.technology()),
                        reader.readMultiplier(),
                        reader.require("weeks", stated.weeks()));
        };
    }

    private void rejectSource(QuantityReader reader, String field, @Nullable String given) {
        if (given != null) {
            errors.add(
                    reader.pointer() + "/" + field,
                    "is not allowed for an estimate from the history",
                    "remove " + field);
        }
    }

    private @Nullable Estimate estimateCause(
            QuantityReader reader, HistoryEstimator estimator, @Nullable String judge) {
        if (judge == null) {
            errors.add(
                    reader.pointer() + "/judgement",
                    "is missing",
                    "name who estimates how much more likely the change makes the cause: judgement: NAME");
            return null;
        }
        return estimator.estimateCauseChance(
                Objects.requireNonNull(reader.stated().incidents()),
                reader.readPrior(CausePrior.JEFFREYS),
                reader.readMultiplier(),
                reader.require("weeks", reader.stated().weeks()),
                judge);
    }

    private OutageDurationPrior readOutagePrior(QuantityReader reader) {
        if (reader.stated().prior() == null) {
            errors.add(
                    reader.pointer() + "/prior",
                    "is missing",
                    "choose by severity: ISSRE_WHOLE for large outages, STATUS_PAGE for common ones,"
                            + " ISSRE_DETECT, ISSRE_IDENTIFY, ISSRE_MITIGATE, ISSRE_ROLLBACK or ISSRE_FIX for"
                            + " phases");
        }
        return reader.readPrior(OutageDurationPrior.ISSRE_WHOLE);
    }
}
