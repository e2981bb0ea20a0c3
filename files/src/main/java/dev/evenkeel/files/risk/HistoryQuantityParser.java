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

/// A number that is asked of the organisation's own history; where it comes from follows.
final class HistoryQuantityParser {
    /// Fields that say which number is asked for.
    static final Set<String> FORMS = Set.of("incidents", "changes", "majors", "history", "technology");
    /// Fields beside them.
    static final Set<String> FIELDS = Set.of("prior", "multiplier", "weeks", "judgement", "learnBy");
    /// What the forms look like.
    static final String SHAPES =
            "incidents: CAUSE with weeks: N, multiplier: N (or {between: [LOW, HIGH]}) and prior: NAME, or changes: KIND with"
                    + " prior: NAME, or majors: KIND, or history: WHOLE|DETECT|IDENTIFY|MITIGATE with prior: NAME, or"
                    + " technology: NAME with weeks: N";

    private final RiskCaseHistory history;

    HistoryQuantityParser(RiskCaseHistory history) {
        this.history = history;
    }

    /// Asks the history.
    ///
    /// @return null when something is wrong, which is then noted
    /// @throws IllegalArgumentException when the history cannot answer, with the reason
    @Nullable
    Estimate known(JsonObjectReader fields, String form) {
        ServiceHistory asked = history.ask(
                fields, RiskCaseHistory.NONE_GIVEN, RiskCaseHistory.GIVE + "write the number in another form");
        if (asked == null) {
            return null;
        }
        refuse(fields, "own");
        refuse(fields, "published");
        var laws = new HistoryEstimator(asked);
        String named = fields.text(form, "");
        String judgement = fields.text("judgement", "");
        String whose = judgement.isBlank() ? null : judgement;
        return switch (form) {
            case "incidents" -> cause(fields, laws, named, whose);
            case "changes" ->
                laws.failed(named, fields.find("prior") == null ? null : prior(fields, FailurePrior.JEFFREYS), whose);
            case "majors" -> laws.majorGivenFailed(named, whose);
            case "history" ->
                laws.minutes(
                        fields.oneOf("history", ServiceHistory.OutagePhase.class, ServiceHistory.OutagePhase.WHOLE),
                        outagePrior(fields));
            default -> laws.unknown(named, QuantityParser.multiplier(fields), QuantityParser.number(fields, "weeks"));
        };
    }

    private static void refuse(JsonObjectReader fields, String origin) {
        if (fields.find(origin) != null) {
            fields.faults()
                    .add(fields.at(origin), "cannot be said of a number from the own history", "remove " + origin);
        }
    }

    private static @Nullable Estimate cause(
            JsonObjectReader fields, HistoryEstimator laws, String cause, @Nullable String whose) {
        if (whose == null) {
            fields.faults()
                    .add(
                            fields.at("judgement"),
                            "is missing",
                            "say who judges how many times as likely this change makes the cause: judgement: NAME");
            return null;
        }
        return laws.cause(
                cause,
                prior(fields, CausePrior.JEFFREYS),
                QuantityParser.multiplier(fields),
                QuantityParser.number(fields, "weeks"),
                whose);
    }

    private static OutageDurationPrior outagePrior(JsonObjectReader fields) {
        if (fields.find("prior") == null) {
            fields.faults()
                    .add(
                            fields.at("prior"),
                            "is missing",
                            "choose by severity: ISSRE_WHOLE for big outages, STATUS_PAGE for everyday ones,"
                                    + " ISSRE_DETECT, ISSRE_IDENTIFY, ISSRE_MITIGATE, ISSRE_ROLLBACK or ISSRE_FIX for"
                                    + " parts");
        }
        return prior(fields, OutageDurationPrior.ISSRE_WHOLE);
    }

    private static <E extends Enum<E>> E prior(JsonObjectReader fields, E fallback) {
        return fields.oneOf("prior", fallback.getDeclaringClass(), fallback);
    }
}
