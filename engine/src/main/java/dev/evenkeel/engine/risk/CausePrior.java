// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

/// What is believed of the rate of a cause before own incidents are there.
///
/// A published list says which share of incidents a cause had, not how often incidents come. So it is
/// worth [#WEIGHT] incidents at the own rate of all incidents, of which that share is of the cause. The
/// lists do not agree, since base rates differ by how incidents were collected: choosing one is a
/// choice, and is shown as one.
public enum CausePrior {
    /// Next to nothing: half an event in no time (Jeffreys 1946).
    JEFFREYS(Double.NaN, "no belief, Jeffreys' prior"),
    /// A new binary triggered it.
    SRE_BINARY_PUSH(0.37, Lists.SRE_TRIGGERS),
    /// A new configuration triggered it.
    SRE_CONFIGURATION_PUSH(0.31, Lists.SRE_TRIGGERS),
    /// What users did triggered it.
    SRE_USER_BEHAVIOUR(0.09, Lists.SRE_TRIGGERS),
    /// A processing pipeline triggered it.
    SRE_PIPELINE(0.06, Lists.SRE_TRIGGERS),
    /// A provider triggered it.
    SRE_PROVIDER(0.05, Lists.SRE_TRIGGERS),
    /// Slow decay of performance triggered it.
    SRE_DECAY(0.05, Lists.SRE_TRIGGERS),
    /// Capacity triggered it.
    SRE_CAPACITY(0.05, Lists.SRE_TRIGGERS),
    /// Hardware triggered it.
    SRE_HARDWARE(0.02, Lists.SRE_TRIGGERS),
    /// Its root was in software.
    SRE_SOFTWARE(0.4135, Lists.SRE_ROOTS),
    /// Its root was in how software is developed.
    SRE_DEVELOPMENT_PROCESS(0.2023, Lists.SRE_ROOTS),
    /// Its root was complex behaviour.
    SRE_COMPLEX_BEHAVIOUR(0.1690, Lists.SRE_ROOTS),
    /// Its root was in the planning of a deployment.
    SRE_DEPLOYMENT_PLANNING(0.0674, Lists.SRE_ROOTS),
    /// Its root was in the network.
    SRE_NETWORK(0.0275, Lists.SRE_ROOTS),
    /// Its root was in code.
    TEAMS_CODE(0.27, Lists.TEAMS),
    /// Its root was in what the service needs.
    TEAMS_DEPENDENCY(0.164, Lists.TEAMS),
    /// Its root was in infrastructure.
    TEAMS_INFRASTRUCTURE(0.158, Lists.TEAMS),
    /// Its root was in deployment.
    TEAMS_DEPLOYMENT(0.132, Lists.TEAMS),
    /// Its root was in configuration.
    TEAMS_CONFIGURATION(0.125, Lists.TEAMS),
    /// Its root was in a database or the network.
    TEAMS_DATABASE_OR_NETWORK(0.105, Lists.TEAMS),
    /// Its root was in authentication.
    TEAMS_AUTHENTICATION(0.046, Lists.TEAMS),
    /// A wrong configuration caused it.
    ISSRE_MISCONFIGURATION(0.316, Lists.ISSRE),
    /// Hardware caused it.
    ISSRE_HARDWARE(0.17, Lists.ISSRE),
    /// A change of code caused it.
    ISSRE_CODE_CHANGE(0.133, Lists.ISSRE),
    /// Resources that ran out caused it.
    ISSRE_RESOURCES(0.093, Lists.ISSRE),
    /// A flood of payload caused it.
    ISSRE_PAYLOAD_FLOOD(0.08, Lists.ISSRE),
    /// More load than there was room for caused it.
    ISSRE_EXCESS_LOAD(0.062, Lists.ISSRE),
    /// Nobody found out what caused it.
    ISSRE_UNKNOWN(0.121, Lists.ISSRE),
    /// Some change of the system caused it.
    CHANGE_SRE_BOOK(0.7, "outages caused by change, SRE book, a rule of thumb"),
    /// It came in the course of some change.
    CHANGE_ISSRE(0.588, "outages during a change, 354 public post-mortems of clouds, ISSRE 2022"),
    /// Some change caused it.
    CHANGE_FCA(0.17, "incidents caused by change, almost 1,000 material ones of UK finance, FCA 2019");

    /// How many incidents a published list is worth.
    public static final double WEIGHT = 5;

    private static final double JEFFREYS_EVENTS = 0.5;

    private final double share;
    private final String source;

    CausePrior(double share, String source) {
        this.share = share;
        this.source = source;
    }

    /// What is known of the chance that the cause does harm.
    ///
    /// Incidents of the cause are taken as a Poisson process of constant rate; what is known of the rate
    /// is a gamma law.
    ///
    /// @param own incidents of the cause, 0 or more, parts for those with several causes
    /// @param all own incidents of any cause, 0 or more
    /// @param watched above 0, the time in which they were seen
    /// @param exposure the while that is asked for in the same unit, times what makes the cause likelier
    ///     in it
    public OccurrenceProbability after(double own, double all, double watched, double exposure) {
        return this == JEFFREYS
                ? new OccurrenceProbability(own + JEFFREYS_EVENTS, watched, exposure)
                : new OccurrenceProbability(
                        own + WEIGHT * share, watched * (1 + WEIGHT / (all + JEFFREYS_EVENTS)), exposure);
    }

    /// Where it comes from, in words.
    public String source() {
        return source;
    }

    private static final class Lists {
        static final String SRE_TRIGGERS = "triggers of thousands of post-mortems, SRE workbook, table C-1";
        static final String SRE_ROOTS = "root causes of thousands of post-mortems, SRE workbook, table C-2";
        static final String ISSRE = "causes of 354 public post-mortems of clouds, ISSRE 2022";
        static final String TEAMS = "root causes of 152 incidents of Microsoft Teams, SoCC 2022";
    }
}
