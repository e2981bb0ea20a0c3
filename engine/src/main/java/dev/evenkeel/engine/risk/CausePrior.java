// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

/// A prior for the rate of a cause of incidents.
///
/// Published lists state the share of incidents by cause, not the rate of incidents. A prior therefore has
/// the weight of [#WEIGHT] incidents at the organisation's own rate of all incidents, of which that share has
/// the cause. The lists disagree, because base rates depend on how incidents were collected: the selected
/// list is a choice, and is shown as one.
public enum CausePrior {
    /// Nearly uninformative: half an event in zero time (Jeffreys 1946).
    JEFFREYS(Double.NaN, "no prior knowledge (Jeffreys' prior)"),
    /// Trigger: a new binary.
    SRE_BINARY_PUSH(0.37, SourceCitations.SRE_TRIGGERS),
    /// Trigger: a new configuration.
    SRE_CONFIGURATION_PUSH(0.31, SourceCitations.SRE_TRIGGERS),
    /// Trigger: user behaviour.
    SRE_USER_BEHAVIOUR(0.09, SourceCitations.SRE_TRIGGERS),
    /// Trigger: a processing pipeline.
    SRE_PIPELINE(0.06, SourceCitations.SRE_TRIGGERS),
    /// Trigger: a provider.
    SRE_PROVIDER(0.05, SourceCitations.SRE_TRIGGERS),
    /// Trigger: gradual performance decay.
    SRE_DECAY(0.05, SourceCitations.SRE_TRIGGERS),
    /// Trigger: capacity.
    SRE_CAPACITY(0.05, SourceCitations.SRE_TRIGGERS),
    /// Trigger: hardware.
    SRE_HARDWARE(0.02, SourceCitations.SRE_TRIGGERS),
    /// Root cause: software.
    SRE_SOFTWARE(0.4135, SourceCitations.SRE_ROOTS),
    /// Root cause: development process.
    SRE_DEVELOPMENT_PROCESS(0.2023, SourceCitations.SRE_ROOTS),
    /// Root cause: complex behaviour.
    SRE_COMPLEX_BEHAVIOUR(0.1690, SourceCitations.SRE_ROOTS),
    /// Root cause: deployment planning.
    SRE_DEPLOYMENT_PLANNING(0.0674, SourceCitations.SRE_ROOTS),
    /// Root cause: network.
    SRE_NETWORK(0.0275, SourceCitations.SRE_ROOTS),
    /// Root cause: code.
    TEAMS_CODE(0.27, SourceCitations.TEAMS),
    /// Root cause: a dependency of the service.
    TEAMS_DEPENDENCY(0.164, SourceCitations.TEAMS),
    /// Root cause: infrastructure.
    TEAMS_INFRASTRUCTURE(0.158, SourceCitations.TEAMS),
    /// Root cause: deployment.
    TEAMS_DEPLOYMENT(0.132, SourceCitations.TEAMS),
    /// Root cause: configuration.
    TEAMS_CONFIGURATION(0.125, SourceCitations.TEAMS),
    /// Root cause: database or network.
    TEAMS_DATABASE_OR_NETWORK(0.105, SourceCitations.TEAMS),
    /// Root cause: authentication.
    TEAMS_AUTHENTICATION(0.046, SourceCitations.TEAMS),
    /// Cause: misconfiguration.
    ISSRE_MISCONFIGURATION(0.316, SourceCitations.ISSRE),
    /// Cause: hardware.
    ISSRE_HARDWARE(0.17, SourceCitations.ISSRE),
    /// Cause: a code change.
    ISSRE_CODE_CHANGE(0.133, SourceCitations.ISSRE),
    /// Cause: exhausted resources.
    ISSRE_RESOURCES(0.093, SourceCitations.ISSRE),
    /// Cause: a flood of payload.
    ISSRE_PAYLOAD_FLOOD(0.08, SourceCitations.ISSRE),
    /// Cause: load above capacity.
    ISSRE_EXCESS_LOAD(0.062, SourceCitations.ISSRE),
    /// Cause unknown.
    ISSRE_UNKNOWN(0.121, SourceCitations.ISSRE),
    /// Cause: any change of the system.
    CHANGE_SRE_BOOK(0.7, "outages caused by change, SRE book, a rule of thumb"),
    /// Occurred during any change.
    CHANGE_ISSRE(0.588, "outages during a change, 354 public post-mortems of clouds, ISSRE 2022"),
    /// Cause: any change.
    CHANGE_FCA(0.17, "incidents caused by change, almost 1,000 material ones of UK finance, FCA 2019");

    /// Weight of a published list, in incidents.
    public static final double WEIGHT = 5;

    private static final double JEFFREYS_EVENTS = 0.5;

    private final double share;
    private final String source;

    CausePrior(double share, String source) {
        this.share = share;
        this.source = source;
    }

    /// Returns the posterior probability that the cause does harm.
    ///
    /// Incidents of the cause are a Poisson process of constant rate; the rate has a gamma distribution.
    ///
    /// @param own own incidents of the cause, 0 or more, fractional for those with several causes
    /// @param all own incidents of any cause, 0 or more
    /// @param watched observation time, above 0
    /// @param exposure length of the period of interest in the same unit, times a factor by which the cause
    ///     is more likely in it
    public OccurrenceProbability update(double own, double all, double watched, double exposure) {
        return this == JEFFREYS
                ? new OccurrenceProbability(own + JEFFREYS_EVENTS, watched, exposure)
                : new OccurrenceProbability(
                        own + WEIGHT * share, watched * (1 + WEIGHT / (all + JEFFREYS_EVENTS)), exposure);
    }

    /// Returns the source, for people.
    public String source() {
        return source;
    }

    private static final class SourceCitations {
        static final String SRE_TRIGGERS = "triggers of thousands of post-mortems, SRE workbook, table C-1";
        static final String SRE_ROOTS = "root causes of thousands of post-mortems, SRE workbook, table C-2";
        static final String ISSRE = "causes of 354 public post-mortems of clouds, ISSRE 2022";
        static final String TEAMS = "root causes of 152 incidents of Microsoft Teams, SoCC 2022";
    }
}
