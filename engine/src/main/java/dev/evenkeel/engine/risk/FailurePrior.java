// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

/// A prior for a failure probability. Each is a choice, and is shown as one.
public enum FailurePrior {
    /// Change failure rate in financial services: mean 0.17, standard deviation 0.21.
    FINANCIAL_SERVICES(0.374, 1.826, "change failure rate in financial services, DORA 2025"),
    /// Change failure rate over all industries: mean 0.19, standard deviation 0.21.
    ALL_INDUSTRIES(0.473, 2.017, "change failure rate in all industries, DORA 2025"),
    /// Nearly uninformative (Jeffreys 1946).
    JEFFREYS(0.5, 0.5, "no prior knowledge (Jeffreys' prior)"),
    /// Share of failed changes that became major incidents.
    MAJOR_GIVEN_FAILED(0.5, 1.5, "an assumption of Evenkeel; no data is published");

    private final double alpha;
    private final double beta;
    private final String source;

    FailurePrior(double alpha, double beta, String source) {
        this.alpha = alpha;
        this.beta = beta;
        this.source = source;
    }

    /// Returns the prior distribution.
    public BetaValue distribution() {
        return new BetaValue(alpha, beta);
    }

    /// Returns the source, for people.
    public String source() {
        return source;
    }
}
