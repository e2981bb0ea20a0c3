// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The innovation tokens of an organisation and the technologies that occupy them: those in use without
/// sufficient own operating experience (McKinley 2015). In use are technologies at TRIAL or ADOPT, and those
/// that a service runs, whatever their ring. A token becomes free by running hours, or when its technology
/// has left use and no service runs it.
///
/// @param policy number of tokens, and the experience that frees one
/// @param spent occupied tokens, earliest use first; may exceed the number of tokens
public record InnovationTokens(TechnologyPolicy policy, List<Token> spent) {

    /// An occupied token.
    ///
    /// @param number 1 for the first
    /// @param technology technology that occupies it
    /// @param since when it came into use; null when it is about to
    /// @param decision id of the accepted record that justifies it; null when there is none
    public record Token(
            int number,
            TechnologyTrackRecord technology,
            @Nullable Instant since,
            @Nullable String decision) {
        /// Returns the key of the technology.
        public String key() {
            return technology.technology().key();
        }
    }

    public InnovationTokens {
        spent = List.copyOf(spent);
    }

    /// Counts the tokens.
    ///
    /// @param register all technologies, in any order
    /// @param accepted accepted decision records
    public static InnovationTokens of(
            TechnologyPolicy policy, Collection<TechnologyTrackRecord> register, AcceptedDecisionRecords accepted) {
        return of(policy, register, accepted, Set.of());
    }

    /// Counts the tokens as if further technologies were in use; these come last.
    ///
    /// @param introduced keys of technologies that are about to come into use, or are in use
    static InnovationTokens of(
            TechnologyPolicy policy,
            Collection<TechnologyTrackRecord> register,
            AcceptedDecisionRecords accepted,
            Set<String> introduced) {
        List<TechnologyTrackRecord> holders = register.stream()
                .filter(one -> policy.isNovel(one.experience()))
                .filter(one -> one.technology().ring().isInUse()
                        || one.isInUse()
                        || introduced.contains(one.technology().key()))
                .sorted(Comparator.comparing(InnovationTokens::sortKey)
                        .thenComparing(one -> one.technology().key()))
                .toList();
        return new InnovationTokens(
                policy,
                IntStream.range(0, holders.size())
                        .mapToObj(at -> toToken(at + 1, holders.get(at), accepted))
                        .toList());
    }

    /* Technologies about to come into use come last. */
    private static Instant sortKey(TechnologyTrackRecord one) {
        return Objects.requireNonNullElse(one.usedSince(), Instant.MAX);
    }

    private static Token toToken(int place, TechnologyTrackRecord one, AcceptedDecisionRecords accepted) {
        Technology technology = one.technology();
        return new Token(place, one, one.usedSince(), technology.findDecision(accepted));
    }

    /// Returns the number of free tokens.
    public int remaining() {
        return Math.max(0, policy.tokens() - spent.size());
    }

    /// Returns the occupied tokens beyond the limit, without a decision record.
    public List<Token> findUndecided() {
        return spent.stream()
                .filter(token -> token.number() > policy.tokens() && token.decision() == null)
                .toList();
    }

    /// Returns the probability that an unknown cause in any technology with a token triggers an incident
    /// while each is run.
    ///
    /// @param running hours for which a service runs each
    public double incidentProbability(double running) {
        return UnknownCauseIncidentRate.probability(
                spent.stream()
                        .map(token -> UnknownCauseIncidentRate.ofExperience(
                                token.technology().experience()))
                        .toList(),
                running);
    }
}
