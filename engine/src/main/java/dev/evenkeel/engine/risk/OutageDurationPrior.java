// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

/// A prior for the minutes of an outage, or of one of its phases. Published post-mortems describe big
/// outages, status pages everyday ones: choose by severity.
public enum OutageDurationPrior {
    /// Total duration of a published, big outage: median 222 minutes.
    ISSRE_WHOLE(5.402, 1.238, "354 public post-mortems of clouds, ISSRE 2022"),
    /// Time to detect: median 8.5 minutes.
    ISSRE_DETECT(2.142, 1.246, "66 public post-mortems of clouds, ISSRE 2022"),
    /// From detection until the cause is identified: median 44 minutes.
    ISSRE_IDENTIFY(3.789, 1.235, "37 public post-mortems of clouds, ISSRE 2022"),
    /// From identification until mitigation by any means: median 105 minutes.
    ISSRE_MITIGATE(4.650, 1.397, "104 public post-mortems of clouds, ISSRE 2022"),
    /// The same for a rollback: median 91 minutes.
    ISSRE_ROLLBACK(4.511, 1.038, "82 outages ended by a rollback, ISSRE 2022, table VIII"),
    /// The same for a repair: median 220 minutes.
    ISSRE_FIX(5.394, 1.418, "90 outages ended by a repair, ISSRE 2022, table VIII"),
    /// Total duration of an everyday incident: median 72 minutes.
    STATUS_PAGE(4.281, 1.287, "476 incidents on status pages, ICPE 2025");

    private final double mu;
    private final double sigma;
    private final String source;

    OutageDurationPrior(double mu, double sigma, String source) {
        this.mu = mu;
        this.sigma = sigma;
        this.source = source;
    }

    /// Returns the prior distribution.
    public LognormalValue distribution() {
        return new LognormalValue(mu, sigma);
    }

    /// Returns the source, for people.
    public String source() {
        return source;
    }
}
