// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

/// The policy of an organisation for new technologies.
///
/// @param tokens number of innovation tokens, 0 to 100
/// @param noveltyThresholdHours own running hours below which a technology counts as new, above 0, most
///     at 1,000,000
/// @param requiredDeclaration what changes must declare
public record TechnologyPolicy(int tokens, double noveltyThresholdHours, DeclarationRequirement requiredDeclaration) {
    /// Maximum number of tokens.
    public static final int MAX_TOKENS = 100;
    /// Maximum of `noveltyThresholdHours`.
    public static final double MAX_HOURS = 1_000_000;

    /// Default policy: about three tokens (McKinley, Choose boring technology, 2015); a quarter of a year,
    /// after which a technology without an incident is shown, at 95%, to cause fewer than about one per month
    /// (3 / 2,190 h, rule of three). The hours are our choice.
    public static final TechnologyPolicy DEFAULT = new TechnologyPolicy(3, 2_190, DeclarationRequirement.NONE);

    /// The declaration required of a change about the technologies that it introduces.
    public enum DeclarationRequirement {
        /// Nothing; existing declarations are checked.
        NONE,
        /// Which ones, or that there are none.
        DECLARATION,
        /// The same, with the difference of its SBOMs.
        SBOM
    }

    public TechnologyPolicy {
        if (tokens < 0 || tokens > MAX_TOKENS) {
            throw new IllegalArgumentException("tokens must be 0 to " + MAX_TOKENS + ", got " + tokens);
        }
        if (!(noveltyThresholdHours > 0 && noveltyThresholdHours <= MAX_HOURS)) {
            throw new IllegalArgumentException(
                    "noveltyThresholdHours must be above 0, at most " + MAX_HOURS + ", got " + noveltyThresholdHours);
        }
    }

    /// Whether a technology with this experience counts as new.
    public boolean isNovel(OperatingExperience own) {
        return own.hours() < noveltyThresholdHours;
    }
}
