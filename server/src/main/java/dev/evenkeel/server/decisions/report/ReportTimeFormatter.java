// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A formatter of instants in reports.
final class ReportTimeFormatter {
    private ReportTimeFormatter() {}

    /// Formats an instant to the second: `2026-11-26 16:15:55 UTC`.
    static String format(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", " UTC");
    }
}
