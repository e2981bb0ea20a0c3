// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyTrackRecord;
import dev.evenkeel.engine.technology.UnknownCauseIncidentRate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A technology in responses of the HTTP API (docs/reference/http-api.md).
///
/// @param uses where it runs or ran: from the register, changes and rollouts
/// @param hours running hours in all services
/// @param incidents incidents that it contributed to
/// @param novel whether it has no operating experience here
/// @param unknown risk from unknown causes
record TechnologyResponse(
        String key,
        String name,
        TechnologyKind kind,
        RadarRing ring,
        Instant since,
        List<ServiceUsage> uses,
        List<String> packages,
        double hours,
        double incidents,
        boolean novel,
        UnknownCauseRisk unknown,
        List<RadarRingChange> ringChanges) {
    /// The expected incidents from unknown causes in a service that runs it for a quarter.
    ///
    /// @param incidents number of incidents, with its 90% interval
    /// @param probability probability of one or more, 0 to 1
    record UnknownCauseRisk(UnknownCauseIncidentRate.Interval incidents, double probability) {
        static UnknownCauseRisk of(TechnologyTrackRecord known) {
            UnknownCauseIncidentRate cause = UnknownCauseIncidentRate.ofExperience(known.experience());
            return new UnknownCauseRisk(
                    cause.incidentsInQuarter(), cause.probability(UnknownCauseIncidentRate.QUARTER, 1));
        }
    }

    static TechnologyResponse of(TechnologyTrackRecord known, TechnologyPolicy policy) {
        Technology technology = known.technology();
        return new TechnologyResponse(
                technology.key(),
                technology.name(),
                technology.kind(),
                technology.ring(),
                technology.ringSince(),
                known.usages(),
                technology.packages(),
                known.experience().hours(),
                known.experience().incidents(),
                policy.isNovel(known.experience()),
                UnknownCauseRisk.of(known),
                technology.ringChanges());
    }

    /// The innovation tokens.
    ///
    /// @param tokens total number
    /// @param remaining number of free tokens
    /// @param noveltyThresholdHours own running hours after which a technology is no longer novel
    /// @param spent tokens in use
    /// @param undecided keys of the technologies above the total without an accepted decision record
    /// @param probability probability that an unknown cause in one of the technologies with a token brings an
    ///     incident when a service runs each of them for a quarter, 0 to 1
    record InnovationTokensResponse(
            int tokens,
            int remaining,
            double noveltyThresholdHours,
            List<SpentToken> spent,
            List<String> undecided,
            double probability) {
        static InnovationTokensResponse of(InnovationTokens tokens) {
            return new InnovationTokensResponse(
                    tokens.policy().tokens(),
                    tokens.remaining(),
                    tokens.policy().noveltyThresholdHours(),
                    tokens.spent().stream().map(SpentToken::of).toList(),
                    tokens.findUndecided().stream()
                            .map(InnovationTokens.Token::key)
                            .toList(),
                    tokens.incidentProbability(UnknownCauseIncidentRate.QUARTER));
        }
    }

    /// A token in use.
    ///
    /// @param technology key of the technology that uses it
    /// @param since start of its use; null when it is not yet in use
    /// @param decisionRecord id of the decision record for it; null without one
    record SpentToken(
            int number,
            String technology,
            @Nullable Instant since,
            double hours,
            @Nullable String decisionRecord) {
        static SpentToken of(InnovationTokens.Token token) {
            return new SpentToken(
                    token.number(),
                    token.key(),
                    token.since(),
                    token.technology().experience().hours(),
                    token.decision());
        }
    }
}
