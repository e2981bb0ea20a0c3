// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

/// What an organisation may spend its novelty on, and what changes have to say of it.
///
/// @param tokens innovation tokens, 0 to 100
/// @param novelBelowHours own running hours below which a technology has no history of its own, above 0, at
///     most 1,000,000
/// @param demand what a change has to say
public record TechnologyPolicy(int tokens, double novelBelowHours, DeclarationRequirement demand) {
    /// The most tokens that a policy may give.
    public static final int MOST_TOKENS = 100;
    /// The most hours that a policy may ask for.
    public static final double MOST_HOURS = 1_000_000;

    /// Where nothing was said: about three tokens (McKinley, Choose boring technology, 2015); a quarter of a
    /// year, after which a technology without an incident is shown, at 95 %, to bring fewer than about one a
    /// month (3 / 2,190 h, rule of three). The hours are ours.
    public static final TechnologyPolicy USUAL = new TechnologyPolicy(3, 2_190, DeclarationRequirement.NOTHING);

    /// What a change has to say of the technologies that it introduces.
    public enum DeclarationRequirement {
        /// Nothing; what it says is checked.
        NOTHING,
        /// Which, or that it introduces none.
        DECLARATION,
        /// The same, and the difference of its SBOMs.
        SBOM
    }

    public TechnologyPolicy {
        if (tokens < 0 || tokens > MOST_TOKENS) {
            throw new IllegalArgumentException("a policy gives 0 to " + MOST_TOKENS + " tokens, got " + tokens);
        }
        if (!(novelBelowHours > 0 && novelBelowHours <= MOST_HOURS)) {
            throw new IllegalArgumentException(
                    "a policy asks for hours above 0, at most " + MOST_HOURS + ", got " + novelBelowHours);
        }
    }

    /// Whether a technology with this experience has no history of its own.
    public boolean isNovel(OperatingExperience own) {
        return own.hours() < novelBelowHours;
    }
}
