// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.telemetry;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names under which services report metrics, and those that are kept for counts of our own: they have a colon,
/// which a service's never have.
public final class MetricNames {
    /// Counts calls that were answered twice: on control's side those whose second answer was control's, on the
    /// candidate's side those whose second answer was the candidate's.
    public static final String SHADOW_COMPARED = "shadow:compared";

    /// Counts those of them whose answers differed.
    public static final String SHADOW_DIFFERING = "shadow:differing";

    /// Counts those of them that differed because the second answer was an exception, counted as failed, or
    /// came too late.
    public static final String SHADOW_FAILED = "shadow:failed";

    /// Counts calls whose answers could not be compared.
    public static final String SHADOW_INCOMPARABLE = "shadow:incomparable";

    /// Counts calls that were to be answered twice and were not, because too many waited for it, or too
    /// long, or because second answers made callers wait.
    public static final String SHADOW_DROPPED = "shadow:dropped";

    /// Counts calls that were the candidate's and did not begin, because its concurrency limit was reached;
    /// control answered them. On the candidate's side, and not among its calls.
    public static final String LIMIT_REFUSED = "limit:refused";

    /// Counts calls of the candidate whose callers stopped waiting at its time limit, among its failures.
    public static final String LIMIT_TIMED_OUT = "limit:timed-out";

    /// Counts calls that got a settlement token and will be settled later.
    public static final String SETTLEMENT_OPENED = "settlement:opened";

    /// Counts calls whose late outcome is known.
    public static final String SETTLEMENT_SETTLED = "settlement:settled";

    /// Counts those of them that failed late, with their units.
    public static final String SETTLEMENT_FAILED = "settlement:failed";

    /// What a service's own name looks like, in words.
    public static final String FORM = "a letter and up to 99 letters, digits, dots, dashes or underscores";

    private static final String FAILED_IN = "failed-in:";
    private static final Pattern OWN = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

    private MetricNames() {}

    /// Whether a service may report a metric, or declare a slice, under this name.
    public static boolean isOwn(@Nullable String name) {
        return name != null && OWN.matcher(name).matches();
    }

    /// The metric that counts failures within a slice of the traffic.
    public static String failedIn(String slice) {
        return FAILED_IN + slice;
    }
}
