// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.engine.decision.history.HistoryEstimator;
import dev.evenkeel.engine.decision.history.HistoryEstimator.Estimate;
import dev.evenkeel.engine.decision.history.ServiceHistory;
import dev.evenkeel.engine.risk.CausePrior;
import dev.evenkeel.engine.risk.FailurePrior;
import dev.evenkeel.engine.risk.OutageDurationPrior;
import dev.evenkeel.files.json.JsonObjectReader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A parser of quantities estimated from the organisation's own history.
final class HistoryQuantityParser {
    /// Fields that select the quantity.
    static final Set<String> FORMS = Set.of("incidents", "changes", "majors", "history", "technology");
    /// Fields in addition to these.
    static final Set<String> FIELDS = Set.of("prior", "multiplier", "weeks", "judgement", "learnBy");
    /// Description of the forms.
    static final String SHAPES =
            "incidents: CAUSE with weeks: N, multiplier: N (or {between: [LOW, HIGH]}) and prior: NAME, or changes:"
                    + " KIND with prior: NAME, or majors: KIND, or history: WHOLE|DETECT|IDENTIFY|MITIGATE with prior:"
                    + " NAME, or technology: NAME with weeks: N";

    private final RiskCaseHistory history;

    HistoryQuantityParser(RiskCaseHistory history) {
        this.history = history;
    }

    /// Estimates the quantity from the history.
    ///
    /// @return null when the field is invalid; the error is then added
    /// @throws IllegalArgumentException when the history has insufficient data, with the reason
    @Nullable
    Estimate parse(JsonObjectReader fields, String form) {
        ServiceHistory serviceHistory = history.requireHistory(
                fields, RiskCaseHistory.NONE_GIVEN, RiskCaseHistory.REMEDY + "write the number in another form");
        if (serviceHistory == null) {
            return null;
        }
        rejectField(fields, "own");
        rejectField(fields, "published");
        var laws = new HistoryEstimator(serviceHistory);
        String named = fields.text(form, "");
        String judgement = fields.text("judgement", "");
        String whose = judgement.isBlank() ? null : judgement;
        return switch (form) {
            case "incidents" -> parseCause(fields, laws, named, whose);
            case "changes" ->
                laws.estimateFailureChance(
                        named, fields.find("prior") == null ? null : parsePrior(fields, FailurePrior.JEFFREYS), whose);
            case "majors" -> laws.estimateMajorChance(named, whose);
            case "history" ->
                laws.estimateOutageMinutes(
                        fields.enumValue("history", ServiceHistory.OutagePhase.class, ServiceHistory.OutagePhase.WHOLE),
                        parseOutagePrior(fields));
            default ->
                laws.estimateUnknownRisk(
                        named, QuantityParser.parseMultiplier(fields), QuantityParser.parseNumber(fields, "weeks"));
        };
    }

    private static void rejectField(JsonObjectReader fields, String origin) {
        if (fields.find(origin) != null) {
            fields.errors()
                    .add(
                            fields.pointerTo(origin),
                            "is not allowed for an estimate from the history",
                            "remove " + origin);
        }
    }

    private static @Nullable Estimate parseCause(
            JsonObjectReader fields, HistoryEstimator laws, String cause, @Nullable String whose) {
        if (whose == null) {
            fields.errors()
                    .add(
                            fields.pointerTo("judgement"),
                            "is missing",
                            "name who estimates how much more likely the change makes the cause: judgement: NAME");
            return null;
        }
        return laws.estimateCauseChance(
                cause,
                parsePrior(fields, CausePrior.JEFFREYS),
                QuantityParser.parseMultiplier(fields),
                QuantityParser.parseNumber(fields, "weeks"),
                whose);
    }

    private static OutageDurationPrior parseOutagePrior(JsonObjectReader fields) {
        if (fields.find("prior") == null) {
            fields.errors()
                    .add(
                            fields.pointerTo("prior"),
                            "is missing",
                            "choose by severity: ISSRE_WHOLE for large outages, STATUS_PAGE for common ones,"
                                    + " ISSRE_DETECT, ISSRE_IDENTIFY, ISSRE_MITIGATE, ISSRE_ROLLBACK or ISSRE_FIX for"
                                    + " phases");
        }
        return parsePrior(fields, OutageDurationPrior.ISSRE_WHOLE);
    }

    private static <E extends Enum<E>> E parsePrior(JsonObjectReader fields, E fallback) {
        return fields.enumValue("prior", fallback.getDeclaringClass(), fallback);
    }
}
