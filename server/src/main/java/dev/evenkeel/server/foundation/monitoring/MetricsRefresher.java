// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.monitoring;

/// Whose meters have to be brought up to date before they are read. Beans of this type are asked before each
/// scrape.
@FunctionalInterface
public interface MetricsRefresher {
    /// Brings its meters up to date. May read the database; what it throws is logged, and its meters stay as
    /// they were.
    void refresh();
}
