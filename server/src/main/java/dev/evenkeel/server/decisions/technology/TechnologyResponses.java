// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.api.TechnologyApi.InnovationTokensResponse;
import dev.evenkeel.api.TechnologyApi.SpentToken;
import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.api.TechnologyApi.UnknownCauseRisk;
import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyTrackRecord;
import dev.evenkeel.engine.technology.UnknownCauseIncidentRate;

/// Conversion of technologies and innovation tokens to responses.
final class TechnologyResponses {
    private TechnologyResponses() {}

    static TechnologyResponse of(TechnologyTrackRecord known, TechnologyPolicy policy) {
        Technology technology = known.technology();
        UnknownCauseIncidentRate unknown = UnknownCauseIncidentRate.ofExperience(known.experience());
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
                new UnknownCauseRisk(
                        unknown.incidentsInQuarter(), unknown.probability(UnknownCauseIncidentRate.QUARTER, 1)),
                technology.ringChanges());
    }

    static InnovationTokensResponse of(InnovationTokens tokens) {
        return new InnovationTokensResponse(
                tokens.policy().tokens(),
                tokens.remaining(),
                tokens.policy().noveltyThresholdHours(),
                tokens.spent().stream().map(TechnologyResponses::toSpentToken).toList(),
                tokens.findUndecided().stream().map(InnovationTokens.Token::key).toList(),
                tokens.incidentProbability(UnknownCauseIncidentRate.QUARTER));
    }

    private static SpentToken toSpentToken(InnovationTokens.Token token) {
        return new SpentToken(
                token.number(),
                token.key(),
                token.since(),
                token.technology().experience().hours(),
                token.decision());
    }
}
