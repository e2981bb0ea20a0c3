// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

/// A source of meters that must be refreshed before they are read. Beans of this type are called before each
/// scrape.
@FunctionalInterface
public interface PreScrapeMetricsRefresher {
    /// Refreshes its meters. May read the database; an exception is logged, and the meters keep their values.
    void refresh();
}
