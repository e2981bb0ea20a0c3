// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.RadarRing;
import dev.evenkeel.engine.technology.RadarRingChange;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.TechnologyProfile;
import dev.evenkeel.engine.technology.UnknownCauseRate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A technology as the API tells of it (docs/reference/http-api.md).
///
/// @param uses where it runs and ran: as people say, by changes and by rollouts
/// @param hours that services ran it
/// @param incidents that it had a part in
/// @param novel whether it has no history of its own
/// @param unknown what may come of it that nobody knows
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
        List<RadarRingChange> moves) {
    /// What a service that runs it for a quarter has to expect of unknown causes.
    ///
    /// @param incidents how many, with their 90 % interval
    /// @param probability chance of one or more, 0 to 1
    record UnknownCauseRisk(UnknownCauseRate.Interval incidents, double probability) {
        static UnknownCauseRisk of(TechnologyProfile known) {
            UnknownCauseRate cause = UnknownCauseRate.after(known.own());
            return new UnknownCauseRisk(cause.incidentsInQuarter(), cause.probability(UnknownCauseRate.QUARTER, 1));
        }
    }

    static TechnologyResponse of(TechnologyProfile known, TechnologyPolicy policy) {
        Technology technology = known.technology();
        return new TechnologyResponse(
                technology.key(),
                technology.name(),
                technology.kind(),
                technology.ring(),
                technology.since(),
                known.uses(),
                technology.packages(),
                known.own().hours(),
                known.own().incidents(),
                policy.isNovel(known.own()),
                UnknownCauseRisk.of(known),
                technology.moves());
    }

    /// Innovation tokens.
    ///
    /// @param tokens that there are
    /// @param left that nobody holds
    /// @param novelBelowHours own running hours that end a lack of history
    /// @param spent who holds one
    /// @param undecided keys of those beyond the tokens there are with no accepted decision record
    /// @param probability chance that something unknown of those that hold a token brings an incident when a
    ///     service runs each for a quarter, 0 to 1
    record InnovationTokensResponse(
            int tokens,
            int left,
            double novelBelowHours,
            List<SpentToken> spent,
            List<String> undecided,
            double probability) {
        static InnovationTokensResponse of(InnovationTokens tokens) {
            return new InnovationTokensResponse(
                    tokens.policy().tokens(),
                    tokens.left(),
                    tokens.policy().novelBelowHours(),
                    tokens.spent().stream().map(SpentToken::of).toList(),
                    tokens.undecided().stream().map(InnovationTokens.Token::key).toList(),
                    tokens.unknownCause(UnknownCauseRate.QUARTER));
        }
    }

    /// A token that is held.
    ///
    /// @param technology key of who holds it
    /// @param since when that came into use; null when it is about to
    /// @param record id of the decision record behind it; null when there is none
    record SpentToken(
            int place,
            String technology,
            @Nullable Instant since,
            double hours,
            @Nullable String record) {
        static SpentToken of(InnovationTokens.Token token) {
            return new SpentToken(
                    token.place(),
                    token.key(),
                    token.since(),
                    token.technology().own().hours(),
                    token.decision());
        }
    }
}
