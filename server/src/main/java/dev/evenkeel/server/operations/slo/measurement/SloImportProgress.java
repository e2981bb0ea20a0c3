// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The import progress of an SLO.
///
/// @param indicator text of the indicator; the import restarts when it changes
/// @param knownUntil end of the last minute whose import is final
/// @param evaluatedUntil end of the last minute for which alerts were evaluated
/// @param failingSince null while queries succeed
/// @param failure one sentence for users; null while queries succeed
public record SloImportProgress(
        String slo,
        String indicator,
        Instant knownUntil,
        Instant evaluatedUntil,
        @Nullable Instant failingSince,
        @Nullable String failure) {

    /// Returns the end of the data to evaluate. A last minute that just ended and has not been imported is
    /// excluded, because it would count as a minute without calls. If the import is further behind, nothing is
    /// excluded.
    ///
    /// @param horizon end of the last complete minute
    public Instant evaluableUntil(Instant horizon) {
        boolean isMinuteBehind =
                evaluatedUntil.isBefore(horizon) && !evaluatedUntil.isBefore(horizon.minus(1, ChronoUnit.MINUTES));
        return isMinuteBehind ? evaluatedUntil : horizon;
    }

    SloImportProgress withKnownUntil(Instant until) {
        return new SloImportProgress(slo, indicator, until, evaluatedUntil, null, null);
    }

    SloImportProgress withFailure(Instant until, String words, Instant now) {
        return new SloImportProgress(
                slo, indicator, until, evaluatedUntil, failingSince == null ? now : failingSince, words);
    }

    public SloImportProgress withEvaluatedUntil(Instant until) {
        return new SloImportProgress(slo, indicator, knownUntil, until, failingSince, failure);
    }
}
