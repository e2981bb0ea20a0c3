// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names of metrics: those that services may use, and the reserved ones of Evenkeel's own counts.
/// Reserved names contain a colon, which a service's names cannot.
public final class MetricNames {
    /// Counts shadowed calls whose results were compared: on control's side those shadowed on control, on the
    /// candidate's side those shadowed on the candidate.
    public static final String SHADOW_COMPARED = "shadow:compared";

    /// Counts those of them whose results differed.
    public static final String SHADOW_DIFFERING = "shadow:differing";

    /// Counts those of them that differed because the shadow call threw an exception, counted as failed, or
    /// was too late.
    public static final String SHADOW_FAILED = "shadow:failed";

    /// Counts shadowed calls whose results could not be compared.
    public static final String SHADOW_INCOMPARABLE = "shadow:incomparable";

    /// Counts shadow calls that were dropped because the queue was full, they waited too long, or shadow
    /// traffic delayed callers.
    public static final String SHADOW_DROPPED = "shadow:dropped";

    /// Counts candidate calls that were rejected at its concurrency limit; control served them. On the
    /// candidate's side, and not included in its calls.
    public static final String LIMIT_REFUSED = "limit:refused";

    /// Counts candidate calls that exceeded its time limit, included in its failures.
    public static final String LIMIT_TIMED_OUT = "limit:timed-out";

    /// Counts calls with a settlement token, which settle later.
    public static final String SETTLEMENT_OPENED = "settlement:opened";

    /// Counts calls whose late outcome was reported.
    public static final String SETTLEMENT_SETTLED = "settlement:settled";

    /// Counts those of them that failed late, with their units.
    public static final String SETTLEMENT_FAILED = "settlement:failed";

    /// Description of the names that services may use.
    public static final String NAME_DESCRIPTION = "a letter and up to 99 letters, digits, dots, dashes or underscores";

    private static final String FAILED_IN = "failed-in:";
    private static final Pattern OWN = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

    private MetricNames() {}

    /// Whether a service may use this name for a metric or a traffic slice.
    public static boolean isValidName(@Nullable String name) {
        return name != null && OWN.matcher(name).matches();
    }

    /// Returns the name of the metric that counts failures within a traffic slice.
    public static String sliceFailures(String slice) {
        return FAILED_IN + slice;
    }
}
