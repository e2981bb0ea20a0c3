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

/// Who holds the innovation tokens of an organisation: technologies that are in use and have no history of
/// their own (McKinley 2015). In use is what is at TRIAL or ADOPT, and what a service runs, whatever its ring:
/// a token comes back by running hours, or when its technology has left use and no service runs it any more.
///
/// @param policy how many there are, and what ends a lack of history
/// @param spent who came into use first comes first; may be more than there are tokens
public record InnovationTokens(TechnologyPolicy policy, List<Token> spent) {

    /// A token that is held.
    ///
    /// @param place 1 for the first
    /// @param technology that holds it
    /// @param since when that came into use; null when it is about to
    /// @param decision id of the accepted record about it behind that; null when there is none
    public record Token(
            int place,
            TechnologyProfile technology,
            @Nullable Instant since,
            @Nullable String decision) {
        /// Key of the technology.
        public String key() {
            return technology.technology().key();
        }
    }

    public InnovationTokens {
        spent = List.copyOf(spent);
    }

    /// Counts.
    ///
    /// @param register all technologies, in any order
    /// @param accepted decision records that hold
    public static InnovationTokens of(
            TechnologyPolicy policy, Collection<TechnologyProfile> register, AcceptedDecisionRecords accepted) {
        return of(policy, register, accepted, Set.of());
    }

    /// Counts as if some more were in use: they come last.
    ///
    /// @param introduced keys of technologies that are about to come into use, or are in use
    static InnovationTokens of(
            TechnologyPolicy policy,
            Collection<TechnologyProfile> register,
            AcceptedDecisionRecords accepted,
            Set<String> introduced) {
        List<TechnologyProfile> holders = register.stream()
                .filter(one -> policy.isNovel(one.own()))
                .filter(one -> one.technology().ring().isInUse()
                        || one.isRun()
                        || introduced.contains(one.technology().key()))
                .sorted(Comparator.comparing(InnovationTokens::order)
                        .thenComparing(one -> one.technology().key()))
                .toList();
        return new InnovationTokens(
                policy,
                IntStream.range(0, holders.size())
                        .mapToObj(at -> token(at + 1, holders.get(at), accepted))
                        .toList());
    }

    /* Who is about to come into use comes last. */
    private static Instant order(TechnologyProfile one) {
        return Objects.requireNonNullElse(one.usedSince(), Instant.MAX);
    }

    private static Token token(int place, TechnologyProfile one, AcceptedDecisionRecords accepted) {
        Technology technology = one.technology();
        return new Token(place, one, one.usedSince(), technology.decision(accepted));
    }

    /// Tokens that nobody holds.
    public int left() {
        return Math.max(0, policy.tokens() - spent.size());
    }

    /// Tokens beyond those that there are, with no decision record behind them.
    public List<Token> undecided() {
        return spent.stream()
                .filter(token -> token.place() > policy.tokens() && token.decision() == null)
                .toList();
    }

    /// Chance that something unknown of those that hold tokens brings an incident while each is run.
    ///
    /// @param running hours that a service runs each
    public double unknownCause(double running) {
        return UnknownCauseRate.probability(
                spent.stream()
                        .map(token -> UnknownCauseRate.after(token.technology().own()))
                        .toList(),
                running);
    }
}
