// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.technology.InnovationTokens;
import dev.evenkeel.engine.technology.KnownTechnology;
import dev.evenkeel.engine.technology.Ring;
import dev.evenkeel.engine.technology.RingMove;
import dev.evenkeel.engine.technology.ServiceUse;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyKind;
import dev.evenkeel.engine.technology.TechnologyPolicy;
import dev.evenkeel.engine.technology.UnknownCause;
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
record TechnologyView(
        String key,
        String name,
        TechnologyKind kind,
        Ring ring,
        Instant since,
        List<ServiceUse> uses,
        List<String> packages,
        double hours,
        double incidents,
        boolean novel,
        Unknown unknown,
        List<RingMove> moves) {
    /// What a service that runs it for a quarter has to expect of unknown causes.
    ///
    /// @param incidents how many, with their 90 % interval
    /// @param probability chance of one or more, 0 to 1
    record Unknown(UnknownCause.Interval incidents, double probability) {
        static Unknown of(KnownTechnology known) {
            UnknownCause cause = UnknownCause.after(known.own());
            return new Unknown(cause.incidentsInQuarter(), cause.probability(UnknownCause.QUARTER, 1));
        }
    }

    static TechnologyView of(KnownTechnology known, TechnologyPolicy policy) {
        Technology technology = known.technology();
        return new TechnologyView(
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
                Unknown.of(known),
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
    record Tokens(
            int tokens,
            int left,
            double novelBelowHours,
            List<Held> spent,
            List<String> undecided,
            double probability) {
        static Tokens of(InnovationTokens tokens) {
            return new Tokens(
                    tokens.policy().tokens(),
                    tokens.left(),
                    tokens.policy().novelBelowHours(),
                    tokens.spent().stream().map(Held::of).toList(),
                    tokens.undecided().stream().map(InnovationTokens.Token::key).toList(),
                    tokens.unknownCause(UnknownCause.QUARTER));
        }
    }

    /// A token that is held.
    ///
    /// @param technology key of who holds it
    /// @param since when that came into use; null when it is about to
    /// @param record id of the decision record behind it; null when there is none
    record Held(
            int place,
            String technology,
            @Nullable Instant since,
            double hours,
            @Nullable String record) {
        static Held of(InnovationTokens.Token token) {
            return new Held(
                    token.place(),
                    token.key(),
                    token.since(),
                    token.technology().own().hours(),
                    token.decision());
        }
    }
}
